package org.hanse.kdc.admin.operation;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.realm.KeySource;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Where new keys come from: a password or chance.
 *
 * @param password in octets, mostly UTF-8
 * @param enctypes of the keys; empty means the realm's, for a change those of the keys before
 */
public record NewKeys(Optional<SecretBytes> password, boolean randomKey, List<String> enctypes) {
    public NewKeys {
        enctypes = List.copyOf(enctypes);
    }

    KeySource source() throws RealmFailure {
        if (password.isPresent() == randomKey) {
            throw RealmFailure.malformed("keys come from a password or from chance", "give one of password, randomKey");
        }
        if (password.isPresent() && password.get().length() == 0) {
            throw RealmFailure.malformed("the password is empty", "give one");
        }
        return password.<KeySource>map(KeySource.Password::new).orElseGet(KeySource.Random::new);
    }
}
