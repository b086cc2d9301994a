package org.hanse.kdc.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/** Instants as {@link Instant#toString} writes them, in a fifth of the time: every line of the log has up to four. */
final class LogTime {
    private static final int SECONDS_PER_DAY = 86_400;

    private LogTime() {}

    static void append(StringBuilder out, Instant time) {
        long second = time.getEpochSecond();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        if (day.getYear() < 1000 || day.getYear() > 9999) {
            out.append(time);
            return;
        }
        int ofDay = Math.floorMod(second, SECONDS_PER_DAY);
        digits(out, day.getYear(), 4);
        digits(out.append('-'), day.getMonthValue(), 2);
        digits(out.append('-'), day.getDayOfMonth(), 2);
        digits(out.append('T'), ofDay / 3600, 2);
        digits(out.append(':'), ofDay / 60 % 60, 2);
        digits(out.append(':'), ofDay % 60, 2);
        appendFraction(out, time.get(ChronoField.NANO_OF_SECOND));
        out.append('Z');
    }

    /** None, milliseconds, microseconds or nanoseconds: as few as show it. */
    private static void appendFraction(StringBuilder out, int nanos) {
        if (nanos == 0) {
            return;
        }
        out.append('.');
        if (nanos % 1_000_000 == 0) {
            digits(out, nanos / 1_000_000, 3);
        } else if (nanos % 1_000 == 0) {
            digits(out, nanos / 1_000, 6);
        } else {
            digits(out, nanos, 9);
        }
    }

    private static void digits(StringBuilder out, int number, int count) {
        int unit = 1;
        for (int i = 1; i < count; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.append((char) ('0' + number / unit % 10));
        }
    }
}
