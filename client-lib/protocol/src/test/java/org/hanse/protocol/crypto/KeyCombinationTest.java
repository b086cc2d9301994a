package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;

class KeyCombinationTest {
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ProtocolKey key(EncType etype, String text) {
        return StringToKey.derive(etype, SecretBytes.copyOf(ascii(text)), text, Optional.empty());
    }

    private static String combined(EncType etype) {
        ProtocolKey key = KeyCombination.combine(key(etype, "key1"), ascii("a"), key(etype, "key2"), ascii("b"));
        assertThat(key.etype()).isEqualTo(etype);
        return HexFormat.of().formatHex(key.toEncryptionKey().secret().reveal());
    }

    @Test
    void rfc6113_appendixA_aes128() {
        assertThat(combined(EncType.AES128_CTS_HMAC_SHA1_96)).isEqualTo("97df97e4b798b29eb31ed7280287a92a");
    }

    @Test
    void rfc6113_appendixA_aes256() {
        assertThat(combined(EncType.AES256_CTS_HMAC_SHA1_96))
                .isEqualTo("4d6ca4e629785c1f01baf55e2e548566b9617ae3a96868c337cb93b5e72b1c7b");
    }

    @Test
    void theFirstKeyGivesTheEnctypeAndBothGiveTheKey() {
        SecureRandom random = new SecureRandom();
        ProtocolKey first = ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA256_128, random);
        ProtocolKey second = ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, random);

        ProtocolKey combined = KeyCombination.ARMOR.of(first, second);

        assertThat(combined.etype()).isEqualTo(EncType.AES128_CTS_HMAC_SHA256_128);
        assertThat(KeyCombination.ARMOR.of(first, second)).isEqualTo(combined);
        assertThat(KeyCombination.ARMOR.of(first, ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, random)))
                .isNotEqualTo(combined);
        assertThat(KeyCombination.STRENGTHENED_REPLY.of(first, second)).isNotEqualTo(combined);
    }
}
