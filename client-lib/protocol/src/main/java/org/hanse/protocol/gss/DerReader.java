package org.hanse.protocol.gss;

import java.util.Arrays;
import org.hanse.protocol.wire.Octets;

/**
 * Reads strict DER from a range of octets: single-octet tags, definite and minimal lengths that end within the range.
 * Nothing is copied or allocated before its length was checked. Not thread-safe.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0A;
    static final int SEQUENCE = 0x30;

    private final byte[] octets;
    private final int end;
    private int at;

    DerReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private DerReader(byte[] octets, int from, int end) {
        this.octets = octets;
        this.at = from;
        this.end = end;
    }

    /** The explicit context tag {@code [number]}. */
    static int context(int number) {
        return 0xA0 | number;
    }

    boolean atEnd() {
        return at == end;
    }

    /** Whether the next element has this tag; false at the end. */
    boolean next(int tag) {
        return at < end && (octets[at] & 0xFF) == tag;
    }

    /** Enters the element of this tag, which is consumed here. */
    DerReader enter(int tag) throws TokenFault {
        if (!next(tag)) {
            throw TokenFault.malformed(
                    String.format("expected tag 0x%02x, found %s", tag, atEnd() ? "the end" : tagText(octets[at])));
        }
        at++;
        int length = length();
        DerReader inner = new DerReader(octets, at, at + length);
        at += length;
        return inner;
    }

    /** The contents of a primitive element. */
    Octets read(int tag) throws TokenFault {
        DerReader inner = enter(tag);
        return Octets.copyOf(octets, inner.at, inner.end);
    }

    /** The one element, with its tag and length, that remains to be read; consumes it. */
    Octets encoded() throws TokenFault {
        int from = at;
        skip();
        return Octets.copyOf(octets, from, at);
    }

    /** Steps over one element of any tag: RFC 4178 §6 wants unknown fields ignored. */
    void skip() throws TokenFault {
        if (atEnd()) {
            throw TokenFault.malformed("an element is missing");
        }
        if ((octets[at] & 0x1F) == 0x1F) {
            throw TokenFault.malformed("a tag of several octets");
        }
        at++;
        int length = length();
        at += length;
    }

    /** An OBJECT IDENTIFIER: not empty, ending in the last octet of an arc, without padding octets. */
    MechanismId oid() throws TokenFault {
        Octets content = read(OID);
        int length = content.length();
        if (length == 0 || length > 64 || (content.at(length - 1) & 0x80) != 0) {
            throw TokenFault.malformed("not an object identifier");
        }
        for (int i = 0; i < length; i++) {
            boolean startsArc = i == 0 || (content.at(i - 1) & 0x80) == 0;
            if (startsArc && (content.at(i) & 0xFF) == 0x80) {
                throw TokenFault.malformed("an object identifier with padding");
            }
        }
        return new MechanismId(content);
    }

    /** A non-negative ENUMERATED of one octet. */
    int enumerated() throws TokenFault {
        Octets content = read(ENUMERATED);
        if (content.length() != 1 || content.at(0) < 0) {
            throw TokenFault.malformed("an enumerated value out of range");
        }
        return content.at(0);
    }

    /** What is left, whatever it is. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(octets, at, end);
        at = end;
        return rest;
    }

    void mustEnd(String what) throws TokenFault {
        if (!atEnd()) {
            throw TokenFault.malformed("octets after the end of " + what);
        }
    }

    private int length() throws TokenFault {
        if (atEnd()) {
            throw TokenFault.malformed("the token ends before a length");
        }
        int first = octets[at++] & 0xFF;
        int length = first;
        if (first >= 0x80) {
            int count = first & 0x7F;
            if (count == 0 || count > 3 || count > end - at) {
                throw TokenFault.malformed("an indefinite, oversized or cut length");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | (octets[at++] & 0xFF);
            }
            if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
                throw TokenFault.malformed("a length that is not minimal");
            }
        }
        if (length > end - at) {
            throw TokenFault.malformed("a length past the end of the token");
        }
        return length;
    }

    private static String tagText(byte tag) {
        return String.format("0x%02x", tag & 0xFF);
    }
}
