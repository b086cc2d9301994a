package org.hanse.kdc.as;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.preauth.ClientKeys;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;

/**
 * Users that do not exist, for {@code hideUnknownUsers}: to who asks in their name they look like those that do. Their salt is the one
 * that a user of that name would have, the same at every time and on every server; nobody can prove their keys, which are random and
 * known to nobody; and refusing a proof costs what it costs with a real user. Thread-safe.
 */
final class Decoys {
    private static final Set<PrincipalFlag> FLAGS = flags();

    private final Realm realm;
    private final SubjectId nobody;
    private final Map<EncType, ProtocolKey> keys;

    Decoys(Realm realm, SecureRandom random) {
        this.realm = realm;
        this.nobody = SubjectId.random(random);
        this.keys = realm.settings().etypes().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        etype -> etype, etype -> ProtocolKey.random(etype, random)));
    }

    PrincipalEntry of(PrincipalName name) {
        Optional<String> salt = salt(name);
        List<PrincipalKey> all = realm.settings().etypes().stream()
                .map(keys::get)
                .map(key -> new PrincipalKey(Kvno.FIRST, key, salt, Optional.empty()))
                .toList();
        return new PrincipalEntry(
                nobody,
                name,
                FLAGS,
                all,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    /** A random key has no salt, which would tell it from a decoy's; whoever has the key in a keytab does not look at it. */
    ClientKeys salted(ClientKeys keys, PrincipalName name) {
        return new ClientKeys(keys.keys().stream()
                .map(key -> key.isOfPassword()
                        ? key
                        : new PrincipalKey(key.kvno(), key.key(), salt(name), key.parameters(), key.made()))
                .toList());
    }

    private Optional<String> salt(PrincipalName name) {
        return Optional.of(StringToKey.defaultSalt(new Principal(name, realm.name())));
    }

    /** Those of a new user. */
    private static Set<PrincipalFlag> flags() {
        Set<PrincipalFlag> flags = EnumSet.of(PrincipalFlag.REQUIRES_PREAUTH);
        for (PrincipalFlag flag : PrincipalFlag.values()) {
            if (flag.onByDefault()) {
                flags.add(flag);
            }
        }
        return Set.copyOf(flags);
    }
}
