package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerberosDurationTest {
    @ParameterizedTest
    @CsvSource({
        "60s, 60",
        "10m, 600",
        "7d, 604800",
        "1h30m, 5400",
        "10:30:00, 37800",
        "10:30, 37800",
        "3600, 3600",
        "1d 12h, 129600",
        "1-12:00:00, 129600",
        "0, 0",
        "1D2H3M4S, 93784"
    })
    void readsTheFormsThatPeopleWrite(String text, long seconds) {
        assertThat(KerberosDuration.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "h", "10x", "-5m", "1m2h", "ten", "1.5h", "10:3:0:0", "99999999999"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> KerberosDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it like 10h");
    }

    @Test
    void whatDoesNotFitIntoKerberosIsTooLong() {
        assertThatThrownBy(() -> KerberosDuration.parse("24856d")).hasMessageContaining("too long");
        assertThatThrownBy(() -> KerberosDuration.parse("9999999999d")).hasMessageContaining("too long");
    }

    @Test
    void theShortFormReadsBack() {
        Duration some = Duration.ofSeconds(93784);
        assertThat(KerberosDuration.format(some)).isEqualTo("1d2h3m4s");
        assertThat(KerberosDuration.parse(KerberosDuration.format(some))).isEqualTo(some);
        assertThat(KerberosDuration.format(Duration.ZERO)).isEqualTo("0s");
    }
}
