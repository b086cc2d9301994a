package org.hanse.admin.output;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Points in time as people type them: ISO-8601 ({@code 2027-01-31}, {@code 2027-01-31T12:00:00Z}), MIT's forms
 * ({@code 20270131120000}, {@code 270131120000}, {@code 31-Jan-2027:12:00}), {@code now}, {@code never}, and a duration
 * with a unit, counted from now. A text without zone is of the machine's.
 */
public final class TimeText {
    /** 69 to 99 are of the last century, as POSIX strptime reads them. */
    private static final DateTimeFormatter SHORT_YEAR = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1969)
            .appendPattern("MMddHHmm")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter SHORT_YEAR_SECONDS = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1969)
            .appendPattern("MMddHHmmss")
            .toFormatter(Locale.ROOT);

    private static final List<DateTimeFormatter> LOCAL_FORMS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            form("yyyy-MM-dd HH:mm:ss"),
            form("yyyy-MM-dd HH:mm"),
            form("yyyyMMddHHmmss"),
            form("yyyyMMddHHmm"),
            SHORT_YEAR_SECONDS,
            SHORT_YEAR,
            form("d-MMM-yyyy:HH:mm:ss"),
            form("d-MMM-yyyy:HH:mm"));

    private TimeText() {}

    /**
     * @param option whose value it is, for the message
     * @param now what {@code now} and durations mean
     * @return empty for {@code never}
     * @throws UsageFailure if the text is no time
     */
    public static Optional<Instant> parse(String option, String text, Instant now, ZoneId zone) throws UsageFailure {
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase("never")) {
            return Optional.empty();
        }
        if (stripped.equalsIgnoreCase("now")) {
            return Optional.of(now);
        }
        if (stripped.matches("\\+?(\\d+[dhms])+")) {
            return Optional.of(now.plus(DurationText.parse(option, stripped.replace("+", ""))));
        }
        Optional<Instant> time = offsetForm(stripped).or(() -> localForm(stripped, zone));
        if (time.isEmpty()) {
            throw new UsageFailure(
                    option + " takes a time and not \"" + text + "\"",
                    "write 2027-01-31, 2027-01-31T12:00:00Z, 20270131120000 or never");
        }
        return time;
    }

    private static Optional<Instant> offsetForm(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notThis) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> localForm(String text, ZoneId zone) {
        for (DateTimeFormatter form : LOCAL_FORMS) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).atZone(zone).toInstant());
            } catch (DateTimeException notThis) {
                // The next form may be the one.
            }
        }
        try {
            return Optional.of(LocalDate.parse(text)
                    .atTime(LocalTime.MIDNIGHT)
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException notThis) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
