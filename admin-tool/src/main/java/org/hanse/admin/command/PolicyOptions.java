package org.hanse.admin.command;

import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.admin.output.UsageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The limits of a policy. Those of passwords and lockout have their names already and say that they are not built. */
@Command
final class PolicyOptions {
    @Option(
            names = "--max-life",
            paramLabel = "D",
            description = "The longest life of its principals' tickets: 60s, 10m, 1h30m, 7d.")
    Optional<String> maxLife = Optional.empty();

    @Option(names = "--max-renew", paramLabel = "D", description = "How long its principals' tickets can be renewed.")
    Optional<String> maxRenew = Optional.empty();

    @Option(names = "--min-length", paramLabel = "N", description = "Not built yet.")
    Optional<String> minLength = Optional.empty();

    @Option(names = "--min-classes", paramLabel = "N", description = "Not built yet.")
    Optional<String> minClasses = Optional.empty();

    @Option(names = "--history", paramLabel = "N", description = "Not built yet.")
    Optional<String> history = Optional.empty();

    @Option(names = "--min-age", paramLabel = "D", description = "Not built yet.")
    Optional<String> minAge = Optional.empty();

    @Option(names = "--max-age", paramLabel = "D", description = "Not built yet.")
    Optional<String> maxAge = Optional.empty();

    @Option(names = "--max-failures", paramLabel = "N", description = "Not built yet.")
    Optional<String> maxFailures = Optional.empty();

    @Option(names = "--failure-window", paramLabel = "D", description = "Not built yet.")
    Optional<String> failureWindow = Optional.empty();

    @Option(names = "--lockout", paramLabel = "D", description = "Not built yet.")
    Optional<String> lockout = Optional.empty();

    /** @throws UsageFailure if an option is given that would be kept and have no effect */
    void refuseLater() throws UsageFailure {
        boolean given = Stream.of(minLength, minClasses, history, minAge, maxAge, maxFailures, failureWindow, lockout)
                .anyMatch(Optional::isPresent);
        if (given) {
            throw new UsageFailure(
                    "policy options for passwords and lockout are not built yet",
                    "give --max-life and --max-renew only");
        }
    }
}
