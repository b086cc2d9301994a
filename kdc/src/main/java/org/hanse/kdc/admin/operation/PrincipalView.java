package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * A principal as administrators see it: all but its keys.
 *
 * @param name with the realm
 * @param flags those that are set, in kadmin's words
 * @param keys newest kvno first
 * @param expires empty for never
 * @param passwordExpires likewise
 * @param maxLife empty for no limit of its own
 * @param maxRenew likewise
 * @param aliases with the realm
 * @param guessable whether anybody with a ticket to it can guess its password offline
 */
public record PrincipalView(
        String name,
        String subjectId,
        List<String> flags,
        List<Key> keys,
        Optional<Instant> expires,
        Optional<Instant> passwordExpires,
        Optional<Duration> maxLife,
        Optional<Duration> maxRenew,
        Optional<String> policy,
        List<String> aliases,
        Map<String, String> attributes,
        Instant created,
        Instant modified,
        boolean guessable) {
    public PrincipalView {
        flags = List.copyOf(flags);
        keys = List.copyOf(keys);
        aliases = List.copyOf(aliases);
        attributes = Map.copyOf(attributes);
    }

    /** @param salt empty for a random key */
    public record Key(long kvno, String enctype, Optional<String> salt, Optional<Instant> made) {
        private static Key of(PrincipalKey key) {
            return new Key(key.kvno().value(), key.etype().toString(), key.salt(), key.made());
        }
    }

    public static PrincipalView of(PrincipalEntry entry, RealmName realm) {
        return new PrincipalView(
                full(entry.name(), realm),
                entry.subjectId().hex(),
                EnumSet.allOf(PrincipalFlag.class).stream()
                        .filter(entry::has)
                        .map(PrincipalFlag::word)
                        .toList(),
                entry.keys().stream().map(Key::of).toList(),
                entry.expires(),
                entry.passwordExpires(),
                entry.maxLife(),
                entry.maxRenew(),
                entry.policy(),
                entry.aliases().stream().map(alias -> full(alias, realm)).toList(),
                entry.attributes(),
                entry.created(),
                entry.modified(),
                entry.isServiceWithPassword());
    }

    /** Of the newest keys. */
    public long kvno() {
        return keys.get(0).kvno();
    }

    private static String full(PrincipalName name, RealmName realm) {
        return name + "@" + realm;
    }
}
