package org.hanse.protocol.wire;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable octets, for records: compared by content, printed by length (contents may be sensitive or long). They may be a part
 * of a longer array, which then lives as long as they do: who keeps them beyond a request keeps {@link #copyOf(Octets)}.
 */
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int to;

    private Octets(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** A copy of {@code bytes}. */
    public static Octets copyOf(byte[] bytes) {
        return wrap(bytes.clone());
    }

    /** A copy of a range. */
    public static Octets copyOf(byte[] bytes, int from, int to) {
        return wrap(Arrays.copyOfRange(bytes, from, to));
    }

    /** The same octets in an array of their own. */
    public static Octets copyOf(Octets octets) {
        return wrap(octets.toByteArray());
    }

    /** Takes {@code bytes} over without a copy: the caller made the array and must not touch it again. */
    public static Octets wrap(byte[] bytes) {
        return new Octets(bytes, 0, bytes.length);
    }

    /** As {@link #wrap(byte[])}, of a range alone. */
    static Octets wrap(byte[] bytes, int from, int to) {
        return new Octets(bytes, from, to);
    }

    public int length() {
        return to - from;
    }

    public byte at(int index) {
        return array[from + index];
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, from, to);
    }

    /** What reads octets where they lie. */
    public interface Reader<T, X extends Exception> {
        /** {@code array} from {@code from} to before {@code to}: neither to be changed nor to be kept. */
        T read(byte[] array, int from, int to) throws X;
    }

    /**
     * Has {@code reader} read the octets without a copy. For ciphers, digests and decoders, which neither change what they read
     * nor keep it; everybody else takes {@link #toByteArray()}.
     */
    public <T, X extends Exception> T lendTo(Reader<T, X> reader) throws X {
        return reader.read(array, from, to);
    }

    /** A copy of the last {@code count}, or of all if there are fewer. */
    public Octets last(int count) {
        return copyOf(array, Math.max(from, to - count), to);
    }

    /** Writes all of them into {@code target}, from index {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, to - from);
    }

    /** Lower-case hexadecimal, for test vectors and diagnostics that the caller has judged harmless. */
    public String hex() {
        return HexFormat.of().formatHex(array, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(array, from, to, octets.array, octets.from, octets.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Octets(" + length() + ")";
    }
}
