package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;

/** The key exchange and what is derived from it, against other implementations of the same standards. */
class KeyScheduleTest {
    private static final Party ONE = AgreeingRealm.party("ONE.EXAMPLE", 1);
    private static final Party TWO = AgreeingRealm.party("TWO.EXAMPLE", 2);

    private final SeededRandom random = new SeededRandom(42);

    @Test
    void bothSidesHaveTheSameSecret() throws Exception {
        KeyExchange.Offer offer = KeyExchange.offer(random);
        KeyExchange.Reply reply = KeyExchange.reply(offer.x25519(), offer.mlkem(), random);
        assertThat(KeyExchange.finish(offer.secret(), reply.x25519(), reply.mlkem()))
                .isEqualTo(reply.shared());
        assertThat(reply.shared().length()).isEqualTo(64);
    }

    /** FIPS 203 §6.3: decapsulation does not fail, it gives something else. That is why both confirm. */
    @Test
    void aCiphertextForAnotherKeyGivesAnotherSecretSilently() throws Exception {
        KeyExchange.Offer offer = KeyExchange.offer(random);
        KeyExchange.Reply reply = KeyExchange.reply(offer.x25519(), offer.mlkem(), random);
        KeyExchange.Reply other =
                KeyExchange.reply(offer.x25519(), KeyExchange.offer(random).mlkem(), random);
        assertThat(KeyExchange.finish(offer.secret(), reply.x25519(), other.mlkem()))
                .isNotEqualTo(reply.shared());
        assertThatThrownBy(() -> KeyExchange.finish(offer.secret(), reply.x25519(), Octets.wrap(new byte[1087])))
                .isInstanceOf(KeyExchange.Invalid.class);
    }

    /** The half of the secret that is X25519's, as the JDK computes it. */
    @Test
    void x25519IsWhatTheJdkMakesOfIt() throws Exception {
        KeyExchange.Offer offer = KeyExchange.offer(random);
        KeyExchange.Reply reply = KeyExchange.reply(offer.x25519(), offer.mlkem(), random);
        KeyFactory keys = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        byte[] scalar = Arrays.copyOf(offer.secret().reveal(), 32);
        agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
        byte[] point = reply.x25519().toByteArray();
        point[31] &= 0x7F;
        agreement.doPhase(
                keys.generatePublic(
                        new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed(point)))),
                true);
        assertThat(agreement.generateSecret())
                .isEqualTo(Arrays.copyOfRange(reply.shared().reveal(), 32, 64));
    }

    @Test
    void everythingIsDerivedByHkdfWithSha384() {
        Octets transcript = new Transcript("t").hash();
        SecretBytes shared = SecretBytes.copyOf(new byte[] {1, 2, 3});
        KeySchedule keys = KeySchedule.of(transcript, shared);
        byte[] info = new Transcript("hanse-agreement-1 key")
                .party(ONE)
                .party(TWO)
                .number(5)
                .number(20)
                .toByteArray();
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA384Digest());
        hkdf.init(new HKDFParameters(shared.reveal(), transcript.toByteArray(), info));
        byte[] wanted = new byte[32];
        hkdf.generateBytes(wanted, 0, wanted.length);
        assertThat(keys.keys(ONE, TWO, Epoch.of(5), Suite.X25519_MLKEM768)
                        .get(0)
                        .toEncryptionKey()
                        .secret()
                        .reveal())
                .isEqualTo(wanted);
        assertThat(KeySchedule.resumed(keys.root()).proposerMac(transcript)).isEqualTo(keys.proposerMac(transcript));
    }

    @Test
    void anotherDirectionEpochTranscriptOrRoleIsAnotherKey() {
        Octets transcript = new Transcript("t").hash();
        SecretBytes shared = SecretBytes.copyOf(new byte[] {1, 2, 3});
        KeySchedule keys = KeySchedule.of(transcript, shared);
        KeySchedule others = KeySchedule.of(new Transcript("u").hash(), shared);
        Suite suite = Suite.X25519_MLKEM768;
        assertThat(keys.keys(ONE, TWO, Epoch.of(1), suite))
                .isNotEqualTo(keys.keys(TWO, ONE, Epoch.of(1), suite))
                .isNotEqualTo(keys.keys(ONE, TWO, Epoch.of(2), suite))
                .isNotEqualTo(others.keys(ONE, TWO, Epoch.of(1), suite));
        assertThat(keys.proposerMac(transcript)).isNotEqualTo(keys.answererMac(transcript));
    }

    private static byte[] reversed(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        return reversed;
    }
}
