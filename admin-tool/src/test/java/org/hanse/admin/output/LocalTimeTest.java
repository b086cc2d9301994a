package org.hanse.admin.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimeTest {
    private static final DateTimeFormatter EXPECTED = DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss");

    /** The times that Kerberos can write: from 1970, and of four digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "America/St_Johns"
            })
    void isWhatJavaTimeSays(String zone) {
        Random random = new Random(zone.hashCode());
        for (int i = 0; i < 2000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(1L << (i % 2 == 0 ? 32 : 37)));
            assertThat(LocalTime.text(time, TimeZone.getTimeZone(zone)))
                    .isEqualTo(EXPECTED.withZone(ZoneId.of(zone)).format(time));
        }
    }
}
