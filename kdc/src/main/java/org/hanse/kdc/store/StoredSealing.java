package org.hanse.kdc.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.agreement.Sealing;

/**
 * Seals under the master key that the store names, inside one transaction. The key's id goes before what is sealed; when the master key is
 * changed, what is open does not open any more, and the agreement begins anew.
 */
record StoredSealing(SqlSession session, MasterKeys masterKeys) implements Sealing {
    @Override
    public Octets seal(SecretBytes secret, String bound) {
        MasterKey key = masterKeys.sealing(session);
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = key.seal(secret, RowBinding.agreement(bound));
        return Octets.wrap(ByteBuffer.allocate(1 + id.length + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(sealed)
                .array());
    }

    @Override
    public Optional<SecretBytes> open(Octets sealed, String bound) {
        int length = sealed.length() == 0 ? 0 : sealed.at(0);
        if (length <= 0 || sealed.length() <= 1 + length) {
            return Optional.empty();
        }
        byte[] octets = sealed.toByteArray();
        String id = new String(octets, 1, length, StandardCharsets.US_ASCII);
        byte[] rest = Arrays.copyOfRange(octets, 1 + length, octets.length);
        try {
            return Optional.of(masterKeys.open(id, rest, RowBinding.agreement(bound)));
        } catch (MasterKey.DoesNotOpen e) {
            return Optional.empty();
        }
    }
}
