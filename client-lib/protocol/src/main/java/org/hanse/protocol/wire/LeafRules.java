package org.hanse.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What the primitive values of RFC 4120 may be, §5.2. The cursor stands at their contents. */
final class LeafRules {
    private static final int TIME_LENGTH = 15;

    private LeafRules() {}

    /** The value of an integer of at most 5 octets; a longer one is in no range of ours. */
    private static long integer(DerCursor in, String place) throws DecodeFault {
        Shape.checkInteger(in, place);
        if (in.length() > 5) {
            throw Shape.malformed(place, "a number out of range");
        }
        long value = (byte) in.at(0);
        for (int i = 1; i < in.length(); i++) {
            value = (value << 8) | in.at(i);
        }
        return value;
    }

    private static void within(DerCursor in, String place, long least, long most) throws DecodeFault {
        long value = integer(in, place);
        if (value < least || value > most) {
            throw Shape.malformed(place, "a number out of range");
        }
    }

    static void int32(DerCursor in, String place) throws DecodeFault {
        within(in, place, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A UInt32; old clients send nonces, and MIT and Windows kvnos, as if it were signed. */
    static void uint32OrSigned(DerCursor in, String place) throws DecodeFault {
        within(in, place, Integer.MIN_VALUE, 0xFFFF_FFFFL);
    }

    static void microseconds(DerCursor in, String place) throws DecodeFault {
        within(in, place, 0, 999_999);
    }

    /** KerberosString, §5.2.1: we take UTF-8, as everyone sends; the octets come back when it is written again. */
    static void text(DerCursor in, String place) throws DecodeFault {
        for (int i = 0; i < in.length(); i++) {
            if (in.at(i) >= 0x80) {
                utf8(in.body(), place);
                return;
            }
        }
    }

    private static void utf8(byte[] octets, String place) throws DecodeFault {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
        } catch (CharacterCodingException e) {
            throw Shape.malformed(place, "not UTF-8");
        }
    }

    /** Realm, §5.2.2: not empty, without NUL. */
    static void realm(DerCursor in, String place) throws DecodeFault {
        if (in.length() == 0) {
            throw Shape.malformed(place, "an empty realm");
        }
        for (int i = 0; i < in.length(); i++) {
            if (in.at(i) == 0) {
                throw Shape.malformed(place, "a realm with a NUL");
            }
        }
        text(in, place);
    }

    /** KerberosFlags, §5.2.8: of any length, as MIT reads them; unused bits are zero (X.690 §11.2.1). */
    static void flags(DerCursor in, String place) throws DecodeFault {
        int octets = in.length();
        int unused = octets == 0 ? -1 : in.at(0);
        boolean bitString = unused >= 0 && unused <= 7 && (octets > 1 || unused == 0);
        if (!bitString || (octets > 1 && (in.at(octets - 1) & ((1 << unused) - 1)) != 0)) {
            throw Shape.malformed(place, "not a bit string");
        }
    }

    static void octets(DerCursor in, String place) throws DecodeFault {
        // Any octets do.
    }

    /** KerberosTime, §5.2.3: YYYYMMDDHHMMSSZ and nothing else, a day that exists, no leap second. */
    static void time(DerCursor in, String place) throws DecodeFault {
        if (in.length() != TIME_LENGTH || in.at(TIME_LENGTH - 1) != 'Z') {
            throw Shape.malformed(place, "not of the form YYYYMMDDHHMMSSZ");
        }
        for (int i = 0; i < TIME_LENGTH - 1; i++) {
            if (in.at(i) < '0' || in.at(i) > '9') {
                throw Shape.malformed(place, "not of the form YYYYMMDDHHMMSSZ");
            }
        }
        int month = number(in, 4, 2);
        int day = number(in, 6, 2);
        boolean real = month >= 1
                && month <= 12
                && day >= 1
                && day <= TimeText.lengthOfMonth(number(in, 0, 4), month)
                && number(in, 8, 2) < 24
                && number(in, 10, 2) < 60
                && number(in, 12, 2) < 60;
        if (!real) {
            throw Shape.malformed(place, "not a time that exists");
        }
    }

    private static int number(DerCursor in, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + (in.at(i) - '0');
        }
        return value;
    }
}
