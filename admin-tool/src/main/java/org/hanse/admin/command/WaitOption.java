package org.hanse.admin.command;

import java.time.Duration;
import java.util.Optional;
import org.hanse.admin.output.UsageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a command waits for what the servers of two realms do. */
@Command
final class WaitOption {
    private static final Duration USUAL = Duration.ofSeconds(10);

    @Option(
            names = "--wait",
            paramLabel = "D",
            description = "How long to wait for the peer; the servers go on in any case. Default: 10s.")
    Optional<String> most = Optional.empty();

    Duration most() throws UsageFailure {
        return OptionValues.duration("--wait", most).orElse(USUAL);
    }
}
