package org.hanse.admin.output;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them: {@code 60s}, {@code 10m}, {@code 7d}, {@code 1h30m}, {@code 10:30:00}, {@code 10:30}, bare seconds. */
public final class DurationText {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,9})d)?\\s*(?:(\\d{1,9})h)?\\s*(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,9}):([0-5]?\\d)(?::([0-5]?\\d))?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
    private static final Duration LONGEST = Duration.ofDays(365L * 1000);

    private DurationText() {}

    /**
     * @param option whose value it is, for the message
     * @throws UsageFailure if the text is no duration
     */
    public static Duration parse(String option, String text) throws UsageFailure {
        String stripped = text.strip();
        Duration parsed = parsed(stripped);
        if (stripped.isEmpty() || parsed.isNegative() || parsed.compareTo(LONGEST) > 0) {
            throw new UsageFailure(
                    option + " takes a duration and not \"" + text + "\"", "write 60s, 10m, 7d, 1h30m or 10:30:00");
        }
        return parsed;
    }

    /** The shortest form with units that {@link #parse} reads as the same: {@code 10h}, {@code 1h30m}, {@code 0s}. */
    public static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    /** Negative when it is none. */
    private static Duration parsed(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(new BigInteger(text).longValueExact());
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return Duration.ofHours(number(clock, 1))
                    .plusMinutes(number(clock, 2))
                    .plusSeconds(number(clock, 3));
        }
        Matcher units = UNITS.matcher(text);
        if (units.matches()) {
            return Duration.ofDays(number(units, 1))
                    .plusHours(number(units, 2))
                    .plusMinutes(number(units, 3))
                    .plusSeconds(number(units, 4));
        }
        return Duration.ofSeconds(-1);
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
