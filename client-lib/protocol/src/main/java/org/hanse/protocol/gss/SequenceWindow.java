package org.hanse.protocol.gss;

/**
 * Which sequence numbers of a peer have come in: RFC 4121 §4.2.1, RFC 2743 §1.2.3. Numbers are unsigned 64-bit and wrap; the
 * last 64 before the newest are remembered exactly. Not thread-safe.
 */
final class SequenceWindow {
    /** What a number is, compared with those before it. */
    enum Order {
        NEXT,
        GAP,
        UNSEQUENCED,
        DUPLICATE,
        OLD
    }

    private static final int WIDTH = 64;

    private long expected;
    /** Bit i: the number {@code expected - 1 - i} was seen. */
    private long seen;
    /** How many numbers lie between the first of the conversation and {@code expected}, at most {@link #WIDTH}. */
    private int reach;

    SequenceWindow(long first) {
        expected = first;
    }

    /** Says what {@code number} is and remembers it, if it is new. */
    Order admit(long number) {
        long ahead = number - expected;
        if (ahead >= 0) {
            advance(ahead + 1);
            return ahead == 0 ? Order.NEXT : Order.GAP;
        }
        long behind = -ahead - 1;
        if (behind < 0 || behind >= reach) {
            return Order.OLD;
        }
        long bit = 1L << behind;
        if ((seen & bit) != 0) {
            return Order.DUPLICATE;
        }
        seen |= bit;
        return Order.UNSEQUENCED;
    }

    private void advance(long steps) {
        expected += steps;
        // A step count with the sign bit set cannot come here but for Long.MAX_VALUE + 1; both mean "far ahead".
        boolean far = steps < 0 || steps >= WIDTH;
        seen = (far ? 0 : seen << steps) | 1;
        reach = far ? WIDTH : (int) Math.min(WIDTH, reach + steps);
    }
}
