package org.hanse.protocol.wire;

import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;

import java.io.IOException;
import org.apache.kerby.asn1.type.Asn1Encodeable;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;

/**
 * What stands in front of Kerby's codec. In order: the size, strict DER with caps on nesting and on the number of elements, the
 * structure of the expected type ({@link Shape}); only then does Kerby see the octets. Linear in the size of the input.
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
    static int peekApplicationTag(byte[] der) {
        return der.length == 0 ? -1 : DerCursor.applicationTag(der[0] & 0xFF);
    }

    /** An element {@code [APPLICATION n] SEQUENCE}. */
    static Seq decode(byte[] der, Shape.Application shape) throws DecodeFault {
        Seq target = new Seq(shape.fields());
        decode(der, shape, new Asn1Tagging<>(shape.tag(), target, true, false));
        return target;
    }

    /** The one alternative of a CHOICE. */
    static Seq decode(byte[] der, Shape.Alternative shape) throws DecodeFault {
        Seq target = new Seq(shape.fields());
        decode(der, shape, new Asn1Tagging<>(shape.tag(), target, false, false));
        return target;
    }

    /** Any element: checks it, has Kerby decode it into {@code target}, and gives {@code target} back. */
    static <T extends Asn1Type> T decode(byte[] der, Shape shape, T target) throws DecodeFault {
        check(der, shape, MAX_SIZE);
        try {
            target.decode(der);
        } catch (IOException | RuntimeException e) {
            // Not reached as far as we know: whatever Kerby refuses, the checks above refused before. Its message may
            // quote
            // octets of a key, so it is not passed on.
            throw new DecodeFault(
                    MALFORMED,
                    shape.name() + ": refused by the codec, " + e.getClass().getSimpleName());
        }
        return target;
    }

    static void check(byte[] der, Shape shape, int maxSize) throws DecodeFault {
        checkDer(der, maxSize);
        DerCursor in = new DerCursor(der);
        shape.check(in, der.length, shape.name());
    }

    /** Exactly one element of strict DER, of any type. */
    static void checkDer(byte[] der, int maxSize) throws DecodeFault {
        if (der.length > maxSize) {
            throw new DecodeFault(TOO_LONG, der.length + " octets, at most " + maxSize + " are read");
        }
        int[] ends = new int[MAX_NESTING + 1];
        ends[0] = der.length;
        int depth = 0;
        int elements = 0;
        DerCursor in = new DerCursor(der);
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
        if (in.position() != der.length) {
            throw new DecodeFault(MALFORMED, (der.length - in.position()) + " octets behind the end");
        }
    }

    private static void checkConstructed(DerCursor in) throws DecodeFault {
        // X.690 §10.2: DER has no constructed strings.
        if (in.isUniversal() && in.tag() != DerCursor.SEQUENCE && in.tag() != DerCursor.SET) {
            throw new DecodeFault(MALFORMED, "a constructed string or an unknown type before octet " + in.position());
        }
    }

    private static void checkPrimitive(DerCursor in) throws DecodeFault {
        if (in.tag() == 0) {
            throw new DecodeFault(MALFORMED, "an end-of-contents before octet " + in.position());
        }
        if (in.tag() == DerCursor.SEQUENCE - 0x20 || in.tag() == DerCursor.SET - 0x20) {
            throw new DecodeFault(MALFORMED, "a primitive collection before octet " + in.position());
        }
        if (in.tag() == DerCursor.INTEGER) {
            Shape.checkInteger(in, "INTEGER");
        }
    }

    /** The DER of {@code value}. A failure is ours, not a peer's. */
    static byte[] encode(Asn1Encodeable value) {
        try {
            return value.encode();
        } catch (IOException e) {
            throw new IllegalStateException("a message of our own making does not encode", e);
        }
    }

    /** The DER of {@code [APPLICATION n]} around {@code value}. */
    static byte[] encode(int applicationTag, Seq value) {
        return encode(new Asn1Tagging<>(applicationTag, value, true, false));
    }

    /** The DER of {@code value} as that alternative of its CHOICE. */
    static byte[] encode(Shape.Alternative shape, Seq value) {
        return encode(new Asn1Tagging<>(shape.tag(), value, false, false));
    }
}
