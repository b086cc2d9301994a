package org.hanse.admin.output;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * A time as MIT's klist shows it, in the zone of this machine. The zone is an old-fashioned one: java.time's, when first used, look for
 * makers of zones in all jars of the class path, which took a quarter of the processor time of {@code hanse klist}.
 */
public final class LocalTime {
    private LocalTime() {}

    /** Month, day, year; hours, minutes, seconds. Nineteen signs until the year 9999. */
    public static String text(Instant time) {
        return text(time, TimeZone.getDefault());
    }

    static String text(Instant time, TimeZone zone) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(zone.getOffset(time.toEpochMilli()) / 1000);
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
        StringBuilder text = new StringBuilder(19);
        two(text, local.getMonthValue()).append('/');
        two(text, local.getDayOfMonth()).append('/');
        two(text, local.getYear() / 100);
        two(text, local.getYear() % 100).append(' ');
        two(text, local.getHour()).append(':');
        two(text, local.getMinute()).append(':');
        return two(text, local.getSecond()).toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return (number < 10 ? text.append('0') : text).append(number);
    }
}
