package org.hanse.admin.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalEdits;
import org.hanse.kdc.realm.FlagChanges;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.file.KerberosDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code principal add} and {@code principal modify} can say of a principal besides its keys. */
@Command
final class PrincipalOptions {
    @Option(names = "--policy", paramLabel = "P", description = "The policy whose limits apply. Default: none.")
    Optional<String> policy = Optional.empty();

    @Option(
            names = "--expires",
            paramLabel = "T",
            description = "When it stops working: 2027-01-31, 2027-01-31T12:00:00Z, 20270131120000, 30d (from now), or"
                    + " never. Without a zone: of this machine's. Default: never.")
    Optional<String> expires = Optional.empty();

    @Option(
            names = "--password-expires",
            paramLabel = "T",
            description = "When its password must be changed; as above. Default: never.")
    Optional<String> passwordExpires = Optional.empty();

    @Option(
            names = "--max-life",
            paramLabel = "D",
            description =
                    "The longest life of its tickets: 60s, 10m, 1h30m, 7d, 10:30:00, or none for no limit of its own."
                            + " Default: the realm's, 10h.")
    Optional<String> maxLife = Optional.empty();

    @Option(
            names = "--max-renew",
            paramLabel = "D",
            description = "How long its tickets can be renewed; as above. Default: the realm's, 7d.")
    Optional<String> maxRenew = Optional.empty();

    @Option(
            names = "--flag",
            paramLabel = "+NAME|-NAME",
            description = "Set or clear a flag; may be repeated. The names are kadmin's, such as requires_preauth,"
                    + " allow_svr, allow_tix, allow_forwardable, ok_as_delegate.")
    List<String> flags = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set a string attribute, such as session_enctypes; an empty VALUE removes it. May be repeated.")
    List<String> attributes = new ArrayList<>();

    boolean isEmpty() {
        return policy.isEmpty()
                && expires.isEmpty()
                && passwordExpires.isEmpty()
                && maxLife.isEmpty()
                && maxRenew.isEmpty()
                && flags.isEmpty()
                && attributes.isEmpty();
    }

    /** Reads every value now: what can fail later is only what the realm knows. */
    PrincipalEdits edits(Surroundings here) throws UsageFailure, RealmFailure {
        FlagChanges.apply(Set.of(), flags);
        return new PrincipalEdits(
                policy,
                time("--expires", expires, here),
                time("--password-expires", passwordExpires, here),
                limit("--max-life", maxLife),
                limit("--max-renew", maxRenew),
                flags,
                attributeChanges());
    }

    /** As an instant, since a time without zone is of this machine's. */
    private static Optional<String> time(String option, Optional<String> text, Surroundings here) throws UsageFailure {
        return text.isEmpty()
                ? text
                : Optional.of(OptionValues.time(option, text.get(), here)
                        .map(Instant::toString)
                        .orElse("never"));
    }

    private static Optional<String> limit(String option, Optional<String> text) throws UsageFailure {
        return text.isEmpty() || text.get().equals("none")
                ? text
                : Optional.of(KerberosDuration.format(OptionValues.duration(option, text.get())));
    }

    private Map<String, String> attributeChanges() throws UsageFailure {
        Map<String, String> changes = new HashMap<>();
        for (String pair : attributes) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageFailure("--set takes KEY=VALUE and not \"" + pair + "\"", "put a = after the key");
            }
            String key = pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            if (key.equals("session_enctypes") && !value.isEmpty()) {
                OptionValues.etypes("--set session_enctypes", value.replace(' ', ','));
            }
            changes.put(key, value);
        }
        return changes;
    }
}
