package org.hanse.protocol.wire;

import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;

/**
 * What stands in front of every reader. In order: the size, strict DER with caps on nesting and on the number of elements, the
 * structure of the expected type ({@link Shape}). Linear in the size of the input.
 *
 * <p>Kerby's own limit on nesting is a system property of the whole process ({@code org.apache.kerby.asn1.maxNestingDepth}); it
 * is left alone, since nothing nested deeper than {@link #MAX_NESTING} gets as far as Kerby.
 */
final class DerGate {
    /** Larger than any message we serve: a TGS-REQ with a large PAC is some 64 KiB. Transports set lower limits of their own. */
    static final int MAX_SIZE = 128 * 1024;

    static final int MAX_NESTING = 32;

    /** Kerby spends some 135 octets of heap per element; this bounds it at about 2 MB. */
    static final int MAX_ELEMENTS = 16_384;

    private DerGate() {}

    /** The number of the APPLICATION tag a message begins with, unchecked; -1 if it begins with something else. */
    static int peekApplicationTag(Octets der) {
        return der.length() == 0 ? -1 : DerCursor.applicationTag(der.at(0) & 0xFF);
    }

    /** Exactly one element of this shape. */
    static void check(byte[] der, int from, int to, Shape shape) throws DecodeFault {
        checkSize(to - from, MAX_SIZE);
        try {
            DerCursor in = new DerCursor(der, from);
            shape.check(in, to, shape.name());
            if (in.position() == to) {
                return;
            }
        } catch (DecodeFault structure) {
            // What is no DER is refused as that, wherever its structure fails. What has the structure is DER (see
            // Shape), so only what is refused is walked twice: the walk over any DER is 0.1 us of a TGS-REQ.
            checkDer(der, from, to);
            throw structure;
        }
        checkDer(der, from, to);
        throw new IllegalStateException(shape.name() + ": ends before its end, and is DER");
    }

    /** Exactly one element of strict DER, of any type. */
    static void checkDer(byte[] der, int maxSize) throws DecodeFault {
        checkSize(der.length, maxSize);
        checkDer(der, 0, der.length);
    }

    private static void checkSize(int size, int maxSize) throws DecodeFault {
        if (size > maxSize) {
            throw new DecodeFault(TOO_LONG, size + " octets, at most " + maxSize + " are read");
        }
    }

    private static void checkDer(byte[] der, int from, int to) throws DecodeFault {
        int[] ends = new int[MAX_NESTING + 1];
        ends[0] = to;
        int depth = 0;
        int elements = 0;
        DerCursor in = new DerCursor(der, from);
        do {
            in.open(ends[depth]);
            if (++elements > MAX_ELEMENTS) {
                throw new DecodeFault(TOO_LONG, "more than " + MAX_ELEMENTS + " elements");
            }
            if (in.isConstructed()) {
                if (depth == MAX_NESTING) {
                    throw new DecodeFault(MALFORMED, "nested deeper than " + MAX_NESTING);
                }
                checkConstructed(in);
                ends[++depth] = in.end();
            } else {
                checkPrimitive(in);
                in.skip();
            }
            while (depth > 0 && in.position() == ends[depth]) {
                depth--;
            }
        } while (depth > 0);
        if (in.position() != to) {
            throw new DecodeFault(MALFORMED, (to - in.position()) + " octets behind the end");
        }
    }

    private static void checkConstructed(DerCursor in) throws DecodeFault {
        // X.690 §10.2: DER has no constructed strings.
        if (in.isUniversal() && in.tag() != DerCursor.SEQUENCE && in.tag() != DerCursor.SET) {
            throw new DecodeFault(MALFORMED, "a constructed string or an unknown type before octet " + in.offset());
        }
    }

    private static void checkPrimitive(DerCursor in) throws DecodeFault {
        if (in.tag() == 0) {
            throw new DecodeFault(MALFORMED, "an end-of-contents before octet " + in.offset());
        }
        if (in.tag() == DerCursor.SEQUENCE - 0x20 || in.tag() == DerCursor.SET - 0x20) {
            throw new DecodeFault(MALFORMED, "a primitive collection before octet " + in.offset());
        }
        if (in.tag() == DerCursor.INTEGER) {
            Shape.checkInteger(in, "INTEGER");
        }
    }
}
