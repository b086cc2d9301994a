package org.hanse.protocol.name;

/**
 * A key version number, RFC 4120 §5.2.9 (UInt32). Zero is what Active Directory peers send for "I do not say".
 *
 * @param value 0 to 2^32-1
 */
public record Kvno(long value) implements Comparable<Kvno> {
    public static final Kvno FIRST = new Kvno(1);

    public static final Kvno LAST = new Kvno(0xFFFF_FFFFL);

    public Kvno {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("kvno out of range: " + value);
        }
    }

    public static Kvno of(long value) {
        return new Kvno(value);
    }

    public Kvno next() {
        return new Kvno(value + 1);
    }

    @Override
    public int compareTo(Kvno other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
