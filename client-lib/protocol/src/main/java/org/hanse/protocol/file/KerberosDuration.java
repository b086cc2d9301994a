package org.hanse.protocol.file;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them for Kerberos: {@code 60s}, {@code 10m}, {@code 7d}, {@code 1h30m}, {@code 1d 12h},
 * {@code 10:30:00}, {@code 10:30} (hours and minutes), {@code 1-12:00:00} (days first), and bare seconds.
 */
public final class KerberosDuration {
    /** MIT's krb5_deltat is a signed 32-bit number of seconds. */
    private static final long MAX_SECONDS = Integer.MAX_VALUE;

    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,10})\\s*d)?\\s*(?:(\\d{1,10})\\s*h)?\\s*(?:(\\d{1,10})\\s*m)?\\s*(?:(\\d{1,10})\\s*s?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,10})-)?(\\d{1,10}):(\\d{1,2})(?::(\\d{1,2}))?");

    private KerberosDuration() {}

    /**
     * @throws IllegalArgumentException if {@code text} is no duration or is longer than 2^31-1 seconds; the message is a sentence
     *     for the one who wrote it
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        Matcher matched = CLOCK.matcher(trimmed);
        if (!matched.matches()) {
            matched = UNITS.matcher(trimmed);
            if (trimmed.isEmpty() || !matched.matches()) {
                throw new IllegalArgumentException("\"" + text
                        + "\" is no duration; write it like 10h, 7d, 1h30m, 10:30:00 or a number of seconds");
            }
        }
        long seconds = number(matched.group(1)) * 86_400
                + number(matched.group(2)) * 3_600
                + number(matched.group(3)) * 60
                + number(matched.group(4));
        if (seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("\"" + text + "\" is too long; the longest duration is 24855d");
        }
        return Duration.ofSeconds(seconds);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The short form that {@link #parse} reads back: {@code 1d2h3m4s} without its zero parts, {@code 0s} for none. */
    public static String format(Duration duration) {
        StringBuilder out = new StringBuilder();
        part(duration.toDaysPart(), 'd', out);
        part(duration.toHoursPart(), 'h', out);
        part(duration.toMinutesPart(), 'm', out);
        part(duration.toSecondsPart(), 's', out);
        return out.length() == 0 ? "0s" : out.toString();
    }

    private static void part(long value, char unit, StringBuilder out) {
        if (value != 0) {
            out.append(value).append(unit);
        }
    }
}
