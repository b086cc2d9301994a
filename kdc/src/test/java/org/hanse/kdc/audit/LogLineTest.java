package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
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
    void aTimeIsWrittenAsInstantsAre(String text) {
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

    @Test
    void aDayThatWasWrittenBeforeIsWrittenAgain() {
        LogLine line = new LogLine();
        Instant time = Instant.parse("2026-11-25T10:11:12Z");

        line.add(time)
                .add(' ')
                .add(time.plusSeconds(1))
                .add(' ')
                .add(time.plusSeconds(86_400))
                .add(' ')
                .add(time);

        assertThat(line.toString())
                .isEqualTo("2026-11-25T10:11:12Z 2026-11-25T10:11:13Z 2026-11-26T10:11:12Z 2026-11-25T10:11:12Z");
    }

    @Test
    void numbersAreWrittenInDecimal() {
        for (long number : new long[] {0, 7, 9, 10, 99, 100, 1_795_607_339L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertThat(new LogLine().add(number).toString()).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void aLineIsAsLongAsItMustBe() {
        LogLine line = new LogLine();
        String part = "x".repeat(1000);
        for (int i = 0; i < 5; i++) {
            line.add(part).addAny("\u00e4\u20ac").add('!');
        }

        assertThat(line.toString()).isEqualTo((part + "\u00e4\u20ac!").repeat(5));
        assertThat(line.clear().add("y").toString()).isEqualTo("y");
    }

    private static String written(Instant time) {
        return new LogLine().add(time).toString();
    }
}
