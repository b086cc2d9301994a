package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<EncType> supported() {
        return Stream.of(17, 18, 19, 20).map(EncType::new);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void opensWhatItSealedAtEveryLength(EncType etype) throws IntegrityFault {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        Random seeded = new Random(1);
        for (int length = 0; length <= 100; length++) {
            byte[] plain = new byte[length];
            seeded.nextBytes(plain);
            byte[] sealed = key.seal(KeyUsage.TICKET, plain, RANDOM);
            assertThat(sealed).hasSize(length + key.sealingOverhead());
            assertThat(key.open(KeyUsage.TICKET, sealed)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("supported")
    void oneChangedBitAnywhereDoesNotOpen(EncType etype) {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        byte[] sealed = key.seal(KeyUsage.TICKET, new byte[37], RANDOM);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> key.open(KeyUsage.TICKET, altered)).isInstanceOf(IntegrityFault.class);
        }
    }

    @ParameterizedTest
    @MethodSource("supported")
    void anythingShorterThanConfounderAndMacDoesNotOpen(EncType etype) {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        for (int length = 0; length < key.sealingOverhead(); length++) {
            byte[] tooShort = new byte[length];
            assertThatThrownBy(() -> key.open(KeyUsage.TICKET, tooShort)).isInstanceOf(IntegrityFault.class);
        }
    }

    @ParameterizedTest
    @MethodSource("supported")
    void whatIsSealedForOneUsageDoesNotOpenForAnother(EncType etype) {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        byte[] sealed = key.seal(KeyUsage.TGS_REP_SESSION_KEY, new byte[20], RANDOM);
        assertThatThrownBy(() -> key.open(KeyUsage.TGS_REP_SUBKEY, sealed)).isInstanceOf(IntegrityFault.class);
    }

    @Test
    void dataOfAnotherEnctypeDoesNotOpen() {
        ProtocolKey key = ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, RANDOM);
        Octets sealed = Octets.wrap(key.seal(KeyUsage.TICKET, new byte[20], RANDOM));
        EncryptedData mislabelled = new EncryptedData(EncType.AES128_CTS_HMAC_SHA1_96, Optional.empty(), sealed);
        assertThatThrownBy(() -> key.open(KeyUsage.TICKET, mislabelled)).isInstanceOf(IntegrityFault.class);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void equalTextsSealDifferently(EncType etype) {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        byte[] once = key.seal(KeyUsage.TICKET, new byte[20], RANDOM);
        assertThat(key.seal(KeyUsage.TICKET, new byte[20], RANDOM)).isNotEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void checksumHoldsForItsDataUsageAndTypeOnly(EncType etype) {
        ProtocolKey key = ProtocolKey.random(etype, RANDOM);
        byte[] data = "the body as received".getBytes(StandardCharsets.US_ASCII);
        Checksum sum = key.checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, data);

        assertThat(key.verify(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, data, sum))
                .isTrue();
        assertThat(key.verify(KeyUsage.AP_REQ_AUTHENTICATOR_CHECKSUM, data, sum))
                .isFalse();
        assertThat(key.verify(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, new byte[20], sum))
                .isFalse();
        // RSA-MD5 (7) and CRC32 (1) are what a test KDC accepts: never here, whatever the octets
        for (int type : new int[] {0, 1, 7, 12, 0x8003}) {
            Checksum other = new Checksum(new ChecksumType(type), sum.value());
            assertThat(key.verify(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, data, other))
                    .isFalse();
        }
        for (int length = 0; length < sum.value().length(); length++) {
            Checksum cut = new Checksum(sum.type(), Octets.copyOf(sum.value().toByteArray(), 0, length));
            assertThat(key.verify(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, data, cut))
                    .isFalse();
        }
    }

    @Test
    void keysOfAWrongLengthOrAnUnknownEnctypeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hex.key(EncType.AES128_CTS_HMAC_SHA1_96, "00".repeat(32)))
                .withMessageContaining("32 octets");
        assertThatIllegalArgumentException().isThrownBy(() -> Hex.key(EncType.AES256_CTS_HMAC_SHA384_192, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Hex.key(new EncType(23), "00".repeat(16)));
        assertThatIllegalArgumentException().isThrownBy(() -> ProtocolKey.random(new EncType(3), RANDOM));
    }

    @Test
    void neverPrintsItsOctets() {
        ProtocolKey key = Hex.key(EncType.AES128_CTS_HMAC_SHA1_96, "ab".repeat(16));
        assertThat(key.toString()).isEqualTo("ProtocolKey(aes128-cts-hmac-sha1-96)");
    }

    @Test
    void equalIsSameEnctypeAndOctets() {
        ProtocolKey key = Hex.key(EncType.AES128_CTS_HMAC_SHA1_96, "ab".repeat(16));
        assertThat(key)
                .isEqualTo(ProtocolKey.of(key.toEncryptionKey()))
                .hasSameHashCodeAs(ProtocolKey.of(key.toEncryptionKey()));
        assertThat(key).isNotEqualTo(Hex.key(EncType.AES128_CTS_HMAC_SHA256_128, "ab".repeat(16)));
        assertThat(key).isNotEqualTo(Hex.key(EncType.AES128_CTS_HMAC_SHA1_96, "ac".repeat(16)));
    }

    @ParameterizedTest
    @MethodSource("supported")
    void manyThreadsMayUseManyKeysAtOnce(EncType etype) throws Exception {
        List<ProtocolKey> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add(ProtocolKey.random(etype, RANDOM));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int seed = t;
                work.add(threads.submit(() -> {
                    Random seeded = new Random(seed);
                    for (int i = 0; i < 2000; i++) {
                        ProtocolKey key = keys.get(seeded.nextInt(keys.size()));
                        byte[] plain = new byte[seeded.nextInt(80)];
                        seeded.nextBytes(plain);
                        byte[] sealed = key.seal(KeyUsage.TICKET, plain, RANDOM);
                        byte[] opened = ProtocolKey.of(key.toEncryptionKey()).open(KeyUsage.TICKET, sealed);
                        assertThat(opened).isEqualTo(plain);
                        assertThat(key.open(KeyUsage.TICKET, sealed)).isEqualTo(plain);
                    }
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000", "0000100000", "00000000", "000f4241", "80000000", "ffffffff"})
    void iterationCountsOutOfBoundsAreRefusedBeforeAnyWork(String parameters) {
        SecretBytes password = SecretBytes.copyOf(new byte[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StringToKey.derive(
                        EncType.AES256_CTS_HMAC_SHA1_96,
                        password,
                        "salt",
                        Optional.of(Octets.wrap(Hex.bytes(parameters)))));
    }

    @ParameterizedTest
    @MethodSource("supported")
    void anEmptyPasswordAndAnEmptySaltGiveAKey(EncType etype) {
        Octets once = Octets.wrap(Hex.bytes("00000001"));
        SecretBytes none = SecretBytes.copyOf(new byte[0]);
        EncryptionKey key =
                StringToKey.derive(etype, none, "", Optional.of(once)).toEncryptionKey();
        assertThat(key.secret().length()).isEqualTo(etype.keyLength());
    }
}
