package org.hanse.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "17, aes128-cts-hmac-sha1-96, 16, 15",
        "18, aes256-cts-hmac-sha1-96, 32, 16",
        "19, aes128-cts-hmac-sha256-128, 16, 19",
        "20, aes256-cts-hmac-sha384-192, 32, 20"
    })
    void aSupportedEnctypeHasANameAKeyLengthAndAChecksum(int number, String name, int keyLength, int checksum) {
        EncType etype = new EncType(number);
        assertThat(etype.isSupported()).isTrue();
        assertThat(etype).hasToString(name);
        assertThat(EncType.byName(name)).contains(etype);
        assertThat(etype.keyLength()).isEqualTo(keyLength);
        assertThat(ChecksumType.mandatoryFor(etype)).contains(new ChecksumType(checksum));
    }

    @ParameterizedTest
    @CsvSource({
        "aes128-cts, 17",
        "aes128-sha1, 17",
        "aes256-cts, 18",
        "aes256-sha1, 18",
        "aes128-sha2, 19",
        "aes256-sha2, 20"
    })
    void mitsAliasesAreUnderstood(String alias, int number) {
        assertThat(EncType.byName(alias)).contains(new EncType(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 16, 21, 23, 24, 26, -133, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anyOtherNumberIsRepresentableAndNotSupported(int number) {
        EncType etype = new EncType(number);
        assertThat(etype.isSupported()).isFalse();
        assertThatThrownBy(etype::keyLength).isInstanceOf(IllegalStateException.class);
        assertThat(ChecksumType.mandatoryFor(etype)).isEmpty();
    }

    @Test
    void retiredEnctypesHaveNamesForTheLogButAreNotReadAsSupportedOnes() {
        assertThat(new EncType(23)).hasToString("arcfour-hmac");
        assertThat(new EncType(4711)).hasToString("etype 4711");
        assertThat(EncType.byName("arcfour-hmac")).isEmpty();
        assertThat(EncType.byName("AES256-CTS")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000L})
    void kvnosAndNoncesAre32Bits(long value) {
        assertThatThrownBy(() -> Kvno.of(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Nonce(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kvnosAreOrderedUnsigned() {
        assertThat(Kvno.of(0xFFFF_FFFFL)).isGreaterThan(Kvno.of(0x7FFF_FFFFL));
        assertThat(Kvno.FIRST.next()).isEqualTo(Kvno.of(2));
        assertThatThrownBy(() -> Kvno.of(0xFFFF_FFFFL).next()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void subjectIdsAre128RandomBits() {
        SecureRandom random = new SecureRandom();
        SubjectId one = SubjectId.random(random);
        assertThat(one.hex()).hasSize(32).matches("[0-9a-f]+");
        assertThat(SubjectId.random(random)).isNotEqualTo(one);
        assertThatThrownBy(() -> new SubjectId("0123")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubjectId("0123456789ABCDEF0123456789ABCDEF"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
