package org.hanse.protocol.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable octets, for records: compared by content, printed by length (contents may be sensitive or long). */
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    public static Octets copyOf(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** A copy of a range. */
    public static Octets copyOf(byte[] bytes, int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    /** Takes {@code bytes} over without a copy: the caller made the array and must not touch it again. */
    public static Octets wrap(byte[] bytes) {
        return new Octets(bytes);
    }

    public int length() {
        return bytes.length;
    }

    public byte at(int index) {
        return bytes[index];
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** A copy of the last {@code count}, or of all if there are fewer. */
    public Octets last(int count) {
        return copyOf(bytes, Math.max(0, bytes.length - count), bytes.length);
    }

    /** Writes all of them into {@code target}, from index {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    /** Lower-case hexadecimal, for test vectors and diagnostics that the caller has judged harmless. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets(" + bytes.length + ")";
    }
}
