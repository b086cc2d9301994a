package org.hanse.protocol.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times as people write them for Kerberos. ISO-8601 ({@code 2026-12-31}, {@code 2026-12-31T23:59:59Z}, {@code 2026-12-31 23:59}),
 * MIT's forms ({@code 20261231235959}, {@code 2612312359}, {@code 31-Dec-2026:23:59:59}, {@code 12/31/2026 23:59:59}, {@code 23:59}) and
 * {@code now}. A time without a zone is of the zone given, a date without a time begins at midnight there.
 */
public final class TimeText {
    private static final List<DateTimeFormatter> DATE_TIMES = List.of(
            format("uuuuMMddHHmmss"),
            format("uuuu.MM.dd.HH.mm.ss"),
            twoDigitYear("MMddHHmmss"),
            twoDigitYear("'.'MM'.'dd'.'HH'.'mm'.'ss"),
            twoDigitYear("MMddHHmm"),
            format("uuuu-MM-dd['T'][' ']HH:mm[:ss]"),
            format("d-MMM-uuuu:HH:mm[:ss]"),
            format("M/d/uuuu[' '][':']HH:mm[:ss]"));
    private static final List<DateTimeFormatter> DATES =
            List.of(format("uuuu-MM-dd"), format("uuuuMMdd"), format("M/d/uuuu"), format("d-MMM-uuuu"));
    private static final DateTimeFormatter TIME = format("HH:mm[:ss]");

    private TimeText() {}

    /**
     * A moment.
     *
     * @param now what {@code now} means, and whose day a time without a date is of
     * @throws IllegalArgumentException if {@code text} is no time; the message is a sentence for the one who wrote it
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.equalsIgnoreCase("now")) {
            return now;
        }
        return zoned(trimmed)
                .or(() ->
                        local(trimmed, now, zone).map(time -> time.atZone(zone).toInstant()))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text
                        + "\" is no time; write it like 2026-12-31T23:59:59Z, 20261231235959, 12/31/2026 or now"));
    }

    /**
     * As {@link #parse}, or empty for {@code never}.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Optional<Instant> parseOrNever(String text, Instant now, ZoneId zone) {
        return text.strip().equalsIgnoreCase("never") ? Optional.empty() : Optional.of(parse(text, now, zone));
    }

    /**
     * As {@link #parse}, but a {@linkplain KerberosDuration duration} counts from now: {@code 5m} is five minutes ahead. What can
     * be read as either is a duration, as MIT's {@code kinit -s} has it.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Instant parseStart(String text, Instant now, ZoneId zone) {
        try {
            return now.plus(KerberosDuration.parse(text));
        } catch (IllegalArgumentException noDuration) {
            return parse(text, now, zone);
        }
    }

    private static Optional<Instant> zoned(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> local(String text, Instant now, ZoneId zone) {
        return DATE_TIMES.stream()
                .flatMap(form -> tried(() -> LocalDateTime.parse(text, form)).stream())
                .findFirst()
                .or(() -> DATES.stream()
                        .flatMap(form -> tried(() -> LocalDate.parse(text, form).atStartOfDay()).stream())
                        .findFirst())
                .or(() -> tried(() -> now.atZone(zone).toLocalDate().atTime(LocalTime.parse(text, TIME))));
    }

    private static Optional<LocalDateTime> tried(Supplier<LocalDateTime> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Two digits are of 1970 to 2069, as POSIX reads {@code %y} near enough. */
    private static DateTimeFormatter twoDigitYear(String rest) {
        return new DateTimeFormatterBuilder()
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                .appendPattern(rest)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
