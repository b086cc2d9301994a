package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/**
 * X25519 (RFC 7748) beside ML-KEM-768 (FIPS 203): who wants the keys must break both. All keys are for one agreement only. Pure
 * functions but for the random source; thread-safe.
 */
final class KeyExchange {
    static final int X25519_KEY = X25519.POINT_SIZE;
    static final int MLKEM_KEY = 1184;
    static final int MLKEM_CIPHERTEXT = 1088;

    private static final int MLKEM_SEED = 64;
    private static final int MLKEM_SECRET = 32;
    /** The modulus of ML-KEM, FIPS 203 §2.4. */
    private static final int Q = 3329;
    /** Octets of an encapsulation key that are coefficients of twelve bits; the rest is a seed, of which any is good. */
    private static final int MLKEM_COEFFICIENTS = MLKEM_KEY - 32;

    private static final MLKEMParameters MLKEM = MLKEMParameters.ml_kem_768;

    /**
     * The proposer's part.
     *
     * @param secret the X25519 private key, then the seed of the ML-KEM key; needed until the answer is there
     */
    record Offer(SecretBytes secret, Octets x25519, Octets mlkem) {}

    /**
     * The answerer's part.
     *
     * @param shared both shared secrets, that of ML-KEM first
     */
    record Reply(Octets x25519, Octets mlkem, SecretBytes shared) {}

    /** Public keys or a ciphertext that would give away or spoil the secret. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid() {
            super("invalid", null, false, false);
        }
    }

    private KeyExchange() {}

    static Offer offer(SecureRandom random) {
        byte[] secret = new byte[X25519.SCALAR_SIZE + MLKEM_SEED];
        random.nextBytes(secret);
        byte[] x25519 = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(secret, 0, x25519, 0);
        byte[] mlkem = mlkemKey(secret).getPublicKey();
        return new Offer(SecretBytes.takeOver(secret), Octets.wrap(x25519), Octets.wrap(mlkem));
    }

    /** Encapsulates to the proposer's keys. */
    static Reply reply(Octets x25519, Octets mlkem, SecureRandom random) throws Invalid {
        checkEncapsulationKey(mlkem);
        byte[] scalar = new byte[X25519.SCALAR_SIZE];
        random.nextBytes(scalar);
        byte[] own = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(scalar, 0, own, 0);
        byte[] agreed = agree(scalar, x25519);
        SecretWithEncapsulation encapsulated = new MLKEMGenerator(random)
                .generateEncapsulated(new MLKEMPublicKeyParameters(MLKEM, mlkem.toByteArray()));
        return new Reply(
                Octets.wrap(own),
                Octets.wrap(encapsulated.getEncapsulation()),
                shared(encapsulated.getSecret(), agreed));
    }

    /** The proposer's shared secrets. A ciphertext that does not fit its key gives other ones, silently: FIPS 203 §6.3. */
    static SecretBytes finish(SecretBytes secret, Octets x25519, Octets mlkem) throws Invalid {
        if (mlkem.length() != MLKEM_CIPHERTEXT) {
            throw new Invalid(); // FIPS 203 §7.3, ciphertext type check; our own key comes from its seed and needs no
            // check
        }
        byte[] own = secret.reveal();
        byte[] agreed = agree(Arrays.copyOf(own, X25519.SCALAR_SIZE), x25519);
        byte[] decapsulated = new MLKEMExtractor(mlkemKey(own)).extractSecret(mlkem.toByteArray());
        Arrays.fill(own, (byte) 0);
        return shared(decapsulated, agreed);
    }

    private static MLKEMPrivateKeyParameters mlkemKey(byte[] secret) {
        byte[] seed = Arrays.copyOfRange(secret, X25519.SCALAR_SIZE, X25519.SCALAR_SIZE + MLKEM_SEED);
        return new MLKEMPrivateKeyParameters(MLKEM, seed);
    }

    /** RFC 7748 §6.1: an all-zero result comes from a point of small order, and is the same for everybody. */
    private static byte[] agree(byte[] scalar, Octets point) throws Invalid {
        byte[] agreed = new byte[X25519.POINT_SIZE];
        boolean sound =
                point.length() == X25519_KEY && X25519.calculateAgreement(scalar, 0, point.toByteArray(), 0, agreed, 0);
        Arrays.fill(scalar, (byte) 0);
        if (!sound) {
            throw new Invalid();
        }
        return agreed;
    }

    /** FIPS 203 §7.2: the type check, and the modulus check, that every coefficient is reduced. */
    private static void checkEncapsulationKey(Octets mlkem) throws Invalid {
        if (mlkem.length() != MLKEM_KEY) {
            throw new Invalid();
        }
        for (int i = 0; i < MLKEM_COEFFICIENTS; i += 3) {
            int middle = mlkem.at(i + 1) & 0xFF;
            int first = (mlkem.at(i) & 0xFF) | (middle & 0x0F) << 8;
            int second = middle >> 4 | (mlkem.at(i + 2) & 0xFF) << 4;
            if (first >= Q || second >= Q) {
                throw new Invalid();
            }
        }
    }

    private static SecretBytes shared(byte[] fromMlkem, byte[] fromX25519) {
        byte[] both = Arrays.copyOf(fromMlkem, MLKEM_SECRET + X25519.POINT_SIZE);
        System.arraycopy(fromX25519, 0, both, MLKEM_SECRET, X25519.POINT_SIZE);
        Arrays.fill(fromMlkem, (byte) 0);
        Arrays.fill(fromX25519, (byte) 0);
        return SecretBytes.takeOver(both);
    }
}
