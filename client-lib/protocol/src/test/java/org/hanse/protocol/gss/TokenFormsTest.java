package org.hanse.protocol.gss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.gss.NegTokenResp.NegState;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Context tokens as octets: RFC 2743 §3.1, RFC 4121 §4.1, RFC 4178 §4.2. */
class TokenFormsTest {
    private static final String KRB5_OID = "06092a864886f712010202";

    @Test
    void rfc2743_aKrb5TokenStandsInItsFrame() throws Exception {
        byte[] encoded = new Krb5Token(Krb5Token.AP_REQ, octets("6e00")).encode();

        assertThat(hex(encoded)).isEqualTo("600f" + KRB5_OID + "0100" + "6e00");
        assertThat(ContextToken.parse(encoded))
                .isEqualTo(
                        new ContextToken.Kerberos(MechanismId.KRB5, new Krb5Token(Krb5Token.AP_REQ, octets("6e00"))));
    }

    @Test
    void rfc4178_appendixC_microsoftsNumberMeansKerberosToo() throws Exception {
        ContextToken token = ContextToken.parse(bytes("600f" + "06092a864882f712010202" + "0100" + "6e00"));

        assertThat(token).isInstanceOfSatisfying(ContextToken.Kerberos.class, kerberos -> {
            assertThat(kerberos.mechanism()).isEqualTo(MechanismId.KRB5_MICROSOFT);
            assertThat(kerberos.token().id()).isEqualTo(Krb5Token.AP_REQ);
        });
    }

    @Test
    void rfc4178_appendixD_theListOfAnOfferIsItsSequence() throws Exception {
        NegTokenInit offer = NegTokenInit.offering(List.of(MechanismId.KRB5), Optional.of(octets("abcd")));

        assertThat(offer.mechanismList().hex()).isEqualTo("300b" + KRB5_OID);
        assertThat(hex(offer.encode()))
                .isEqualTo("6021" + "06062b0601050502" + "a017" + "3015" + "a00d" + "300b" + KRB5_OID + "a204"
                        + "0402abcd");
        assertThat(ContextToken.parse(offer.encode())).isEqualTo(new ContextToken.Negotiation(offer));
    }

    @Test
    void reqFlagsAndUnknownFieldsOfAnOfferAreIgnored() throws Exception {
        String fields = "a00d300b" + KRB5_OID + "a1040302017e" + "a2040402abcd" + "a3030401ff" + "a503020101";
        byte[] token = frame("06062b0601050502", "a0" + lengthAndContent("30" + lengthAndContent(fields)));

        NegTokenInit offer = ((ContextToken.Negotiation) ContextToken.parse(token)).offer();

        assertThat(offer.mechToken()).contains(octets("abcd"));
        assertThat(offer.mechListMic()).contains(octets("ff"));
    }

    @Test
    void rfc4178_aResponseIsNotFramedAndRoundTrips() throws Exception {
        NegTokenResp response = new NegTokenResp(
                Optional.of(NegState.REQUEST_MIC),
                Optional.of(MechanismId.KRB5),
                Optional.of(octets("0102")),
                Optional.of(octets("0304")));

        assertThat(hex(response.encode()))
                .isEqualTo(
                        "a120" + "301e" + "a0030a0103" + "a10b" + KRB5_OID + "a204" + "04020102" + "a304" + "04020304");
        assertThat(NegTokenResp.decode(response.encode())).isEqualTo(response);
        assertThat(NegTokenResp.decode(NegTokenResp.of(NegState.REJECT).encode())
                        .state())
                .contains(NegState.REJECT);
    }

