package org.hanse.protocol.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** {@code YYYYMMDDHHMMSSZ}, RFC 4120 §5.2.3, and instants. */
final class TimeText {
    private static final long SECONDS_PER_DAY = 86_400;

    private TimeText() {}

    /** Octets that {@link LeafRules#time} has let through. */
    static Instant parse(byte[] octets) {
        LocalDate date = LocalDate.of(number(octets, 0, 4), number(octets, 4, 2), number(octets, 6, 2));
        int second = number(octets, 8, 2) * 3600 + number(octets, 10, 2) * 60 + number(octets, 12, 2);
        return Instant.ofEpochSecond(date.toEpochDay() * SECONDS_PER_DAY + second);
    }

    /**
     * Whole seconds; a fraction is cut off.
     *
     * @throws IllegalArgumentException outside the years 0 to 9999
     */
    static byte[] format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("no KerberosTime for " + time);
        }
        byte[] octets = new byte[15];
        digits(utc.getYear(), octets, 0, 4);
        digits(utc.getMonthValue(), octets, 4, 2);
        digits(utc.getDayOfMonth(), octets, 6, 2);
        digits(utc.getHour(), octets, 8, 2);
        digits(utc.getMinute(), octets, 10, 2);
        digits(utc.getSecond(), octets, 12, 2);
        octets[14] = 'Z';
        return octets;
    }

    private static int number(byte[] octets, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + octets[i] - '0';
        }
        return value;
    }

    private static void digits(int number, byte[] octets, int from, int digits) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
