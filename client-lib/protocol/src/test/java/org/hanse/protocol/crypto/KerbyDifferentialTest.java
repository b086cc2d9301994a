package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import org.apache.kerby.kerberos.kerb.crypto.CheckSumHandler;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.type.base.CheckSum;
import org.apache.kerby.kerberos.kerb.type.base.CheckSumType;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our RFC 3962 and Kerby's agree, both ways, at every length and usage. Kerby has no RFC 8009. */
class KerbyDifferentialTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Random seeded = new Random(3962);

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void eachOpensWhatTheOtherSealed(int etype) throws Exception {
        int compared = 0;
        for (KeyUsage usage : KeyUsage.values()) {
            ProtocolKey ours = ProtocolKey.random(new EncType(etype), RANDOM);
            EncryptionKey theirs = theirs(ours);
            var theirUsage = org.apache.kerby.kerberos.kerb.type.base.KeyUsage.fromValue(usage.number());
            if (theirUsage.getValue() != usage.number()) {
                continue; // a usage that Kerby does not know
            }
            compared++;
            for (int length = 0; length < 70; length += 1 + seeded.nextInt(7)) {
                byte[] plain = octets(length);
                assertThat(EncryptionHandler.decrypt(ours.seal(usage, plain, RANDOM), theirs, theirUsage))
                        .isEqualTo(plain);
                assertThat(ours.open(
                                usage,
                                EncryptionHandler.encrypt(plain, theirs, theirUsage)
                                        .getCipher()))
                        .isEqualTo(plain);
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void checksumsAreTheSame(int etype) throws Exception {
        KeyUsage usage = KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM;
        var theirUsage = org.apache.kerby.kerberos.kerb.type.base.KeyUsage.fromValue(usage.number());
        CheckSumType type = etype == 17 ? CheckSumType.HMAC_SHA1_96_AES128 : CheckSumType.HMAC_SHA1_96_AES256;
        for (int round = 0; round < 50; round++) {
            ProtocolKey ours = ProtocolKey.random(new EncType(etype), RANDOM);
            byte[] data = octets(seeded.nextInt(300));
            CheckSum theirs = CheckSumHandler.checksumWithKey(
                    type, data, ours.toEncryptionKey().secret().reveal(), theirUsage);
            assertThat(ours.checksum(usage, data).value().toByteArray()).isEqualTo(theirs.getChecksum());
            assertThat(ours.checksumType().value()).isEqualTo(type.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void passwordsGiveTheSameKeys(int etype) throws Exception {
        for (int round = 0; round < 10; round++) {
            String password = "p\u00e4ss-" + "x".repeat(seeded.nextInt(80));
            String salt = "LUEBECK.EXAMPLEu" + seeded.nextInt();
            byte[] count = ByteBuffer.allocate(4).putInt(1 + seeded.nextInt(50)).array();
            ProtocolKey ours = StringToKey.derive(
                    new EncType(etype),
                    SecretBytes.takeOver(password.getBytes(StandardCharsets.UTF_8)),
                    salt,
                    Optional.of(Octets.copyOf(count)));
            EncryptionKey theirs = EncryptionHandler.string2Key(password, salt, count, EncryptionType.fromValue(etype));
            assertThat(ours.toEncryptionKey().secret().reveal()).isEqualTo(theirs.getKeyData());
        }
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        seeded.nextBytes(octets);
        return octets;
    }

    private static EncryptionKey theirs(ProtocolKey key) {
        return new EncryptionKey(
                EncryptionType.fromValue(key.etype().value()),
                key.toEncryptionKey().secret().reveal());
    }
}
