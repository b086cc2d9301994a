package org.hanse.protocol.wire;

import java.time.Instant;

/**
 * {@code YYYYMMDDHHMMSSZ}, RFC 4120 §5.2.3, and instants. Reckons the days itself: LocalDate costs an object or two for each of a
 * dozen times per exchange.
 */
final class TimeText {
    static final int LENGTH = 15;

    private static final long SECONDS_PER_DAY = 86_400;
    /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
    private static final long EARLIEST = -62_167_219_200L;

    private static final long LATEST = 253_402_300_799L;

    /** The calendar repeats itself after 400 years. */
    private static final int DAYS_PER_ERA = 146_097;

    /** From 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private TimeText() {}

    /** The text from {@code at} on, which {@link LeafRules#time} has let through. */
    static Instant parse(byte[] in, int at) {
        int day = epochDay(number(in, at, 4), number(in, at + 4, 2), number(in, at + 6, 2));
        int second = number(in, at + 8, 2) * 3600 + number(in, at + 10, 2) * 60 + number(in, at + 12, 2);
        return Instant.ofEpochSecond(day * SECONDS_PER_DAY + second);
    }

    /**
     * Writes {@link #LENGTH} octets from {@code at} on: whole seconds; a fraction is cut off.
     *
     * @throws IllegalArgumentException outside the years 0 to 9999
     */
    static void format(Instant time, byte[] out, int at) {
        long seconds = time.getEpochSecond();
        if (seconds < EARLIEST || seconds > LATEST) {
            throw new IllegalArgumentException("no KerberosTime for " + time);
        }
        // Years begin in March, so that the day that is not always there is the last one; years before 0000-03-01 do
        // not occur within 400 years added.
        int days = (int) Math.floorDiv(seconds, SECONDS_PER_DAY) + DAYS_TO_EPOCH + DAYS_PER_ERA;
        int dayOfEra = days % DAYS_PER_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (DAYS_PER_ERA - 1)) / 365;
        int dayOfYear = dayOfEra - daysBefore(yearOfEra);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + (days / DAYS_PER_ERA - 1) * 400 + (month <= 2 ? 1 : 0);
        int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        digits(year, out, at, 4);
        digits(month, out, at + 4, 2);
        digits(dayOfYear - daysBeforeMonth(monthFromMarch) + 1, out, at + 6, 2);
        digits(second / 3600, out, at + 8, 2);
        digits(second / 60 % 60, out, at + 10, 2);
        digits(second % 60, out, at + 12, 2);
        out[at + 14] = 'Z';
    }

    static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int epochDay(int year, int month, int day) {
        int fromMarch = month > 2 ? month - 3 : month + 9;
        int marchYear = (month > 2 ? year : year - 1) + 400;
        return daysBefore(marchYear) + daysBeforeMonth(fromMarch) + day - 1 - DAYS_TO_EPOCH - DAYS_PER_ERA;
    }

    /** In whole years from March to March. */
    private static int daysBefore(int years) {
        return years * 365 + years / 4 - years / 100 + years / 400;
    }

    /** From March on, 31, 30, 31, 30, 31 days, over and over. */
    private static int daysBeforeMonth(int fromMarch) {
        return (153 * fromMarch + 2) / 5;
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
