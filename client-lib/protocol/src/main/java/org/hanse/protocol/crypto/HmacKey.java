package org.hanse.protocol.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A key for one HMAC algorithm, RFC 2104, on the JCE's hash functions. It keeps the hash states after the two padded keys and goes
 * on from copies of them, which halves the work of the JCE's own Mac; that counts in PBKDF2, which does little else. Immutable:
 * the kept states are only ever copied. Thread-safe.
 */
final class HmacKey {
    /** A hash function of the JCE, its block and its output in octets. */
    static final class Algorithm {
        static final Algorithm SHA1 = new Algorithm("SHA-1", 64, 20);
        static final Algorithm SHA256 = new Algorithm("SHA-256", 64, 32);
        static final Algorithm SHA384 = new Algorithm("SHA-384", 128, 48);

        private final MessageDigest fresh;
        private final int block;
        private final int length;

        private Algorithm(String jceName, int block, int length) {
            try {
                this.fresh = MessageDigest.getInstance(jceName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime lacks " + jceName, e);
            }
            this.block = block;
            this.length = length;
        }

        /** The hash of {@code input}, without a key; looking the function up by its name costs more than that. */
        byte[] digest(byte[] input) {
            return copyOf(fresh).digest(input);
        }
    }

    private final MessageDigest afterInnerPad;
    private final MessageDigest afterOuterPad;
    private final int length;

    /** @param octets any length; HMAC hashes what is longer than a block, and pads what is shorter with zeroes */
    HmacKey(Algorithm algorithm, byte[] octets) {
        byte[] key = octets.length > algorithm.block ? copyOf(algorithm.fresh).digest(octets) : octets;
        byte[] padded = Arrays.copyOf(key, algorithm.block);
        afterInnerPad = after(algorithm, padded, 0x36);
        afterOuterPad = after(algorithm, padded, 0x5c);
        length = algorithm.length;
        Arrays.fill(padded, (byte) 0);
    }

    /** The HMAC of the parts one after another, in full length. */
    byte[] of(byte[]... parts) {
        MessageDigest inner = copyOf(afterInnerPad);
        for (byte[] part : parts) {
            inner.update(part);
        }
        return copyOf(afterOuterPad).digest(inner.digest());
    }

    /** The HMAC of {@code first} and the first {@code length} octets of {@code second}, in full length. */
    byte[] of(byte[] first, byte[] second, int length) {
        MessageDigest inner = copyOf(afterInnerPad);
        inner.update(first);
        inner.update(second, 0, length);
        return copyOf(afterOuterPad).digest(inner.digest());
    }

    int length() {
        return length;
    }

    /** Replaces {@code block}, of this HMAC's length, by its HMAC: a round of PBKDF2. */
    void inPlace(byte[] block) {
        try {
            MessageDigest inner = copyOf(afterInnerPad);
            inner.update(block);
            inner.digest(block, 0, length);
            MessageDigest outer = copyOf(afterOuterPad);
            outer.update(block);
            outer.digest(block, 0, length);
        } catch (DigestException e) {
            throw new IllegalArgumentException("the block is not of the HMAC's length", e);
        }
    }

    private static MessageDigest after(Algorithm algorithm, byte[] paddedKey, int pad) {
        byte[] block = new byte[paddedKey.length];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (paddedKey[i] ^ pad);
        }
        MessageDigest digest = copyOf(algorithm.fresh);
        digest.update(block);
        Arrays.fill(block, (byte) 0);
        return digest;
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's " + digest.getAlgorithm() + " cannot be copied", e);
        }
    }
}
