package org.hanse.admin.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.realm.DraftEdit;
import org.hanse.kdc.realm.FlagChanges;
import org.hanse.kdc.realm.RealmFailure;
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

    /** Reads every value now; what the edit does later can only fail for what the realm knows. */
    DraftEdit edit(Surroundings here) throws UsageFailure, RealmFailure {
        FlagChanges.apply(Set.of(), flags);
        List<DraftEdit> edits = new ArrayList<>();
        if (expires.isPresent()) {
            Optional<Instant> time = OptionValues.time("--expires", expires.get(), here);
            edits.add(draft -> draft.withExpires(time));
        }
        if (passwordExpires.isPresent()) {
            Optional<Instant> time = OptionValues.time("--password-expires", passwordExpires.get(), here);
            edits.add(draft -> draft.withPasswordExpires(time));
        }
        if (maxLife.isPresent()) {
            Optional<Duration> limit = limit("--max-life", maxLife.get());
            edits.add(draft -> draft.withMaxLife(limit));
        }
        if (maxRenew.isPresent()) {
            Optional<Duration> limit = limit("--max-renew", maxRenew.get());
            edits.add(draft -> draft.withMaxRenew(limit));
        }
        policy.ifPresent(name -> edits.add(draft -> draft.withPolicy(policyNamed(name))));
        Map<String, String> set = attributeChanges();
        edits.add(draft -> {
            Set<PrincipalFlag> changed = FlagChanges.apply(draft.flags(), flags);
            return draft.withFlags(changed).withAttributes(merged(draft.attributes(), set));
        });
        return draft -> {
            PrincipalDraft changed = draft;
            for (DraftEdit edit : edits) {
                changed = edit.apply(changed);
            }
            return changed;
        };
    }

    private static Optional<String> policyNamed(String name) {
        return name.isEmpty() || name.equals("none") ? Optional.empty() : Optional.of(name);
    }

    private static Optional<Duration> limit(String option, String text) throws UsageFailure {
        return text.equals("none") ? Optional.empty() : Optional.of(OptionValues.duration(option, text));
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

    private static Map<String, String> merged(Map<String, String> before, Map<String, String> changes) {
        Map<String, String> merged = new HashMap<>(before);
        merged.putAll(changes);
        merged.values().removeIf(String::isEmpty);
        return merged;
    }
}
