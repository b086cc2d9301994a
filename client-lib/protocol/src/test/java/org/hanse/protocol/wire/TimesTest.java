package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** {@link TimeText} reckons days as java.time does. */
class TimesTest {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    @Test
    void everyDayOfTenThousandYearsIsWrittenAndRead() {
        byte[] octets = new byte[TimeText.LENGTH];
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            Instant time = Instant.ofEpochSecond(day * 86_400 + Math.floorMod(day * 7919, 86_400));
            TimeText.format(time, octets, 0);
            int written = number(octets);
            int meant = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            if (written != meant || !TimeText.parse(octets, 0).equals(time)) {
                throw new AssertionError(date + " is written " + written);
            }
        }
    }

    private static int number(byte[] octets) {
        int number = 0;
        for (int i = 0; i < 8; i++) {
            number = number * 10 + octets[i] - '0';
        }
        return number;
    }

    @Test
    void aFractionIsCutOff() {
        for (String text : new String[] {"1969-12-31T23:59:59.999Z", "2026-11-25T12:34:56.000001Z"}) {
            Instant time = Instant.parse(text);
            byte[] octets = new byte[TimeText.LENGTH];
            TimeText.format(time, octets, 0);
            assertThat(new String(octets, StandardCharsets.US_ASCII)).isEqualTo(FORM.format(time));
        }
    }

    @Test
    void monthsAreAsLongAsTheyAre() {
        for (int year : new int[] {0, 4, 1900, 2000, 2023, 2024, 2100, 9999}) {
            for (int month = 1; month <= 12; month++) {
                assertThat(TimeText.lengthOfMonth(year, month))
                        .isEqualTo(YearMonth.of(year, month).lengthOfMonth());
            }
        }
    }
}
