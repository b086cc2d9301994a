package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.realm.DraftEdit;
import org.hanse.kdc.realm.FlagChanges;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.file.KerberosDuration;

/**
 * What is to be changed of a principal besides its keys; what is left out stays as it is.
 *
 * @param policy its name, or {@code none}
 * @param expires ISO 8601 in UTC, or {@code never}
 * @param passwordExpires likewise
 * @param maxLife a duration, or {@code none} for no limit of its own
 * @param maxRenew likewise
 * @param flags each with {@code +} or {@code -} before it
 * @param attributes string attributes; an empty one is removed
 */
public record PrincipalEdits(
        Optional<String> policy,
        Optional<String> expires,
        Optional<String> passwordExpires,
        Optional<String> maxLife,
        Optional<String> maxRenew,
        List<String> flags,
        Map<String, String> attributes) {
    private static final String NONE = "none";
    private static final String NEVER = "never";
    /** RFC 4120 §5.2.3: a year has four digits. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public PrincipalEdits {
        flags = List.copyOf(flags);
        attributes = Map.copyOf(attributes);
    }

    /** Reads every value now; what the edit does later can only fail for what the realm knows. */
    DraftEdit edit() throws RealmFailure {
        FlagChanges.apply(Set.of(), flags);
        checkAttributes();
        UnaryOperator<Optional<Instant>> ends = time("expires", expires);
        UnaryOperator<Optional<Instant>> passwordEnds = time("passwordExpires", passwordExpires);
        UnaryOperator<Optional<Duration>> life = limit("maxLife", maxLife);
        UnaryOperator<Optional<Duration>> renew = limit("maxRenew", maxRenew);
        return draft -> {
            PrincipalDraft changed = draft.withExpires(ends.apply(draft.expires()))
                    .withPasswordExpires(passwordEnds.apply(draft.passwordExpires()))
                    .withMaxLife(life.apply(draft.maxLife()))
                    .withMaxRenew(renew.apply(draft.maxRenew()))
                    .withFlags(FlagChanges.apply(draft.flags(), flags))
                    .withAttributes(merged(draft.attributes()));
            return policy.isEmpty() ? changed : changed.withPolicy(policy.filter(name -> !isNone(name)));
        };
    }

    private static boolean isNone(String name) {
        return name.isEmpty() || name.equals(NONE);
    }

    private Map<String, String> merged(Map<String, String> before) {
        Map<String, String> merged = new HashMap<>(before);
        merged.putAll(attributes);
        merged.values().removeIf(String::isEmpty);
        return merged;
    }

    private void checkAttributes() throws RealmFailure {
        for (Map.Entry<String, String> one : attributes.entrySet()) {
            if (one.getKey().isEmpty() || one.getKey().codePoints().anyMatch(Character::isISOControl)) {
                throw RealmFailure.malformed("an attribute has a name that is none", "write it in letters");
            }
            if (one.getKey().equals("session_enctypes") && !one.getValue().isEmpty()) {
                Etypes.of(List.of(one.getValue().strip().split("[ ,]+")));
            }
        }
    }

    private static UnaryOperator<Optional<Instant>> time(String field, Optional<String> text) throws RealmFailure {
        if (text.isEmpty()) {
            return UnaryOperator.identity();
        }
        try {
            Optional<Instant> time =
                    text.get().equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(text.get()));
            if (time.filter(one -> one.isBefore(Instant.EPOCH) || one.isAfter(LATEST))
                    .isEmpty()) {
                return old -> time;
            }
        } catch (DateTimeParseException unreadable) {
            // As if it were out of range.
        }
        throw RealmFailure.malformed(field + " is no time", "write 2027-01-31T12:00:00Z, or " + NEVER);
    }

    /** What becomes of a limit. */
    static UnaryOperator<Optional<Duration>> limit(String field, Optional<String> text) throws RealmFailure {
        if (text.isEmpty()) {
            return UnaryOperator.identity();
        }
        try {
            Optional<Duration> limit =
                    text.get().equals(NONE) ? Optional.empty() : Optional.of(KerberosDuration.parse(text.get()));
            return old -> limit;
        } catch (IllegalArgumentException unreadable) {
            throw RealmFailure.malformed(field + " is no duration", "write 10m, 1h30m or 7d, or " + NONE);
        }
    }
}
