package org.hanse.protocol.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** aes128- and aes256-cts-hmac-sha1-96: the simplified profile of RFC 3961 §5 with the parameters of RFC 3962 §6. */
final class Rfc3962Profile implements EncryptionProfile {
    static final Rfc3962Profile AES128 = new Rfc3962Profile(16);
    static final Rfc3962Profile AES256 = new Rfc3962Profile(32);

    private static final int MAC_LENGTH = 12;
    private static final int DEFAULT_ITERATIONS = 4096;
    private static final byte[] PRF_CONSTANT = folded("prf");
    private static final byte[] KERBEROS_CONSTANT = folded("kerberos");
    /** The n-folds of all derivation constants, by usage and derivation: they never change. */
    private static final Map<KeyUsage, Map<Derivation, byte[]>> USAGE_CONSTANTS = usageConstants();

    private final int keyLength;

    private Rfc3962Profile(int keyLength) {
        this.keyLength = keyLength;
    }

    @Override
    public int macLength() {
        return MAC_LENGTH;
    }

    @Override
    public BaseKey base(byte[] protocolKey) {
        return new Base(protocolKey);
    }

    /** One AES key for all derivations, so that those that follow each other need one key schedule. */
    private final class Base implements BaseKey {
        private final AesKey key;
        /** Two threads may both derive it, then either will do. */
        private @Nullable AesKey prf;

        Base(byte[] protocolKey) {
            key = new AesKey(protocolKey);
        }

        @Override
        public SealingKeys sealingKeys(KeyUsage usage) {
            return new SealingKeys(
                    new AesKey(derive(key, constant(usage, Derivation.ENCRYPTION))),
                    new HmacKey(HmacKey.Algorithm.SHA1, derive(key, constant(usage, Derivation.INTEGRITY))));
        }

        @Override
        public HmacKey checksumKey(KeyUsage usage) {
            return new HmacKey(HmacKey.Algorithm.SHA1, derive(key, constant(usage, Derivation.CHECKSUM)));
        }

        /** RFC 3961 §5.3: E(DK(key, "prf"), H(input) cut to whole blocks). */
        @Override
        public byte[] prf(byte[] input) {
            AesKey derived = prf;
            if (derived == null) {
                derived = new AesKey(derive(key, PRF_CONSTANT));
                prf = derived;
            }
            byte[] block = Arrays.copyOf(HmacKey.Algorithm.SHA1.digest(input), AesKey.BLOCK);
            derived.encryptBlock(block);
            return block;
        }
    }

    /** RFC 3961 §5.3: the MAC is over the text, not over what is sent. */
    @Override
    public byte[] seal(SealingKeys keys, byte[] text) {
        byte[] mac = keys.integrity().of(text);
        byte[] out = keys.encryption().encrypt(text, MAC_LENGTH);
        System.arraycopy(mac, 0, out, text.length, MAC_LENGTH);
        return out;
    }

    @Override
    public byte[] open(SealingKeys keys, byte[] sealed) throws IntegrityFault {
        int cipherLength = sealed.length - MAC_LENGTH;
        if (cipherLength < CONFOUNDER) {
            throw new IntegrityFault();
        }
        byte[] text = keys.encryption().decrypt(sealed, cipherLength);
        byte[] expected = Arrays.copyOf(keys.integrity().of(text), MAC_LENGTH);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(sealed, cipherLength, sealed.length))) {
            Arrays.fill(text, (byte) 0);
            throw new IntegrityFault();
        }
        return text;
    }

    @Override
    public int defaultIterations() {
        return DEFAULT_ITERATIONS;
    }

    /** RFC 3962 §4. */
    @Override
    public byte[] stringToKey(byte[] password, byte[] salt, int iterations) {
        byte[] intermediate = Pbkdf2.derive(new HmacKey(HmacKey.Algorithm.SHA1, password), salt, iterations, keyLength);
        return derive(new AesKey(intermediate), KERBEROS_CONSTANT);
    }

    /** DK of RFC 3961 §5.1 for AES, whose random-to-key is the identity: K1 = E(constant), K2 = E(K1). */
    byte[] derive(AesKey base, byte[] foldedConstant) {
        byte[] block = foldedConstant.clone();
        byte[] out = new byte[keyLength];
        for (int done = 0; done < keyLength; done += AesKey.BLOCK) {
            base.encryptBlock(block);
            System.arraycopy(block, 0, out, done, AesKey.BLOCK);
        }
        return out;
    }

    private static byte[] constant(KeyUsage usage, Derivation derivation) {
        return Objects.requireNonNull(
                Objects.requireNonNull(USAGE_CONSTANTS.get(usage)).get(derivation));
    }

    private static Map<KeyUsage, Map<Derivation, byte[]>> usageConstants() {
        Map<KeyUsage, Map<Derivation, byte[]>> all = new EnumMap<>(KeyUsage.class);
        for (KeyUsage usage : KeyUsage.values()) {
            Map<Derivation, byte[]> folded = new EnumMap<>(Derivation.class);
            for (Derivation derivation : Derivation.values()) {
                folded.put(derivation, NFold.fold(derivation.constant(usage), AesKey.BLOCK));
            }
            all.put(usage, folded);
        }
        return all;
    }

    private static byte[] folded(String constant) {
        return NFold.fold(constant.getBytes(StandardCharsets.US_ASCII), AesKey.BLOCK);
    }
}
