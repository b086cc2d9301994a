package org.hanse.admin.command;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hanse.admin.output.UsageFailure;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
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

    Optional<TrustDirection> direction() throws UsageFailure {
        if (direction.isEmpty()) {
            return Optional.empty();
        }
        for (TrustDirection one : TrustDirection.values()) {
            if (one.word().equals(direction.get().toLowerCase(Locale.ROOT))) {
                return Optional.of(one);
            }
        }
        throw new UsageFailure("there is no direction \"" + direction.get() + "\"", "give in, out or both");
    }

    /** Reads every value now; the change itself cannot fail. */
    UnaryOperator<TrustPolicy> change() throws UsageFailure, RealmFailure {
        Optional<TrustDirection> way = direction();
        Optional<Set<RealmName>> accepted = realms(acceptRealms);
        Optional<Set<RealmName>> reached = realms(transitTo);
        Optional<List<String>> globs = clients.map(OptionValues::words);
        for (String glob : globs.orElse(List.of())) {
            OptionValues.glob(glob);
        }
        Optional<List<String>> dns = domains.map(OptionValues::words);
        boolean noLimit = maxLife.filter("none"::equals).isPresent();
        Optional<Duration> limit = noLimit ? Optional.empty() : OptionValues.duration("--max-life", maxLife);
        return old -> new TrustPolicy(
                way.orElse(old.direction()),
                accepted.orElse(old.acceptRealms()),
                reached.orElse(old.transitTo()),
                globs.orElse(old.clients()),
                dns.orElse(old.domains()),
                noLimit ? Optional.empty() : limit.or(old::maxLife),
                allowForwardable.orElse(old.allowForwardable()),
                relayLogins.orElse(old.relayLogins()),
                logOnly.orElse(old.logOnly()));
    }

    private static Optional<Set<RealmName>> realms(Optional<String> text) throws RealmFailure {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Set<RealmName> realms = new HashSet<>();
        for (String word : OptionValues.words(text.get())) {
            realms.add(Naming.realm(word));
        }
        return Optional.of(realms);
    }
}
