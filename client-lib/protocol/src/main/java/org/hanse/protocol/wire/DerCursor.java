package org.hanse.protocol.wire;

import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;

import java.util.Arrays;

/**
 * Reads one DER header after the other, X.690 §8.1 and §10.1: low tag numbers, definite lengths in their shortest form, bodies
 * that end within what holds them. A claimed length is only ever compared, nothing is allocated by it.
 */
final class DerCursor {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int GENERALIZED_TIME = 0x18;
    static final int GENERAL_STRING = 0x1B;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    static final int CONSTRUCTED = 0x20;
    static final int APPLICATION = 0x40;
    static final int CONTEXT = 0x80;
    static final int NUMBER = 0x1F;

    private static final int CLASS = 0xC0;

    private final byte[] in;
    private final int start;
    private int position;
    private int tag;
    private int end;

    /** Stands at {@code start}; faults count octets from there. */
    DerCursor(byte[] in, int start) {
        this.in = in;
        this.start = start;
        this.position = start;
    }

    /** Reads the header at the current position and stands at the first octet of its body. */
    void open(int limit) throws DecodeFault {
        if (limit - position < 2) {
            throw new DecodeFault(MALFORMED, "an element is cut off at octet " + offset());
        }
        tag = in[position++] & 0xFF;
        if ((tag & NUMBER) == NUMBER) {
            throw new DecodeFault(MALFORMED, "a high tag number at octet " + (offset() - 1));
        }
        int first = in[position++] & 0xFF;
        int length = first < 0x80 ? first : longLength(first & 0x7F, limit);
        if (length > limit - position) {
            throw new DecodeFault(MALFORMED, "a length at octet " + (offset() - 1) + " reaches past the end");
        }
        end = position + length;
    }

    private int longLength(int octets, int limit) throws DecodeFault {
        if (octets == 0) {
            throw new DecodeFault(MALFORMED, "an indefinite length at octet " + (offset() - 1));
        }
        if (octets > 4 || octets > limit - position) {
            throw new DecodeFault(MALFORMED, "a length at octet " + (offset() - 1) + " reaches past the end");
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (in[position++] & 0xFF);
        }
        boolean shortest = length >= 0x80 && length >>> (8 * (octets - 1)) != 0;
        if (!shortest) {
            throw new DecodeFault(
                    MALFORMED, "a length at octet " + (offset() - octets) + " is not in its shortest form");
        }
        if (length > limit - position) {
            throw new DecodeFault(MALFORMED, "a length at octet " + (offset() - octets) + " reaches past the end");
        }
        return (int) length;
    }

    /** Goes behind the body of the element opened last. */
    void skip() {
        position = end;
    }

    int position() {
        return position;
    }

    /** How many octets lie before the position. */
    int offset() {
        return position - start;
    }

    /** Where the body of the element opened last ends. */
    int end() {
        return end;
    }

    int length() {
        return end - position;
    }

    /** An octet of the body of the element opened last, unsigned. */
    int at(int index) {
        return in[position + index] & 0xFF;
    }

    byte[] body() {
        return Arrays.copyOfRange(in, position, end);
    }

    int tag() {
        return tag;
    }

    boolean isConstructed() {
        return (tag & CONSTRUCTED) != 0;
    }

    boolean isUniversal() {
        return (tag & CLASS) == 0;
    }

    /** The number of an explicit context tag, or -1 for any other tag. */
    int contextTag() {
        return (tag & ~NUMBER) == (CONTEXT | CONSTRUCTED) ? tag & NUMBER : -1;
    }

    /** The number of an explicit APPLICATION tag, or -1 for any other tag. */
    int applicationTag() {
        return applicationTag(tag);
    }

    static int applicationTag(int firstOctet) {
        return (firstOctet & 0xE0) == (APPLICATION | CONSTRUCTED) ? firstOctet & NUMBER : -1;
    }
}
