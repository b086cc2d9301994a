package org.hanse.protocol.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** aes128-cts-hmac-sha256-128 and aes256-cts-hmac-sha384-192, RFC 8009. */
final class Rfc8009Profile implements EncryptionProfile {
    static final Rfc8009Profile AES128 =
            new Rfc8009Profile(HmacKey.Algorithm.SHA256, "aes128-cts-hmac-sha256-128", 16, 16, 32);
    static final Rfc8009Profile AES256 =
            new Rfc8009Profile(HmacKey.Algorithm.SHA384, "aes256-cts-hmac-sha384-192", 32, 24, 48);

    private static final int DEFAULT_ITERATIONS = 32768;
    private static final byte[] PRF_LABEL = "prf".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KERBEROS_LABEL = "kerberos".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COUNTER = {0, 0, 0, 1};
    private static final byte[] SEPARATOR = {0};
    private static final byte[] NO_CONTEXT = {};
    private static final byte[] ZERO_STATE = new byte[AesKey.BLOCK];

    private final HmacKey.Algorithm hash;
    private final byte[] saltPrefix;
    private final int keyLength;
    private final int macLength;
    private final int prfLength;

    private Rfc8009Profile(HmacKey.Algorithm hash, String name, int keyLength, int macLength, int prfLength) {
        this.hash = hash;
        this.saltPrefix = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        this.keyLength = keyLength;
        this.macLength = macLength;
        this.prfLength = prfLength;
    }

    @Override
    public int macLength() {
        return macLength;
    }

    @Override
    public BaseKey base(byte[] protocolKey) {
        return new Base(protocolKey);
    }

    private final class Base implements BaseKey {
        private final HmacKey key;

        Base(byte[] protocolKey) {
            key = new HmacKey(hash, protocolKey);
        }

        @Override
        public SealingKeys sealingKeys(KeyUsage usage) {
            return new SealingKeys(
                    new AesKey(derive(key, Derivation.ENCRYPTION.constant(usage), NO_CONTEXT, keyLength)),
                    new HmacKey(hash, derive(key, Derivation.INTEGRITY.constant(usage), NO_CONTEXT, macLength)));
        }

        @Override
        public HmacKey checksumKey(KeyUsage usage) {
            return new HmacKey(hash, derive(key, Derivation.CHECKSUM.constant(usage), NO_CONTEXT, macLength));
        }

        /** RFC 8009 §5: the input is the context, the output as long as the hash. */
        @Override
        public byte[] prf(byte[] input) {
            return derive(key, PRF_LABEL, input, prfLength);
        }
    }

    /** RFC 8009 §5: encrypt, then MAC over the cipher state and the ciphertext. */
    @Override
    public byte[] seal(SealingKeys keys, byte[] text) {
        byte[] out = keys.encryption().encrypt(text, macLength);
        byte[] mac = keys.integrity().of(ZERO_STATE, out, text.length);
        System.arraycopy(mac, 0, out, text.length, macLength);
        return out;
    }

    @Override
    public byte[] open(SealingKeys keys, byte[] sealed) throws IntegrityFault {
        int cipherLength = sealed.length - macLength;
        if (cipherLength < CONFOUNDER) {
            throw new IntegrityFault();
        }
        byte[] expected = Arrays.copyOf(keys.integrity().of(ZERO_STATE, sealed, cipherLength), macLength);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(sealed, cipherLength, sealed.length))) {
            throw new IntegrityFault();
        }
        return keys.encryption().decrypt(sealed, cipherLength);
    }

    @Override
    public int defaultIterations() {
        return DEFAULT_ITERATIONS;
    }

    /** RFC 8009 §4: the enctype's name and a zero octet stand before the salt, so that the same salt serves both enctypes. */
    @Override
    public byte[] stringToKey(byte[] password, byte[] salt, int iterations) {
        byte[] fullSalt = Arrays.copyOf(saltPrefix, saltPrefix.length + salt.length);
        System.arraycopy(salt, 0, fullSalt, saltPrefix.length, salt.length);
        byte[] intermediate = Pbkdf2.derive(new HmacKey(hash, password), fullSalt, iterations, keyLength);
        return derive(new HmacKey(hash, intermediate), KERBEROS_LABEL, NO_CONTEXT, keyLength);
    }

    /** KDF-HMAC-SHA2 of RFC 8009 §3; no result is longer than one HMAC, so the counter is always 1. */
    byte[] derive(HmacKey key, byte[] label, byte[] context, int length) {
        int bits = 8 * length;
        byte[] lengthInBits = {0, 0, (byte) (bits >>> 8), (byte) bits};
        return Arrays.copyOf(key.of(COUNTER, label, SEPARATOR, context, lengthInBits), length);
    }
}