    @Test
    void anEmptyResponseIsAResponse() throws Exception {
        assertThat(NegTokenResp.decode(bytes("a1023000")).state()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4e544c4d53535000010000000000000000, WRONG_MECHANISM", // NTLMSSP, bare
        "600c060a2b06010401823702020a, WRONG_MECHANISM", // NTLMSSP, framed
        "60090607 2b0601050205ff, MALFORMED", // not even IAKERB
        "600a06062b0601050205 0501, WRONG_MECHANISM", // IAKERB
    })
    void tokensOfOtherMechanismsAreToldApart(String hex, TokenFault.Kind kind) {
        fails(kind, bytes(hex.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "''", // nothing
        "60", // no length
        "6080060906092a8648860000", // indefinite length
        "60810f06092a864886f71201020201006e00", // a length that is not minimal
        "601006092a864886f71201020201006e00", // a length past the end
        "600f06092a864886f71201020201006e0000", // octets behind the end
        "600b06092a864886f712010202", // no TOK_ID
        "600206 00", // an empty object identifier
        "60050603 2a8001", // padding in an object identifier
        "600506032a86c8", // an object identifier that does not end
        "60847fffffff", // a length beyond all memory
        "6084ffffffff", // and a negative one
        "3000", // another tag
    })
    void malformedFramesAreRefused(String hex) {
        fails(TokenFault.Kind.MALFORMED, bytes(hex.replace(" ", "")));
    }

    @Test
    void aTokenBeyondTheCapIsNotRead() {
        fails(TokenFault.Kind.TOO_LONG, new byte[ContextToken.MAX_LENGTH + 1]);
    }

    @Test
    @Tag("A-030")
    @Tag("A-031")
    void anOfferWithoutMechanismsOrWithTooManyIsRefused() {
        fails(TokenFault.Kind.MALFORMED, frame("06062b0601050502", "a0063004a0023000"));
        String many = ("0603" + "2a0304").repeat(33);
        fails(
                TokenFault.Kind.MALFORMED,
                frame(
                        "06062b0601050502",
                        "a0"
                                + lengthAndContent("30"
                                        + lengthAndContent("a0" + lengthAndContent("30" + lengthAndContent(many))))));
    }

    @Test
    void aResponseInPlaceOfAnOfferIsUnexpected() {
        fails(TokenFault.Kind.UNEXPECTED, frame("06062b0601050502", "a1023000"));
    }

    @Test
    void mechanismsPrintTheirNameElseTheirNumber() throws Exception {
        assertThat(MechanismId.KRB5).hasToString("Kerberos");
        assertThat(MechanismId.KRB5.dotted()).isEqualTo("1.2.840.113554.1.2.2");
        assertThat(MechanismId.SPNEGO.dotted()).isEqualTo("1.3.6.1.5.5.2");
        assertThat(new MechanismId(octets("8837"))).hasToString("2.999");
    }

    @Test
    void rfc4121_gssChecksumLayout() throws Exception {
        GssFlags flags = GssFlags.of(GssFlag.MUTUAL, GssFlag.INTEGRITY);
        GssChecksum plain = new GssChecksum(ChannelBindings.NO_BINDINGS, flags, Optional.empty());
        assertThat(plain.encode().value().hex()).isEqualTo("10000000" + "00".repeat(16) + "22000000");
        assertThat(GssChecksum.decode(plain.encode())).isEqualTo(plain);

        GssChecksum delegating =
                new GssChecksum(ChannelBindings.NO_BINDINGS, flags.with(GssFlag.DELEGATE), Optional.of(octets("7600")));
        assertThat(delegating.encode().value().hex())
                .isEqualTo("10000000" + "00".repeat(16) + "23000000" + "01000200" + "7600");
        assertThat(GssChecksum.decode(delegating.encode())).isEqualTo(delegating);
    }

    @Test
    void extensionsBehindTheGssChecksumAreIgnored() throws Exception {
        String known = "10000000" + "00".repeat(16) + "02000000";

        GssChecksum read = GssChecksum.decode(new Checksum(ChecksumType.GSSAPI, octets(known + "00000001ff")));

        assertThat(read.flags()).isEqualTo(GssFlags.of(GssFlag.MUTUAL));
        assertThat(read.delegated()).isEmpty();
    }

    @ParameterizedTest
    @Tag("A-022")
    @CsvSource({
        "''",
        "1000000000000000000000000000000000000000020000", // an octet short
        "110000000000000000000000000000000000000002000000", // bindings of 17 octets
        "f0ffffff0000000000000000000000000000000002000000", // bindings of negative length
        "100000000000000000000000000000000000000001000000", // delegation announced and not there
        "10000000000000000000000000000000000000000100000002000000", // DlgOpt is not 1
        "10000000000000000000000000000000000000000100000001000200ff", // Dlgth past the end
    })
    void malformedGssChecksumsAreRefused(String hex) {
        assertThatThrownBy(() -> GssChecksum.decode(new Checksum(ChecksumType.GSSAPI, octets(hex))))
                .isInstanceOf(TokenFault.class);
    }

    @Test
    @Tag("A-022")
    void aChecksumOfAnotherTypeIsNoGssChecksum() {
        Checksum keyed = new Checksum(ChecksumType.HMAC_SHA1_96_AES256, octets("00".repeat(24)));

        assertThatThrownBy(() -> GssChecksum.decode(keyed)).isInstanceOf(TokenFault.class);
    }

    @Test
    void rfc4121_channelBindingsAreHashedWithLittleEndianLengths() throws Exception {
        byte[] data = "tls-server-end-point:x".getBytes(StandardCharsets.US_ASCII);
        byte[] fields = bytes("00000000".repeat(4) + "16000000" + hex(data));

        Octets hash = ChannelBindings.of(data).hash();

        assertThat(hash.toByteArray())
                .isEqualTo(java.security.MessageDigest.getInstance("MD5").digest(fields));
        assertThat(ChannelBindings.of(data).matches(hash)).isTrue();
        assertThat(ChannelBindings.of(new byte[] {1}).matches(hash)).isFalse();
        assertThat(ChannelBindings.of(data).matches(ChannelBindings.NO_BINDINGS))
                .isFalse();
    }

    private static void fails(TokenFault.Kind kind, byte[] token) {
        assertThatThrownBy(() -> ContextToken.parse(token))
                .isInstanceOfSatisfying(
                        TokenFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    private static byte[] frame(String oid, String inner) {
        return bytes("60" + lengthAndContent(oid + inner));
    }

    private static String lengthAndContent(String hex) {
        int length = hex.length() / 2;
        return (length < 128
                        ? String.format("%02x", length)
                        : length < 256 ? String.format("81%02x", length) : String.format("82%04x", length))
                + hex;
    }

    private static Octets octets(String hex) {
        return Octets.wrap(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
