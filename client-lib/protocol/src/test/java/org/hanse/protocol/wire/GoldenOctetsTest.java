package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hanse.protocol.name.EncType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, with all optional fields and without, is octet for octet what MIT's codec makes of the same values. */
class GoldenOctetsTest {
    private interface Decoder {
        Object decode(byte[] der) throws DecodeFault;
    }

    private static Arguments both(String golden, Object value, byte[] encoded, Decoder decoder) {
        return Arguments.of(golden, value, encoded, decoder);
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                request("as-req-full", MessageType.AS_REQ, Samples.PADATA, Samples.fullBody()),
                request("as-req-second-ticket", MessageType.AS_REQ, List.of(), Samples.smallBodyWithTickets()),
                request("as-req-server", MessageType.AS_REQ, List.of(), Samples.smallBodyWithService()),
                request("tgs-req-full", MessageType.TGS_REQ, Samples.PADATA, Samples.fullBody()),
                request("tgs-req-second-ticket", MessageType.TGS_REQ, List.of(), Samples.smallBodyWithTickets()),
                request("tgs-req-server", MessageType.TGS_REQ, List.of(), Samples.smallBodyWithService()),
                reply("as-rep-full", MessageType.AS_REP, Samples.PADATA),
                reply("as-rep-small", MessageType.AS_REP, List.of()),
                reply("tgs-rep-full", MessageType.TGS_REP, Samples.PADATA),
                reply("tgs-rep-small", MessageType.TGS_REP, List.of()),
                replyPart("enc-kdc-rep-part-full", Samples.fullReplyPart()),
                replyPart("enc-kdc-rep-part-small", Samples.smallReplyPart()),
                ticketPart("enc-ticket-part-full", Samples.fullTicketPart()),
                ticketPart("enc-ticket-part-small", Samples.smallTicketPart()),
                authenticator("authenticator-full", Samples.fullAuthenticator()),
                authenticator("authenticator-small", Samples.smallAuthenticator()),
                apRequest(),
                both(
                        "ap-rep",
                        new ApReply(Samples.SEALED),
                        KerberosCodec.encode(new ApReply(Samples.SEALED)),
                        KerberosCodec::decodeApReply),
                apReplyPart(
                        "enc-ap-rep-part-full",
                        new EncApReplyPart(Samples.TIME_USEC, Optional.of(Samples.KEY), OptionalLong.of(17))),
                apReplyPart(
                        "enc-ap-rep-part-small",
                        new EncApReplyPart(Samples.TIME_USEC, Optional.empty(), OptionalLong.empty())),
                both(
                        "krb-error-full",
                        Samples.fullError(),
                        KerberosCodec.encode(Samples.fullError()),
                        KerberosCodec::decodeKrbError),
                both("ticket", Samples.TICKET, Samples.TICKET.encoded().toByteArray(), KerberosCodec::decodeTicket),
                both(
                        "encrypted-data",
                        Samples.SEALED,
                        KerberosCodec.encode(Samples.SEALED),
                        KerberosCodec::decodeEncryptedData),
                both(
                        "authorization-data",
                        Samples.AUTHORIZATION_DATA,
                        KerberosCodec.encode(Samples.AUTHORIZATION_DATA),
                        KerberosCodec::decodeAuthorizationData),
                both(
                        "method-data",
                        Samples.PADATA,
                        KerberosCodec.encodeMethodData(Samples.PADATA),
                        KerberosCodec::decodeMethodData),
                both(
                        "method-data-empty",
                        List.of(),
                        KerberosCodec.encodeMethodData(List.of()),
                        KerberosCodec::decodeMethodData),
                etypeInfo2("etype-info2", List.of(info("0", 0, true), info("1", 1, false), info("2", 2, true))),
                etypeInfo2("etype-info2-one", List.of(info("0", 0, true))),
                both(
                        "pa-enc-ts-enc",
                        Samples.TIME_USEC,
                        KerberosCodec.encodePaEncTsEnc(Samples.TIME_USEC),
                        KerberosCodec::decodePaEncTsEnc));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void isWrittenAsMitWritesIt(String golden, Object value, byte[] encoded, Decoder decoder) {
        assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(HexFormat.of().formatHex(Der.golden(golden)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void isReadAsItWasMeant(String golden, Object value, byte[] encoded, Decoder decoder) throws DecodeFault {
        assertThat(decoder.decode(Der.golden(golden))).isEqualTo(value);
    }

    @Test
    void bodiesAloneAreWrittenAsMitWritesThem() {
        assertThat(KerberosCodec.encodeBody(Samples.fullBody()))
                .isEqualTo(Octets.wrap(Der.golden("kdc-req-body-full")));
        assertThat(KerberosCodec.encodeBody(Samples.smallBodyWithTickets()))
                .isEqualTo(Octets.wrap(Der.golden("kdc-req-body-second-ticket")));
        assertThat(KerberosCodec.encodeBody(Samples.smallBodyWithService()))
                .isEqualTo(Octets.wrap(Der.golden("kdc-req-body-server")));
    }

    @Test
    void cusecWithoutCtimeSaysNothing() throws DecodeFault {
        assertThat(KerberosCodec.decodeKrbError(Der.golden("krb-error-cusec-without-ctime")))
                .isEqualTo(Samples.smallError());
    }

    @Test
    void absentPausecIsZero() throws DecodeFault {
        assertThat(KerberosCodec.decodePaEncTsEnc(Der.golden("pa-enc-ts-enc-without-usec")))
                .isEqualTo(new KerberosTime(Samples.TIME, 0));
    }

    private static Arguments request(String golden, MessageType type, List<PaData> padata, KdcRequestBody body) {
        KdcRequest request = Samples.request(type, padata, body);
        return both(golden, request, KerberosCodec.encode(request), KerberosCodec::decodeKdcRequest);
    }

    private static Arguments reply(String golden, MessageType type, List<PaData> padata) {
        KdcReply reply = Samples.reply(type, padata);
        return both(golden, reply, KerberosCodec.encode(reply), KerberosCodec::decodeKdcReply);
    }

    /** MIT's own sample is tagged 26, as its KDC tags both kinds of reply. */
    private static Arguments replyPart(String golden, EncKdcReplyPart part) {
        byte[] encoded = KerberosCodec.encode(MessageType.TGS_REP, part);
        return both(golden, part, encoded, KerberosCodec::decodeEncKdcReplyPart);
    }

    private static Arguments ticketPart(String golden, EncTicketPart part) {
        return both(golden, part, KerberosCodec.encode(part), KerberosCodec::decodeEncTicketPart);
    }

    private static Arguments authenticator(String golden, Authenticator authenticator) {
        return both(golden, authenticator, KerberosCodec.encode(authenticator), KerberosCodec::decodeAuthenticator);
    }

    private static Arguments apRequest() {
        ApRequest request = new ApRequest(new ApOptions(Samples.FLAGS), Samples.TICKET, Samples.SEALED);
        return both("ap-req", request, KerberosCodec.encode(request), KerberosCodec::decodeApRequest);
    }

    private static Arguments apReplyPart(String golden, EncApReplyPart part) {
        return both(golden, part, KerberosCodec.encode(part), KerberosCodec::decodeEncApReplyPart);
    }

    private static Arguments etypeInfo2(String golden, List<EtypeInfo2Entry> entries) {
        return both(golden, entries, KerberosCodec.encodeEtypeInfo2(entries), KerberosCodec::decodeEtypeInfo2);
    }

    private static EtypeInfo2Entry info(String number, int etype, boolean salted) {
        return new EtypeInfo2Entry(
                new EncType(etype),
                salted ? Optional.of("Morton's #" + number) : Optional.empty(),
                Optional.of(Samples.octets("s2k: " + number)));
    }
}
