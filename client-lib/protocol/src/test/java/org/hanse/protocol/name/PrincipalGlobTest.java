package org.hanse.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalGlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "alice alice true",
                "alice alicea false",
                "alice Alice false",
                "* alice true",
                "a* a true",
                "a*e alice true",
                "a*e alicex false",
                "*a*b*c* xxaxxbxxcxx true",
                "*a*b*c* xxaxxcxxbxx false",
                "u? u1 true",
                "u? u false",
                "u? u12 false",
                "u[0-9] u7 true",
                "u[0-9] ux false",
                "u[!0-9] ux true",
                "u[^0-9] u7 false",
                "u[]x] u] true",
                "u[a-] u- true",
                "u[\\]] u] true",
                "a\\*b a*b true",
                "a\\*b axb false",
                "** x true",
                "host/* host/www.example true",
                "host/* hosts/www.example false",
            })
    void matches(String glob, String subject, boolean expected) {
        assertThat(PrincipalGlob.of(glob).matches(subject)).isEqualTo(expected);
    }

    @Test
    void starMatchesNothingToo() {
        assertThat(PrincipalGlob.of("*").matches("")).isTrue();
        assertThat(PrincipalGlob.of("?").matches("")).isFalse();
    }

    @Test
    void oneCharacterIsOneCodePoint() {
        assertThat(PrincipalGlob.of("?").matches("\uD834\uDD1E")).isTrue();
        assertThat(PrincipalGlob.of("[\uD834\uDD1D-\uD834\uDD1F]").matches("\uD834\uDD1E"))
                .isTrue();
    }

    @Test
    void realmCountsOnlyIfThePatternSpeaksOfIt() {
        Principal alice = Principal.parse("alice@LUEBECK.EXAMPLE");
        assertThat(PrincipalGlob.of("al*").matches(alice)).isTrue();
        assertThat(PrincipalGlob.of("al*EXAMPLE").matches(alice)).isFalse();
        assertThat(PrincipalGlob.of("al*@LUEBECK.EXAMPLE").matches(alice)).isTrue();
        assertThat(PrincipalGlob.of("al*@BERGEN.EXAMPLE").matches(alice)).isFalse();
        assertThat(PrincipalGlob.of("*@*").matches(alice)).isTrue();
        assertThat(PrincipalGlob.of("alice\\@*").matches(alice)).isFalse();
        assertThat(PrincipalGlob.ALL.matches(alice)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[a", "[!", "[]", "a\\", "[a\\", "[z-a]"})
    void malformedPatternsAreRefused(String glob) {
        assertThatThrownBy(() -> PrincipalGlob.of(glob)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void hostilePatternsStayCheap() {
        PrincipalGlob glob = PrincipalGlob.of("*a".repeat(500) + "b");
        String subject = "a".repeat(20_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(glob.matches(subject)).isFalse());
        assertThatThrownBy(() -> PrincipalGlob.of("*".repeat(1025))).isInstanceOf(InvalidNameException.class);
    }
}
