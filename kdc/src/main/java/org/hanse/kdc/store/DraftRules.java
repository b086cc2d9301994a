package org.hanse.kdc.store;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;

/** What a principal must be to be kept, and the form in which it is. */
final class DraftRules {
    /** In octets of the text form; bounds what a cache of misses can be made to hold. */
    static final int LONGEST_NAME = 1024;

    private DraftRules() {}

    /**
     * The draft as the schema keeps it: keys newest first, times in whole milliseconds, lifetimes in whole seconds.
     *
     * @param now when the keys were made that are new
     */
    static PrincipalDraft checked(PrincipalDraft draft, Instant now) {
        checkName(draft.name());
        checkKeys(draft);
        List<PrincipalKey> newestFirst = draft.keys().stream()
                .sorted(Comparator.comparing(PrincipalKey::kvno).reversed())
                .map(key -> key.made().isPresent() ? key : key.withMade(Optional.of(now)))
                .toList();
        return new PrincipalDraft(
                draft.name(),
                draft.flags(),
                newestFirst,
                draft.expires().map(time -> time.truncatedTo(ChronoUnit.MILLIS)),
                draft.passwordExpires().map(time -> time.truncatedTo(ChronoUnit.MILLIS)),
                draft.maxLife().map(life -> Duration.ofSeconds(life.toSeconds())),
                draft.maxRenew().map(life -> Duration.ofSeconds(life.toSeconds())),
                draft.policy(),
                draft.attributes());
    }

    static void checkName(PrincipalName name) {
        if (name.components().isEmpty() || name.components().stream().anyMatch(String::isEmpty)) {
            throw refusal("\"" + name + "\" has an empty component; give every component a text");
        }
        if (!canBeKept(name)) {
            throw refusal("a name of a principal is not Unicode or longer than " + LONGEST_NAME
                    + " octets; choose another name");
        }
    }

    /** Whether any principal can have the name. */
    static boolean canBeKept(PrincipalName name) {
        String text = name.toString();
        // A lone surrogate would be kept as a question mark, and then be somebody else's name.
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        return text.length() <= LONGEST_NAME
                && encoder.canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    private static void checkKeys(PrincipalDraft draft) {
        if (draft.keys().isEmpty()) {
            throw refusal(draft.name() + " has no key; give it a password or a random key");
        }
        record Row(Kvno kvno, EncType etype) {}
        Set<Row> rows = new HashSet<>();
        for (PrincipalKey key : draft.keys()) {
            if (!rows.add(new Row(key.kvno(), key.etype()))) {
                throw refusal(draft.name() + " has two keys of kvno " + key.kvno() + " and " + key.etype()
                        + "; keep one of them");
            }
        }
    }

    private static StoreRefusal refusal(String message) {
        return new StoreRefusal(StoreRefusal.Why.NOT_A_PRINCIPAL, message);
    }
}
