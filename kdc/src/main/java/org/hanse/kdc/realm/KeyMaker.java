package org.hanse.kdc.realm;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Makes long-term keys: one of each enctype, in the order given. String-to-key takes tens of milliseconds and is done before
 * a transaction starts; the kvno is known only inside it, hence the two steps. Thread-safe.
 */
public final class KeyMaker {
    private final SecureRandom random;

    public KeyMaker(SecureRandom random) {
        this.random = random;
    }

    /** Keys that have no kvno yet. */
    public static final class Fresh {
        private final List<PrincipalKey> keys;

        private Fresh(List<PrincipalKey> keys) {
            this.keys = List.copyOf(keys);
        }

        /** The same keys under {@code kvno}. */
        public List<PrincipalKey> at(Kvno kvno) {
            return keys.stream()
                    .map(key -> new PrincipalKey(kvno, key.key(), key.salt(), key.parameters()))
                    .toList();
        }
    }

    /** RFC 4120 §4: the default salt, kept with the key so that a rename does not change the password. */
    public Fresh fromPassword(Principal principal, SecretBytes password, List<EncType> etypes) {
        return fromPassword(StringToKey.defaultSalt(principal), password, etypes);
    }

    /** Keys of a password under a salt that is not the principal's default. */
    public Fresh fromPassword(String salt, SecretBytes password, List<EncType> etypes) {
        List<PrincipalKey> keys = new ArrayList<>();
        for (EncType etype : etypes) {
            ProtocolKey key = StringToKey.derive(etype, password, salt, Optional.empty());
            keys.add(new PrincipalKey(Kvno.FIRST, key, Optional.of(salt), Optional.empty()));
        }
        return new Fresh(keys);
    }

    public Fresh random(List<EncType> etypes) {
        return new Fresh(etypes.stream()
                .map(etype -> new PrincipalKey(
                        Kvno.FIRST, ProtocolKey.random(etype, random), Optional.empty(), Optional.empty()))
                .toList());
    }
}
