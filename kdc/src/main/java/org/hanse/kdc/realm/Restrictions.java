package org.hanse.kdc.realm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.protocol.file.KerberosDuration;

/**
 * What a line of admin.acl imposes on principals that are added or modified by it, as kadm5.acl has it: flags that are set or
 * cleared, a policy, and the longest times. Immutable.
 *
 * @param flags as {@link FlagChanges} reads them
 * @param policy the policy that they get; {@code none} takes theirs away
 */
public record Restrictions(
        List<String> flags,
        Optional<String> policy,
        Optional<Duration> expire,
        Optional<Duration> passwordExpire,
        Optional<Duration> maxLife,
        Optional<Duration> maxRenew) {
    /** Imposes nothing. */
    public static final Restrictions NONE = new Restrictions(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Restrictions {
        flags = List.copyOf(flags);
    }

    /** @param where file and line, for the message */
    static Restrictions of(String text, String where) throws RealmFailure {
        List<String> flags = new ArrayList<>();
        Restrictions read = NONE;
        String[] words = text.split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("-clearpolicy")) {
                read = read.withPolicy("none");
                continue;
            }
            boolean takesValue = List.of("-policy", "-expire", "-pwexpire", "-maxlife", "-maxrenewlife")
                    .contains(word);
            if (!takesValue) {
                flags.add(flag(word, where));
            } else if (++i < words.length) {
                read = word.equals("-policy") ? read.withPolicy(words[i]) : read.with(word, life(words[i], where));
            } else {
                throw RealmFailure.refused(where + " gives " + word + " no value", "write it behind the word");
            }
        }
        return new Restrictions(flags, read.policy, read.expire, read.passwordExpire, read.maxLife, read.maxRenew);
    }

    private static String flag(String word, String where) throws RealmFailure {
        try {
            FlagChanges.apply(Set.of(), List.of(word));
            return word;
        } catch (RealmFailure unknown) {
            throw RealmFailure.refused(
                    where + " has a restriction \"" + word + "\" that is none",
                    "use +FLAG, -FLAG, -policy P, -clearpolicy, -expire, -pwexpire, -maxlife or -maxrenewlife");
        }
    }

    private static Duration life(String text, String where) throws RealmFailure {
        try {
            return KerberosDuration.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw RealmFailure.refused(where + ": \"" + text + "\" is no duration", "write 10h, 7d or 1h30m");
        }
    }

    private Restrictions withPolicy(String name) {
        return new Restrictions(flags, Optional.of(name), expire, passwordExpire, maxLife, maxRenew);
    }

    private Restrictions with(String word, Duration limit) {
        Optional<Duration> given = Optional.of(limit);
        return new Restrictions(
                flags,
                policy,
                word.equals("-expire") ? given : expire,
                word.equals("-pwexpire") ? given : passwordExpire,
                word.equals("-maxlife") ? given : maxLife,
                word.equals("-maxrenewlife") ? given : maxRenew);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** What is imposed on a draft that is otherwise as its administrator wants it: no limit of its own is no way around one. */
    public DraftEdit at(Instant now) {
        return draft -> {
            PrincipalDraft imposed = draft.withFlags(FlagChanges.apply(draft.flags(), flags))
                    .withExpires(sooner(draft.expires(), expire, now))
                    .withPasswordExpires(sooner(draft.passwordExpires(), passwordExpire, now))
                    .withMaxLife(shorter(draft.maxLife(), maxLife))
                    .withMaxRenew(shorter(draft.maxRenew(), maxRenew));
            return policy.isEmpty() ? imposed : imposed.withPolicy(policy.filter(name -> !name.equals("none")));
        };
    }

    private static Optional<Instant> sooner(Optional<Instant> own, Optional<Duration> limit, Instant now) {
        if (limit.isEmpty()) {
            return own;
        }
        Instant latest = now.plus(limit.get());
        return Optional.of(own.filter(time -> time.isBefore(latest)).orElse(latest));
    }

    private static Optional<Duration> shorter(Optional<Duration> own, Optional<Duration> limit) {
        return limit.isEmpty()
                ? own
                : Optional.of(
                        own.filter(life -> life.compareTo(limit.get()) < 0).orElse(limit.get()));
    }
}
