package org.hanse.kdc.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Arrays;

/**
 * Lines of the log in the making, as octets of UTF-8 in an array that is used again and again: with strings, each of the two lines of
 * a request was copied four times on its way to the file. Used by one thread at a time.
 */
final class LogLine {
    private static final int SECONDS_PER_DAY = 86_400;

    private byte[] octets = new byte[1024];
    private int length;

    /** The day that was written last, and how: nearly all times of a log are of the same. */
    private long day = Long.MIN_VALUE;

    private final byte[] dayText = new byte[10];

    LogLine clear() {
        length = 0;
        return this;
    }

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    /** @param ascii characters of US-ASCII only */
    @SuppressWarnings("deprecation") // drops the upper halves of characters, which are zero here
    LogLine add(String ascii) {
        int count = ascii.length();
        ensure(count);
        ascii.getBytes(0, count, octets, length);
        length += count;
        return this;
    }

    LogLine add(char ascii) {
        ensure(1);
        octets[length++] = (byte) ascii;
        return this;
    }

    LogLine add(long number) {
        if (number < 0) {
            return add(Long.toString(number));
        }
        int count = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            count++;
        }
        return addDigits(number, count);
    }

    /** Any character; a lone half of a pair becomes a question mark. */
    LogLine addAny(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, octets, length, encoded.length);
        length += encoded.length;
        return this;
    }

    /** As {@link Instant#toString} writes it. */
    LogLine add(Instant time) {
        long second = time.getEpochSecond();
        long today = Math.floorDiv(second, (long) SECONDS_PER_DAY);
        if (today != day && !note(today)) {
            return add(time.toString());
        }
        int ofDay = (int) Math.floorMod(second, (long) SECONDS_PER_DAY);
        ensure(32);
        System.arraycopy(dayText, 0, octets, length, dayText.length);
        length += dayText.length;
        add('T').addDigits(ofDay / 3600, 2);
        add(':').addDigits(ofDay / 60 % 60, 2);
        add(':').addDigits(ofDay % 60, 2);
        addFraction(time.get(ChronoField.NANO_OF_SECOND));
        return add('Z');
    }

    /** @return false for a day that has no ten characters */
    private boolean note(long today) {
        LocalDate date = LocalDate.ofEpochDay(today);
        if (date.getYear() < 1000 || date.getYear() > 9999) {
            return false;
        }
        byte[] text = date.toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, dayText, 0, dayText.length);
        day = today;
        return true;
    }

    /** None, milliseconds, microseconds or nanoseconds: as few as show it. */
    private void addFraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        add('.');
        if (nanos % 1_000_000 == 0) {
            addDigits(nanos / 1_000_000, 3);
        } else if (nanos % 1_000 == 0) {
            addDigits(nanos / 1_000, 6);
        } else {
            addDigits(nanos, 9);
        }
    }

    private LogLine addDigits(long number, int count) {
        ensure(count);
        long rest = number;
        for (int at = length + count - 1; at >= length; at--) {
            octets[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    private void ensure(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
