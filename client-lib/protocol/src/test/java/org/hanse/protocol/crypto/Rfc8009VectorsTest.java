package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;

/** Every vector of RFC 8009 appendix A. All use key usage 2. */
class Rfc8009VectorsTest {
    private static final String BASE128 = "3705d96080c17728a0e800eab6e0d23c";
    private static final String BASE256 = "6d404d37faf79f9df0d33568d320669800eb4836472ea8a026d16b7182460c52";
    private static final ProtocolKey AES128 = Hex.key(EncType.AES128_CTS_HMAC_SHA256_128, BASE128);
    private static final ProtocolKey AES256 = Hex.key(EncType.AES256_CTS_HMAC_SHA384_192, BASE256);

    @Test
    void rfc8009_appendixA_stringToKey_aes128() {
        assertThat(stringToKey(EncType.AES128_CTS_HMAC_SHA256_128)).isEqualTo("089bca48b105ea6ea77ca5d2f39dc5e7");
    }

    @Test
    void rfc8009_appendixA_stringToKey_aes256() {
        assertThat(stringToKey(EncType.AES256_CTS_HMAC_SHA384_192))
                .isEqualTo("45bd806dbf6a833a9cffc1c94589a222367a79bc21c413718906e9f578a78467");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes128_Kc() {
        assertThat(derived128(Derivation.CHECKSUM, 16)).isEqualTo("b31a018a48f54776f403e9a396325dc3");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes128_Ke() {
        assertThat(derived128(Derivation.ENCRYPTION, 16)).isEqualTo("9b197dd1e8c5609d6e67c3e37c62c72e");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes128_Ki() {
        assertThat(derived128(Derivation.INTEGRITY, 16)).isEqualTo("9fda0e56ab2d85e1569a688696c26a6c");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes256_Kc() {
        assertThat(derived256(Derivation.CHECKSUM, 24)).isEqualTo("ef5718be86cc84963d8bbb5031e9f5c4ba41f28faf69e73d");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes256_Ke() {
        assertThat(derived256(Derivation.ENCRYPTION, 32))
                .isEqualTo("56ab22bee63d82d7bc5227f6773f8ea7a5eb1c825160c38312980c442e5c7e49");
    }

    @Test
    void rfc8009_appendixA_keyDerivation_aes256_Ki() {
        assertThat(derived256(Derivation.INTEGRITY, 24)).isEqualTo("69b16514e3cd8e56b82010d5c73012b622c4d00ffc23ed1f");
    }

    @Test
    void rfc8009_appendixA_prf_aes128() {
        assertThat(Hex.of(AES128.prf("test".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("9d188616f63852fe86915bb840b4a886ff3e6bb0f819b49b893393d393854295");
    }

    @Test
    void rfc8009_appendixA_prf_aes256() {
        assertThat(Hex.of(AES256.prf("test".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("9801f69a368c2bf675e59521e177d9a07f67efe1cfde8d3c8d6f6a0256e3b17d"
                        + "b3c1b62ad1b8553360d17367eb1514d2");
    }

    @Test
    void rfc8009_appendixA_checksum_aes128() {
        byte[] data = Hex.bytes("000102030405060708090a0b0c0d0e0f1011121314");
        assertThat(AES128.checksum(KeyUsage.TICKET, data).value().hex()).isEqualTo("d78367186643d67b411cba9139fc1dee");
        assertThat(AES128.checksumType()).isEqualTo(ChecksumType.HMAC_SHA256_128_AES128);
    }

    @Test
    void rfc8009_appendixA_checksum_aes256() {
        byte[] data = Hex.bytes("000102030405060708090a0b0c0d0e0f1011121314");
        assertThat(AES256.checksum(KeyUsage.TICKET, data).value().hex())
                .isEqualTo("45ee791567eefca37f4ac1e0222de80d43c3bfa06699672a");
        assertThat(AES256.checksumType()).isEqualTo(ChecksumType.HMAC_SHA384_192_AES256);
    }

    @Test
    void rfc8009_appendixA_encryption_aes128_empty() throws IntegrityFault {
        sealsAndOpens(
                AES128,
                "7e5895eaf2672435bad817f545a37148",
                "",
                "ef85fb890bb8472f4dab20394dca781d" + "ad877eda39d50c870c0d5a0a8e48c718");
    }

    @Test
    void rfc8009_appendixA_encryption_aes128_shorterThanBlock() throws IntegrityFault {
        sealsAndOpens(
                AES128,
                "7bca285e2fd4130fb55b1a5c83bc5b24",
                "000102030405",
                "84d7f30754ed987bab0bf3506beb09cfb55402cef7e6" + "877ce99e247e52d16ed4421dfdf8976c");
    }

    @Test
    void rfc8009_appendixA_encryption_aes128_oneBlock() throws IntegrityFault {
        sealsAndOpens(
                AES128,
                "56ab21713ff62c0a1457200f6fa9948f",
                "000102030405060708090a0b0c0d0e0f",
                "3517d640f50ddc8ad3628722b3569d2ae07493fa8263254080ea65c1008e8fc2"
                        + "95fb4852e7d83e1e7c48c37eebe6b0d3");
    }

    @Test
    void rfc8009_appendixA_encryption_aes128_longerThanBlock() throws IntegrityFault {
        sealsAndOpens(
                AES128,
                "a7a4e29a4728ce10664fb64e49ad3fac",
                "000102030405060708090a0b0c0d0e0f1011121314",
                "720f73b18d9859cd6ccb4346115cd336c70f58edc0c4437c5573544c31c813bce1e6d072c1"
                        + "86b39a413c2f92ca9b8334a287ffcbfc");
    }

    @Test
    void rfc8009_appendixA_encryption_aes256_empty() throws IntegrityFault {
        sealsAndOpens(
                AES256,
                "f764e9fa15c276478b2c7d0c4e5f58e4",
                "",
                "41f53fa5bfe7026d91faf9be959195a0" + "58707273a96a40f0a01960621ac612748b9bbfbe7eb4ce3c");
    }

    @Test
    void rfc8009_appendixA_encryption_aes256_shorterThanBlock() throws IntegrityFault {
        sealsAndOpens(
                AES256,
                "b80d3251c1f6471494256ffe712d0b9a",
                "000102030405",
                "4ed7b37c2bcac8f74f23c1cf07e62bc7b75fb3f637b9" + "f559c7f664f69eab7b6092237526ea0d1f61cb20d69d10f2");
    }

    @Test
    void rfc8009_appendixA_encryption_aes256_oneBlock() throws IntegrityFault {
        sealsAndOpens(
                AES256,
                "53bf8a0d105265d4e276428624ce5e63",
                "000102030405060708090a0b0c0d0e0f",
                "bc47ffec7998eb91e8115cf8d19dac4bbbe2e163e87dd37f49beca92027764f6"
                        + "8cf51f14d798c2273f35df574d1f932e40c4ff255b36a266");
    }

    @Test
    void rfc8009_appendixA_encryption_aes256_longerThanBlock() throws IntegrityFault {
        sealsAndOpens(
                AES256,
                "763e65367e864f02f55153c7e3b58af1",
                "000102030405060708090a0b0c0d0e0f1011121314",
                "40013e2df58e8751957d2878bcd2d6fe101ccfd556cb1eae79db3c3ee86429f2b2a602ac86"
                        + "fef6ecb647d6295fae077a1feb517508d2c16b4192e01f62");
    }

    private static void sealsAndOpens(ProtocolKey key, String confounder, String plain, String sealed)
            throws IntegrityFault {
        assertThat(Hex.of(key.seal(KeyUsage.TICKET, Hex.bytes(plain), Hex.giving(confounder))))
                .isEqualTo(sealed);
        assertThat(Hex.of(key.open(KeyUsage.TICKET, Hex.bytes(sealed)))).isEqualTo(plain);
    }

    private static String derived128(Derivation derivation, int length) {
        return derived(Rfc8009Profile.AES128, HmacKey.Algorithm.SHA256, BASE128, derivation, length);
    }

    private static String derived256(Derivation derivation, int length) {
        return derived(Rfc8009Profile.AES256, HmacKey.Algorithm.SHA384, BASE256, derivation, length);
    }

    private static String derived(
            Rfc8009Profile profile, HmacKey.Algorithm hash, String base, Derivation derivation, int length) {
        HmacKey key = new HmacKey(hash, Hex.bytes(base));
        return Hex.of(profile.derive(key, derivation.constant(KeyUsage.TICKET), new byte[0], length));
    }

    private static String stringToKey(EncType etype) {
        byte[] salt = Hex.bytes("10df9dd783e5bc8acea1730e74355f61" + "415448454e412e4d49542e4544557261656275726e");
        SecretBytes password = SecretBytes.takeOver("password".getBytes(StandardCharsets.US_ASCII));
        ProtocolKey key = StringToKey.derive(etype, password, salt, Optional.of(Octets.wrap(Hex.bytes("00008000"))));
        assertThat(StringToKey.derive(etype, password, salt, Optional.empty())).isEqualTo(key);
        return Hex.of(key.toEncryptionKey().secret().reveal());
    }
}
