package org.hanse.protocol.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key for one HMAC algorithm. Thread-safe: each thread has its own {@link Mac} per algorithm and keys it when it must. */
final class HmacKey {
    /** An HMAC of the JCE and the length of its output in octets. */
    static final class Algorithm {
        static final Algorithm SHA1 = new Algorithm("HmacSHA1", 20);
        static final Algorithm SHA256 = new Algorithm("HmacSHA256", 32);
        static final Algorithm SHA384 = new Algorithm("HmacSHA384", 48);

        private final String jceName;
        private final int length;
        private final ThreadLocal<KeyedMac> perThread = ThreadLocal.withInitial(() -> new KeyedMac(this));

        private Algorithm(String jceName, int length) {
            this.jceName = jceName;
            this.length = length;
        }
    }

    /** A Mac and the key it holds now. */
    private static final class KeyedMac {
        private final Mac mac;
        private @Nullable HmacKey held;

        KeyedMac(Algorithm algorithm) {
            try {
                mac = Mac.getInstance(algorithm.jceName);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime lacks " + algorithm.jceName, e);
            }
        }
    }

    private final Algorithm algorithm;
    private final SecretKeySpec key;

    /** @param octets any length; HMAC pads with zeroes, so no octets and one zero octet are the same key */
    HmacKey(Algorithm algorithm, byte[] octets) {
        this.algorithm = algorithm;
        this.key = new SecretKeySpec(octets.length == 0 ? new byte[1] : octets, algorithm.jceName);
    }

    /** The HMAC of the parts one after another, in full length. */
    byte[] of(byte[]... parts) {
        Mac mac = mac();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    int length() {
        return algorithm.length;
    }

    /** Replaces {@code block}, of this HMAC's length, by its HMAC; for PBKDF2, which does it some ten thousand times. */
    void inPlace(byte[] block) {
        Mac mac = mac();
        mac.update(block);
        try {
            mac.doFinal(block, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("the block is shorter than the HMAC", e);
        }
    }

    private Mac mac() {
        KeyedMac local = algorithm.perThread.get();
        if (local.held != this) {
            local.held = null;
            try {
                local.mac.init(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime refuses a key for " + algorithm.jceName, e);
            }
            local.held = this;
        }
        return local.mac;
    }
}
