package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T00:00:00Z",
                "2024-02-29T23:59:59.001Z",
                "1969-12-31T23:59:59.999999Z",
                "2026-11-25T12:00:00.100000001Z",
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "0999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void isWrittenAsInstantsAre(String text) {
        assertThat(written(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void anyInstantIs() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L),
                    random.nextBoolean() ? random.nextInt(1000) * 1_000_000 : random.nextInt(1_000_000_000));
            assertThat(written(time)).isEqualTo(time.toString());
        }
    }

    private static String written(Instant time) {
        StringBuilder out = new StringBuilder();
        LogTime.append(out, time);
        return out.toString();
    }
}
