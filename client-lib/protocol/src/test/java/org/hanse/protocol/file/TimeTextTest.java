package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-06-01T10:00:00Z",
        "2026-12-31T23:59:59Z, 2026-12-31T23:59:59Z",
        "2026-12-31T23:59:59+02:00, 2026-12-31T21:59:59Z",
        "2026-12-31T23:59:59, 2026-12-31T22:59:59Z",
        "2026-12-31 23:59, 2026-12-31T22:59:00Z",
        "2026-12-31, 2026-12-30T23:00:00Z",
        "20261231, 2026-12-30T23:00:00Z",
        "20261231235959, 2026-12-31T22:59:59Z",
        "2026.12.31.23.59.59, 2026-12-31T22:59:59Z",
        "261231235959, 2026-12-31T22:59:59Z",
        "26.12.31.23.59.59, 2026-12-31T22:59:59Z",
        "2612312359, 2026-12-31T22:59:00Z",
        "12/31/2026, 2026-12-30T23:00:00Z",
        "12/31/2026 23:59:59, 2026-12-31T22:59:59Z",
        "31-Dec-2026:23:59:59, 2026-12-31T22:59:59Z",
        "23:30, 2026-06-01T21:30:00Z"
    })
    void readsIsoAndMitsForms(String text, Instant expected) {
        assertThat(TimeText.parse(text, NOW, BERLIN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "yesterday-ish", "2026-13-01", "2026-02-30", "20260230000000", "99/99/2026"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> TimeText.parse(text, NOW, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it like 2026-12-31");
    }

    @Test
    void neverIsNoMoment() {
        assertThat(TimeText.parseOrNever("never", NOW, BERLIN)).isEmpty();
        assertThat(TimeText.parseOrNever("now", NOW, BERLIN)).contains(NOW);
    }

    @Test
    void aStartMayCountFromNow() {
        assertThat(TimeText.parseStart("5m", NOW, BERLIN)).isEqualTo(NOW.plusSeconds(300));
        assertThat(TimeText.parseStart("20261231235959", NOW, BERLIN)).isEqualTo(Instant.parse("2026-12-31T22:59:59Z"));
    }
}
