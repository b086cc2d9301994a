package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;

/**
 * Every vector of RFC 3962 appendix B. The RFC has none for derived keys, checksums and PRF; those here are the published
 * values that other implementations test with.
 */
class Rfc3962VectorsTest {
    private static final EncType AES128 = EncType.AES128_CTS_HMAC_SHA1_96;
    private static final EncType AES256 = EncType.AES256_CTS_HMAC_SHA1_96;
    private static final AesKey CHICKEN = new AesKey(text("chicken teriyaki"));

    @Test
    void rfc3962_appendixB_stringToKey_count1() {
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 1, 16))
                .isEqualTo("cdedb5281bb2f801565a1122b2563515");
        assertThat(key(AES128, "password", text("ATHENA.MIT.EDUraeburn"), 1))
                .isEqualTo("42263c6e89f4fc28b8df68ee09799f15");
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 1, 32))
                .isEqualTo("cdedb5281bb2f801565a1122b25635150ad1f7a04bb9f3a333ecc0e2e1f70837");
        assertThat(key(AES256, "password", text("ATHENA.MIT.EDUraeburn"), 1))
                .isEqualTo("fe697b52bc0d3ce14432ba036a92e65bbb52280990a2fa27883998d72af30161");
    }

    @Test
    void rfc3962_appendixB_stringToKey_count2() {
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 2, 16))
                .isEqualTo("01dbee7f4a9e243e988b62c73cda935d");
        assertThat(key(AES128, "password", text("ATHENA.MIT.EDUraeburn"), 2))
                .isEqualTo("c651bf29e2300ac27fa469d693bdda13");
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 2, 32))
                .isEqualTo("01dbee7f4a9e243e988b62c73cda935da05378b93244ec8f48a99e61ad799d86");
        assertThat(key(AES256, "password", text("ATHENA.MIT.EDUraeburn"), 2))
                .isEqualTo("a2e16d16b36069c135d5e9d2e25f896102685618b95914b467c67622225824ff");
    }

    @Test
    void rfc3962_appendixB_stringToKey_count1200() {
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 1200, 16))
                .isEqualTo("5c08eb61fdf71e4e4ec3cf6ba1f5512b");
        assertThat(key(AES128, "password", text("ATHENA.MIT.EDUraeburn"), 1200))
                .isEqualTo("4c01cd46d632d01e6dbe230a01ed642a");
        assertThat(pbkdf2("password", text("ATHENA.MIT.EDUraeburn"), 1200, 32))
                .isEqualTo("5c08eb61fdf71e4e4ec3cf6ba1f5512ba7e52ddbc5e5142f708a31e2e62b1e13");
        assertThat(key(AES256, "password", text("ATHENA.MIT.EDUraeburn"), 1200))
                .isEqualTo("55a6ac740ad17b4846941051e1e8b0a7548d93b0ab30a8bc3ff16280382b8c2a");
    }

    @Test
    void rfc3962_appendixB_stringToKey_count5_binarySalt() {
        assertThat(pbkdf2("password", Hex.bytes("1234567878563412"), 5, 16))
                .isEqualTo("d1daa78615f287e6a1c8b120d7062a49");
        assertThat(key(AES128, "password", Hex.bytes("1234567878563412"), 5))
                .isEqualTo("e9b23d52273747dd5c35cb55be619d8e");
        assertThat(pbkdf2("password", Hex.bytes("1234567878563412"), 5, 32))
                .isEqualTo("d1daa78615f287e6a1c8b120d7062a493f98d203e6be49a6adf4fa574b6e64ee");
        assertThat(key(AES256, "password", Hex.bytes("1234567878563412"), 5))
                .isEqualTo("97a4e786be20d81a382d5ebc96d5909cabcdadc87ca48f574504159f16c36e31");
    }

    @Test
    void rfc3962_appendixB_stringToKey_phraseEqualsBlockSize() {
        assertThat(pbkdf2(
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase equals block size"),
                        1200,
                        16))
                .isEqualTo("139c30c0966bc32ba55fdbf212530ac9");
        assertThat(key(
                        AES128,
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase equals block size"),
                        1200))
                .isEqualTo("59d1bb789a828b1aa54ef9c2883f69ed");
        assertThat(pbkdf2(
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase equals block size"),
                        1200,
                        32))
                .isEqualTo("139c30c0966bc32ba55fdbf212530ac9c5ec59f1a452f5cc9ad940fea0598ed1");
        assertThat(key(
                        AES256,
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase equals block size"),
                        1200))
                .isEqualTo("89adee3608db8bc71f1bfbfe459486b05618b70cbae22092534e56c553ba4b34");
    }

    @Test
    void rfc3962_appendixB_stringToKey_phraseExceedsBlockSize() {
        assertThat(pbkdf2(
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase exceeds block size"),
                        1200,
                        16))
                .isEqualTo("9ccad6d468770cd51b10e6a68721be61");
        assertThat(key(
                        AES128,
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase exceeds block size"),
                        1200))
                .isEqualTo("cb8005dc5f90179a7f02104c0018751d");
        assertThat(pbkdf2(
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase exceeds block size"),
                        1200,
                        32))
                .isEqualTo("9ccad6d468770cd51b10e6a68721be611a8b4d282601db3b36be9246915ec82a");
        assertThat(key(
                        AES256,
                        "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                        text("pass phrase exceeds block size"),
                        1200))
                .isEqualTo("d78c5c9cb872a8c9dad4697f0bb5b2d21496c82beb2caeda2112fceea057401b");
    }

    @Test
    void rfc3962_appendixB_stringToKey_gClef() {
        assertThat(pbkdf2("\uD834\uDD1E", text("EXAMPLE.COMpianist"), 50, 16))
                .isEqualTo("6b9cf26d45455a43a5b8bb276a403b39");
        assertThat(key(AES128, "\uD834\uDD1E", text("EXAMPLE.COMpianist"), 50))
                .isEqualTo("f149c1f2e154a73452d43e7fe62a56e5");
        assertThat(pbkdf2("\uD834\uDD1E", text("EXAMPLE.COMpianist"), 50, 32))
                .isEqualTo("6b9cf26d45455a43a5b8bb276a403b39e7fe37a0c41e02c281ff3069e1e94f52");
        assertThat(key(AES256, "\uD834\uDD1E", text("EXAMPLE.COMpianist"), 50))
                .isEqualTo("4b6d9839f84406df1f09cc166db4b83c571848b784a3d6bdc346589a3e393f9e");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_17octets() {
        stealing("4920776f756c64206c696b652074686520", "c6353568f2bf8cb4d8a580362da7ff7f97");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_31octets() {
        stealing(
                "4920776f756c64206c696b65207468652047656e6572616c20476175277320",
                "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_32octets() {
        stealing(
                "4920776f756c64206c696b65207468652047656e6572616c2047617527732043",
                "39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_47octets() {
        stealing(
                "4920776f756c64206c696b65207468652047656e6572616c20476175277320436869636b656e2c20706c656173652c",
                "97687268d6ecccc0c07b25e25ecfe584b3fffd940c16a18c1b5549d2f838029e39312523a78662d5be7fcbcc98ebf5");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_48octets() {
        stealing(
                "4920776f756c64206c696b65207468652047656e6572616c20476175277320436869636b656e2c20706c656173652c20",
                "97687268d6ecccc0c07b25e25ecfe5849dad8bbb96c4cdc03bc103e1a194bbd839312523a78662d5be7fcbcc98ebf5a8");
    }

    @Test
    void rfc3962_appendixB_ciphertextStealing_64octets() {
        stealing(
                "4920776f756c64206c696b65207468652047656e6572616c20476175277320436869636b656e2c20706c656173652c20616e6420776f6e746f6e20736f75702e",
                "97687268d6ecccc0c07b25e25ecfe58439312523a78662d5be7fcbcc98ebf5a84807efe836ee89a526730dbc2f7bc8409dad8bbb96c4cdc03bc103e1a194bbd8");
    }

    @Test
    void derivedKeys_aes128_usage2() {
        byte[] base = Hex.bytes("42263c6e89f4fc28b8df68ee09799f15");
        assertThat(derived(Rfc3962Profile.AES128, base, "0000000299")).isEqualTo("34280a382bc92769b2da2f9ef066854b");
        assertThat(derived(Rfc3962Profile.AES128, base, "00000002aa")).isEqualTo("5b14fc4e250e14ddf9dccf1af6674f53");
        assertThat(derived(Rfc3962Profile.AES128, base, "0000000255")).isEqualTo("4ed31063621684f09ae8d89991af3e8f");
    }

    @Test
    void derivedKeys_aes256_usage2() {
        byte[] base = Hex.bytes("fe697b52bc0d3ce14432ba036a92e65bbb52280990a2fa27883998d72af30161");
        assertThat(derived(Rfc3962Profile.AES256, base, "0000000299"))
                .isEqualTo("bfab388bdcb238e9f9c98d6a878304f04d30c82556375ac507a7a852790f4674");
        assertThat(derived(Rfc3962Profile.AES256, base, "00000002aa"))
                .isEqualTo("c7cfd9cd75fe793a586a542d87e0d1396f1134a104bb1a9190b8c90ada3ddf37");
        assertThat(derived(Rfc3962Profile.AES256, base, "0000000255"))
                .isEqualTo("97151b4c76945063e2eb0529dc067d97d7bba90776d8126d91f34f3101aea8ba");
    }

    @Test
    void checksum_aes128_usage3() {
        ProtocolKey key = Hex.key(AES128, "9062430c8cda3388922e6d6a509f5b7a");
        checksum(key, KeyUsage.AS_REP, "eight nine ten eleven twelve thirteen", "01a4b088d45628f6946614e3", 15);
    }

    @Test
    void checksum_aes256_usage4() {
        ProtocolKey key = Hex.key(AES256, "b1ae4cd8462aff1677053cc9279aac30b796fb81ce21474dd3ddbcfea4ec76d7");
        checksum(key, KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY, "fourteen", "e08739e3279e2903ec8e3836", 16);
    }

    @Test
    void prf_aes128() {
        assertThat(prf(AES128, "ae272e7cdec86ac5138cdb196d8e297d", "0161"))
                .isEqualTo("77b39a37a868920f2a51f9dd150c5717");
        assertThat(prf(AES128, "67ab1cfef35e4c27ffdeac60385a3e9c", "0162"))
                .isEqualTo("e06c0dd31ff02091994f2ef5178bfe3d");
    }

    @Test
    void prf_aes256() {
        String one = "c01f157211f7b77eaaf457c3e156690127ee127d810ba6392e97baa243eb0616";
        String two = "9d520d2d980aa7cb6b693682b62da258b333867951642ce647ae62b1e5e0b5e9";
        assertThat(prf(AES256, one, "0161")).isEqualTo("b2628c788e2e9c4a9bb4644678c29f2f");
        assertThat(prf(AES256, one, "0261")).isEqualTo("b406373350cee8a6126f4a9b65a0cd21");
        assertThat(prf(AES256, two, "0162")).isEqualTo("ff0e289ea756c0559a0e911856961a49");
        assertThat(prf(AES256, two, "0262")).isEqualTo("0d674dd0f9a6806525a4d92e828bd15a");
    }

    private static void checksum(ProtocolKey key, KeyUsage usage, String data, String sum, int type) {
        assertThat(key.checksum(usage, text(data)).value().hex()).isEqualTo(sum);
        assertThat(key.checksum(usage, text(data)).type()).isEqualTo(new ChecksumType(type));
    }

    private static void stealing(String plain, String cipher) {
        byte[] sealed = Hex.bytes(cipher);
        assertThat(Hex.of(CHICKEN.encrypt(Hex.bytes(plain), 0))).isEqualTo(cipher);
        assertThat(Hex.of(CHICKEN.decrypt(sealed, sealed.length))).isEqualTo(plain);
    }

    private static String derived(Rfc3962Profile profile, byte[] base, String constant) {
        return Hex.of(profile.derive(new AesKey(base), NFold.fold(Hex.bytes(constant), 16)));
    }

    private static String prf(EncType etype, String key, String input) {
        return Hex.of(Hex.key(etype, key).prf(Hex.bytes(input)));
    }

    private static String pbkdf2(String password, byte[] salt, int count, int length) {
        return Hex.of(Pbkdf2.derive(new HmacKey(HmacKey.Algorithm.SHA1, text(password)), salt, count, length));
    }

    private static String key(EncType etype, String password, byte[] salt, int count) {
        Octets parameters = Octets.wrap(ByteBuffer.allocate(4).putInt(count).array());
        ProtocolKey key =
                StringToKey.derive(etype, SecretBytes.takeOver(text(password)), salt, Optional.of(parameters));
        return Hex.of(key.toEncryptionKey().secret().reveal());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
