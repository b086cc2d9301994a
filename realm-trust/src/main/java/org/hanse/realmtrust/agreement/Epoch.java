package org.hanse.realmtrust.agreement;

import org.hanse.protocol.name.Kvno;

/**
 * The number of an agreement between two realms, which is the kvno of its keys in both directions: what a ticket says and what the
 * agreement says is one number. Zero means none.
 *
 * @param number 0 to 2^31-1: software exists that keeps a kvno in a signed number of 32 bits
 */
public record Epoch(long number) implements Comparable<Epoch> {
    static final long LAST = Integer.MAX_VALUE;

    public static final Epoch NONE = new Epoch(0);

    public Epoch {
        if (number < 0 || number > LAST) {
            throw new IllegalArgumentException("epoch out of range: " + number);
        }
    }

    public static Epoch of(long number) {
        return new Epoch(number);
    }

    Epoch next() {
        return new Epoch(number + 1);
    }

    boolean isLast() {
        return number == LAST;
    }

    public boolean isAfter(Epoch other) {
        return number > other.number;
    }

    static Epoch later(Epoch one, Epoch other) {
        return one.isAfter(other) ? one : other;
    }

    public Kvno kvno() {
        return Kvno.of(number);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
