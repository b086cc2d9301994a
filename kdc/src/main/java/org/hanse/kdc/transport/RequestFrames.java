package org.hanse.kdc.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Messages out of a TCP stream, RFC 4120 §7.2.2: four octets of length in network order, then the message. The length is
 * checked when it is known, and room is made only as octets come. Not thread-safe: one per connection.
 */
final class RequestFrames {
    /** Far over any request; FAST armor and certificates included. */
    static final int LARGEST = 128 * 1024;

    private static final int PREFIX = 4;
    private static final int FIRST_ROOM = 2048;
    private static final byte[] NONE = new byte[0];

    private int prefixOctets;
    private int length;
    private byte[] body = NONE;
    private int bodyOctets;

    /** A length that no message has. */
    static final class BadLength extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean zero;

        private BadLength(boolean zero) {
            super(zero ? "length 0" : "length over " + LARGEST, null, false, false);
            this.zero = zero;
        }

        /** Whether it is 0; else it is too large, or has the high bit that RFC 4120 reserves. */
        boolean isZero() {
            return zero;
        }
    }

    /**
     * Takes octets from {@code in} up to the end of a message.
     *
     * @return a whole message, or nothing when {@code in} is used up before its end
     * @throws BadLength once; the stream is of no use after it
     */
    Optional<byte[]> next(ByteBuffer in) throws BadLength {
        while (prefixOctets < PREFIX) {
            if (!in.hasRemaining()) {
                return Optional.empty();
            }
            length = (length << 8) | (in.get() & 0xFF);
            if (++prefixOctets == PREFIX) {
                checkLength();
            }
        }
        take(in);
        if (bodyOctets < length) {
            return Optional.empty();
        }
        byte[] message = body.length == length ? body : Arrays.copyOf(body, length);
        prefixOctets = 0;
        length = 0;
        body = NONE;
        bodyOctets = 0;
        return Optional.of(message);
    }

    /** Whether a message has begun and not ended. */
    boolean isAmidst() {
        return prefixOctets > 0;
    }

    /** What this keeps on the heap. */
    int heldOctets() {
        return body.length;
    }

    private void checkLength() throws BadLength {
        // With the high bit it is negative; RFC 4120 §7.2.2 keeps that bit for extensions and asks for
        // KRB_ERR_FIELD_TOOLONG.
        if (length <= 0 || length > LARGEST) {
            throw new BadLength(length == 0);
        }
    }

    private void take(ByteBuffer in) {
        int taken = Math.min(in.remaining(), length - bodyOctets);
        int needed = bodyOctets + taken;
        if (needed > body.length) {
            body = Arrays.copyOf(body, Math.min(length, Math.max(Math.max(FIRST_ROOM, needed), 2 * body.length)));
        }
        in.get(body, bodyOctets, taken);
        bodyOctets = needed;
    }
}
