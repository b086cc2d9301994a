package org.hanse.admin.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.admin.output.UsageFailure;
import org.hanse.kdc.admin.operation.TrustEdits;
import org.hanse.protocol.file.KerberosDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The policy of a trust. What is not given stays as it is, for a new trust the default that admits least. */
@Command
final class TrustPolicyOptions {
    @Option(
            names = "--direction",
            paramLabel = "in|out|both",
            description = "in: the peer's clients may use this realm; out: this realm's clients may use the peer."
                    + " Default: both.")
    Optional<String> direction = Optional.empty();

    @Option(
            names = "--accept-realms",
            paramLabel = "R,..",
            description =
                    "Client realms that the peer may bring besides its own. Default: none. Empty text: none again.")
    Optional<String> acceptRealms = Optional.empty();

    @Option(
            names = "--transit-to",
            paramLabel = "R,..",
            description = "Realms that this realm's clients reach through the peer. Default: none.")
    Optional<String> transitTo = Optional.empty();

    @Option(
            names = "--clients",
            paramLabel = "GLOB,..",
            description =
                    "Only clients that match one of these may come in; matched with the realm if the glob holds @."
                            + " Default: all.")
    Optional<String> clients = Optional.empty();

    @Option(
            names = "--domains",
            paramLabel = "D,..",
            description = "DNS domains whose services are the peer's. Default: none.")
    Optional<String> domains = Optional.empty();

    @Option(
            names = "--max-life",
            paramLabel = "D",
            description =
                    "The longest life of tickets for the peer's clients: 60s, 10m, 1h30m, or none. Default: none.")
    Optional<String> maxLife = Optional.empty();

    @Option(
            names = "--allow-forwardable",
            negatable = true,
            description = "Let the peer's clients forward and proxy tickets of this realm. Default: not.")
    Optional<Boolean> allowForwardable = Optional.empty();

    @Option(
            names = "--relay-logins",
            negatable = true,
            description = "Let the peer's clients log in at home by way of this realm's HTTPS port, where they reach no"
                    + " other; with a ticket they always may. Default: not.")
    Optional<Boolean> relayLogins = Optional.empty();

    @Option(
            names = "--log-only",
            negatable = true,
            description = "Let through and log what this policy would refuse; never this realm's own name from outside."
                    + " Default: not.")
    Optional<Boolean> logOnly = Optional.empty();

    boolean isEmpty() {
        return direction.isEmpty()
                && acceptRealms.isEmpty()
                && transitTo.isEmpty()
                && clients.isEmpty()
                && domains.isEmpty()
                && maxLife.isEmpty()
                && allowForwardable.isEmpty()
                && relayLogins.isEmpty()
                && logOnly.isEmpty();
    }

    /** Reads every value now: what can fail later is only what the realm knows. */
    TrustEdits edits() throws UsageFailure {
        Optional<List<String>> globs = clients.map(OptionValues::words);
        for (String glob : globs.orElse(List.of())) {
            OptionValues.glob(glob);
        }
        return new TrustEdits(
                way(),
                acceptRealms.map(OptionValues::words),
                transitTo.map(OptionValues::words),
                globs,
                domains.map(OptionValues::words),
                limit(),
                allowForwardable,
                relayLogins,
                logOnly);
    }

    private Optional<String> way() throws UsageFailure {
        Optional<String> word = direction.map(text -> text.toLowerCase(Locale.ROOT));
        if (word.isPresent() && !List.of("in", "out", "both").contains(word.get())) {
            throw new UsageFailure("there is no direction \"" + direction.get() + "\"", "give in, out or both");
        }
        return word;
    }

    private Optional<String> limit() throws UsageFailure {
        return maxLife.isEmpty() || maxLife.get().equals("none")
                ? maxLife
                : OptionValues.duration("--max-life", maxLife).map(KerberosDuration::format);
    }
}
