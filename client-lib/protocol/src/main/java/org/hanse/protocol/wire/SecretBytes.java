package org.hanse.protocol.wire;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Octets that must never be seen: keys, password bytes. Copied on the way in and out, compared in constant time, printed by
 * length only. {@link #reveal()} is the one way to the octets out of this room, so that every reader can be found.
 */
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A copy of a range. */
    static SecretBytes copyOf(byte[] bytes, int from, int to) {
        return new SecretBytes(Arrays.copyOfRange(bytes, from, to));
    }

    /** Copies {@code bytes}, then overwrites the caller's array with zeroes. */
    public static SecretBytes takeOver(byte[] bytes) {
        SecretBytes secret = new SecretBytes(bytes.clone());
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }

    /** A fresh copy of the octets; the caller erases it when it can. Callers outside crypto, store and file need a reason. */
    public byte[] reveal() {
        return bytes.clone();
    }

    /** Into a message that is being written, without a copy that nobody erases. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        // Only the length: a hash of a key that reaches a log would be a test for guesses.
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes(" + bytes.length + ")";
    }
}
