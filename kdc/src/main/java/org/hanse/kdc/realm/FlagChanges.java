package org.hanse.kdc.realm;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.name.PrincipalName;

/** Flags as operators write them, {@code +requires_preauth -allow_svr}, and those that a new principal starts with. */
public final class FlagChanges {
    private FlagChanges() {}

    /**
     * @param words each with a sign before the name; later ones win
     * @throws RealmFailure malformed, for a word without sign or a flag that is not one of kadmin's
     */
    public static Set<PrincipalFlag> apply(Set<PrincipalFlag> before, List<String> words) throws RealmFailure {
        Set<PrincipalFlag> flags = EnumSet.noneOf(PrincipalFlag.class);
        flags.addAll(before);
        for (String word : words) {
            boolean on = word.startsWith("+");
            if (!on && !word.startsWith("-")) {
                throw RealmFailure.malformed(
                        "the flag \"" + word + "\" has no sign", "write +" + word + " or -" + word);
            }
            PrincipalFlag flag = PrincipalFlag.byWord(word.substring(1))
                    .orElseThrow(() -> RealmFailure.malformed(
                            "there is no flag \"" + word.substring(1) + "\"",
                            "the flags are " + String.join(", ", words())));
            if (on) {
                flags.add(flag);
            } else {
                flags.remove(flag);
            }
        }
        return flags;
    }

    /**
     * What a new principal may do. A key made from a password can be guessed offline by whoever holds something sealed
     * under it. So a password principal must pre-authenticate, and a person's is no service: nobody can ask for a ticket
     * sealed under a person's password.
     */
    static Set<PrincipalFlag> initial(PrincipalName name, List<PrincipalKey> keys) {
        Set<PrincipalFlag> flags = EnumSet.noneOf(PrincipalFlag.class);
        for (PrincipalFlag flag : PrincipalFlag.values()) {
            if (flag.onByDefault()) {
                flags.add(flag);
            }
        }
        if (keys.stream().anyMatch(PrincipalKey::isOfPassword)) {
            protectPassword(name, flags);
        }
        return flags;
    }

    /** A principal whose random keys are replaced by a password's is from then on as if added with it. */
    static Set<PrincipalFlag> renewed(PrincipalEntry before, List<PrincipalKey> keys) {
        boolean first = before.currentKeys().stream().noneMatch(PrincipalKey::isOfPassword)
                && keys.stream().anyMatch(PrincipalKey::isOfPassword);
        Set<PrincipalFlag> flags = EnumSet.noneOf(PrincipalFlag.class);
        flags.addAll(before.flags());
        if (first) {
            protectPassword(before.name(), flags);
        }
        return flags;
    }

    private static void protectPassword(PrincipalName name, Set<PrincipalFlag> flags) {
        flags.add(PrincipalFlag.REQUIRES_PREAUTH);
        if (Naming.isUserLike(name)) {
            flags.remove(PrincipalFlag.ALLOW_SVR);
        }
    }

    private static List<String> words() {
        return EnumSet.allOf(PrincipalFlag.class).stream()
                .map(PrincipalFlag::word)
                .toList();
    }
}
