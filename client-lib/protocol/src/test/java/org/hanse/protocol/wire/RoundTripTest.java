package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.protocol.wire.Der.app;
import static org.hanse.protocol.wire.Der.ctx;
import static org.hanse.protocol.wire.Der.integer;
import static org.hanse.protocol.wire.Der.join;
import static org.hanse.protocol.wire.Der.seq;
import static org.hanse.protocol.wire.Der.text;
import static org.hanse.protocol.wire.Der.time;
import static org.hanse.protocol.wire.Der.tlv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back after writing and reading is what went in; what came in odd but allowed is read as it was meant. */
class RoundTripTest {
    private static final PrincipalName ALICE = new PrincipalName(1, List.of("alice"));
    private static final RealmName REALM = RealmName.of("LUEBECK.EXAMPLE");

    private static KdcRequestBody body(Nonce nonce, List<EncType> etypes, Optional<PrincipalName> client) {
        return new KdcRequestBody(
                KdcOptions.NONE,
                client,
                REALM,
                Optional.of(PrincipalName.krbtgt(REALM)),
                Optional.empty(),
                Samples.TIME,
                Optional.empty(),
                nonce,
                etypes,
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static KdcRequest again(KdcRequest request) throws DecodeFault {
        return KerberosCodec.decodeKdcRequest(KerberosCodec.encode(request));
    }

    /** An AS-REQ body by hand, with these octets for kdc-options and nonce. */
    private static byte[] rawBody(byte[] flags, byte[] nonce, byte[]... behind) {
        return seq(
                ctx(0, flags),
                ctx(2, text("A.TEST")),
                ctx(5, time("20261123120000Z")),
                ctx(7, nonce),
                ctx(8, seq(integer(18))),
                join(behind));
    }

    private static KdcRequest decodeWithBody(byte[] body) throws DecodeFault {
        return KerberosCodec.decodeKdcRequest(app(10, seq(ctx(1, integer(5)), ctx(2, integer(10)), ctx(4, body))));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL})
    void everyNonceComesBackExactly(long nonce) throws DecodeFault {
        KdcRequestBody body = body(new Nonce(nonce), List.of(), Optional.empty());
        assertThat(again(Samples.request(MessageType.AS_REQ, List.of(), body))
                        .body()
                        .nonce())
                .isEqualTo(new Nonce(nonce));
    }

    @Test
    void aNegativeNonceIsReadModulo2ToThe32() throws DecodeFault {
        byte[] flags = Der.hex("03 05 00 00 00 00 00");
        assertThat(decodeWithBody(rawBody(flags, integer(-1))).body().nonce()).isEqualTo(new Nonce(0xFFFF_FFFFL));
        assertThat(decodeWithBody(rawBody(flags, integer(Integer.MIN_VALUE)))
                        .body()
                        .nonce())
                .isEqualTo(new Nonce(0x8000_0000L));
        assertThatThrownBy(() -> decodeWithBody(rawBody(flags, integer(Integer.MIN_VALUE - 1L))))
                .isInstanceOf(DecodeFault.class);
    }

    @Test
    void aNegativeSequenceNumberIsReadModulo2ToThe32() throws DecodeFault {
        byte[] part = app(27, seq(ctx(0, time("20261123120000Z")), ctx(1, integer(999_999)), ctx(3, integer(-2))));
        EncApReplyPart read = KerberosCodec.decodeEncApReplyPart(part);
        assertThat(read.sequenceNumber()).isEqualTo(OptionalLong.of(0xFFFF_FFFEL));
        assertThat(read.time()).isEqualTo(new KerberosTime(Instant.parse("2026-11-23T12:00:00Z"), 999_999));
    }

    @Test
    void numbersThatNobodyKnowsSurvive() throws DecodeFault {
        // given: numbers that Kerby's enums do not have
        List<EncType> etypes = List.of(
                new EncType(20), new EncType(19), new EncType(-133), new EncType(4711), new EncType(Integer.MIN_VALUE));
        List<PaData> padata = List.of(
                new PaData(PaType.SPAKE, Octets.EMPTY),
                new PaData(-7, Samples.octets("x")),
                new PaData(Integer.MAX_VALUE, Octets.EMPTY));
        KdcRequestBody body = body(Samples.NONCE, etypes, Optional.of(new PrincipalName(-4711, List.of("alice"))));

        // when
        KdcRequest read = again(Samples.request(MessageType.TGS_REQ, padata, body));

        // then: numbers and order are kept; name types are compared apart, since names are equal without them
        assertThat(read.body().etypes()).isEqualTo(etypes);
        assertThat(read.padata()).isEqualTo(padata);
        assertThat(read.body().client().orElseThrow().type()).isEqualTo(-4711);
        assertThat(read.type()).isEqualTo(MessageType.TGS_REQ);
    }

    @Test
    void unknownNumbersSurviveInsideTicketsAndAuthenticators() throws DecodeFault {
        EncryptionKey key = new EncryptionKey(EncType.AES256_CTS_HMAC_SHA384_192, SecretBytes.copyOf(new byte[32]));
        AuthorizationData data = new AuthorizationData(List.of(
                new AuthorizationData.Element(AuthorizationData.WIN2K_PAC, Samples.octets("pac")),
                new AuthorizationData.Element(-17, Octets.EMPTY)));
        EncTicketPart ticket = new EncTicketPart(
                new TicketFlags(0x80000001),
                key,
                REALM,
                ALICE,
                new TransitedEncoding(99, Octets.EMPTY),
                Samples.TIME,
                Optional.empty(),
                Samples.TIME,
                Optional.empty(),
                List.of(new HostAddress(-3, Samples.octets("?"))),
                data);
        Authenticator authenticator = new Authenticator(
                REALM,
                ALICE,
                Optional.of(new Checksum(ChecksumType.GSSAPI, Samples.octets("gss"))),
                Samples.TIME_USEC,
                Optional.of(key),
                OptionalLong.of(0xFFFF_FFFFL),
                data);
        assertThat(KerberosCodec.decodeEncTicketPart(KerberosCodec.encode(ticket)))
                .isEqualTo(ticket);
        assertThat(KerberosCodec.decodeAuthenticator(KerberosCodec.encode(authenticator)))
                .isEqualTo(authenticator);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 25, 31, 90, 91, 93, 100, 0x7FFF_FFFF, -1})
    void everyErrorCodeComesBack(int code) throws DecodeFault {
        KrbError error = new KrbError(
                Optional.empty(),
                Samples.TIME_USEC,
                code,
                Optional.empty(),
                Optional.empty(),
                REALM,
                ALICE,
                Optional.of("Grüße"),
                Optional.empty());
        assertThat(KerberosCodec.decodeKrbError(KerberosCodec.encode(error))).isEqualTo(error);
    }

    @Test
    void namesAreUtf8AndMayHaveEmptyComponentsOrNone() throws DecodeFault {
        for (List<String> components : List.of(
                List.<String>of(),
                List.of(""),
                List.of("", ""),
                List.of("müller", "Ελλάδα", "\uD83D\uDE00"),
                List.of("a/b", "c@d", "e\\f", "nul\0inside"))) {
            PrincipalName name = new PrincipalName(1, components);
            KdcRequestBody body = body(Samples.NONCE, List.of(), Optional.of(name));
            assertThat(again(Samples.request(MessageType.AS_REQ, List.of(), body))
                            .body()
                            .client())
                    .contains(name);
        }
    }

    @Test
    void realmsAreUtf8() throws DecodeFault {
        KrbError error = new KrbError(
                Optional.empty(),
                Samples.TIME_USEC,
                6,
                Optional.of(RealmName.of("LÜBECK.EXAMPLE")),
                Optional.empty(),
                RealmName.of("BERGEN.EXAMPLE"),
                ALICE,
                Optional.of(""),
                Optional.of(Octets.EMPTY));
        assertThat(KerberosCodec.decodeKrbError(KerberosCodec.encode(error))).isEqualTo(error);
    }

    @Test
    void halfASurrogatePairIsNotWritten() {
        KdcRequestBody body = body(Samples.NONCE, List.of(), Optional.of(PrincipalName.of("a\uD800")));
        assertThatThrownBy(() -> KerberosCodec.encodeBody(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortFlagsArePaddedAndBitsPast31Ignored() throws DecodeFault {
        byte[] nonce = integer(1);
        assertThat(decodeWithBody(rawBody(Der.hex("03 01 00"), nonce)).body().options())
                .isEqualTo(KdcOptions.NONE);
        assertThat(decodeWithBody(rawBody(Der.hex("03 02 06 40"), nonce)).body().options())
                .isEqualTo(KdcOptions.of(KdcOptions.KdcOption.FORWARDABLE));
        assertThat(decodeWithBody(rawBody(Der.hex("03 07 00 40 00 00 01 FF FF"), nonce))
                        .body()
                        .options())
                .isEqualTo(KdcOptions.of(KdcOptions.KdcOption.FORWARDABLE, KdcOptions.KdcOption.VALIDATE));
    }

    @Test
    void flagsAreAlwaysWrittenWith32Bits() {
        String der = KerberosCodec.encodeBody(body(Samples.NONCE, List.of(), Optional.empty()))
                .hex();
        assertThat(der).contains("a00703050000000000");
    }

    @Test
    void emptySequencesReadAsAbsentOnes() throws DecodeFault {
        byte[] empty = tlv(0x30);
        byte[] body = rawBody(Der.hex("03 05 00 00 00 00 00"), integer(1), ctx(9, empty), ctx(11, empty));
        KdcRequest request = KerberosCodec.decodeKdcRequest(
                app(10, seq(ctx(1, integer(5)), ctx(2, integer(10)), ctx(3, empty), ctx(4, body))));
        assertThat(request.padata()).isEmpty();
        assertThat(request.body().addresses()).isEmpty();
        assertThat(request.body().additionalTickets()).isEmpty();
        assertThat(KerberosCodec.decodeAuthorizationData(empty)).isEqualTo(AuthorizationData.NONE);
        assertThat(KerberosCodec.decodeEtypeInfo2(empty)).isEmpty();
    }

    @Test
    void bodyOctetsAreThoseReceivedAndNotAReEncoding() throws DecodeFault {
        // given: a body we would write differently (flags of 8 bits, an empty list of addresses)
        byte[] body = rawBody(Der.hex("03 02 00 40"), integer(-1), ctx(9, tlv(0x30)));
        // when
        KdcRequest request = decodeWithBody(body);
        // then
        assertThat(request.bodyOctets()).isEqualTo(Octets.wrap(body));
        assertThat(KerberosCodec.encodeBody(request.body())).isNotEqualTo(request.bodyOctets());
        assertThat(again(request).bodyOctets()).isEqualTo(request.bodyOctets());
    }

    @Test
    @Tag("K-100")
    void ticketsArePassedOnOctetForOctet() throws DecodeFault {
        // given: a ticket whose kvno is written unsigned, which we would write signed
        byte[] name = seq(ctx(0, integer(2)), ctx(1, seq(text("krbtgt"), text("A.TEST"))));
        byte[] sealed = seq(ctx(0, integer(18)), ctx(1, integer(0xFF00_0001L)), ctx(2, Der.octets("sealed")));
        byte[] raw = app(1, seq(ctx(0, integer(5)), ctx(1, text("A.TEST")), ctx(2, name), ctx(3, sealed)));
        // when
        Ticket ticket = KerberosCodec.decodeTicket(raw);
        // then: everywhere a ticket is written, these octets are
        assertThat(ticket.encoded()).isEqualTo(Octets.wrap(raw));
        assertThat(ticket.sealed().kvno()).contains(Kvno.of(0xFF00_0001L));
        assertThat(KerberosCodec.newTicket(ticket.realm(), ticket.service(), ticket.sealed())
                        .encoded())
                .isNotEqualTo(ticket.encoded());
        ApRequest apRequest = new ApRequest(ApOptions.NONE, ticket, Samples.SEALED);
        assertThat(KerberosCodec.decodeApRequest(KerberosCodec.encode(apRequest)))
                .isEqualTo(apRequest);
        KdcReply reply = new KdcReply(MessageType.TGS_REP, List.of(), REALM, ALICE, ticket, Samples.SEALED);
        assertThat(KerberosCodec.decodeKdcReply(KerberosCodec.encode(reply))).isEqualTo(reply);
        byte[] body = rawBody(Der.hex("03 05 00 00 00 00 00"), integer(1), ctx(11, seq(raw, raw)));
        assertThat(decodeWithBody(body).body().additionalTickets()).isEqualTo(List.of(ticket, ticket));
    }

    @Test
    @Tag("K-100")
    void largeKvnosAreWrittenSignedAsMitAndWindowsDo() throws DecodeFault {
        EncryptedData mostSignificantBit =
                new EncryptedData(new EncType(0), Optional.of(Kvno.of(0xFF00_0000L)), Samples.SEALED.cipher());
        assertThat(HexFormat.of().formatHex(KerberosCodec.encode(mostSignificantBit)))
                .startsWith("3026a003020100a1060204ff000000a217");
        assertThat(KerberosCodec.decodeEncryptedData(KerberosCodec.encode(mostSignificantBit)))
                .isEqualTo(mostSignificantBit);
    }

    @Test
    void anAbsentKvnoStaysAbsentAndZeroStaysZero() throws DecodeFault {
        for (Optional<Kvno> kvno : List.of(Optional.<Kvno>empty(), Optional.of(Kvno.of(0)))) {
            EncryptedData data = new EncryptedData(EncType.AES256_CTS_HMAC_SHA384_192, kvno, Octets.EMPTY);
            assertThat(KerberosCodec.decodeEncryptedData(KerberosCodec.encode(data)))
                    .isEqualTo(data);
        }
    }

    @Test
    void replyPartsAreReadUnderEitherTagWithEncryptedPaData() throws DecodeFault {
        EncKdcReplyPart small = Samples.smallReplyPart();
        EncKdcReplyPart part = new EncKdcReplyPart(
                small.key(),
                small.lastReq(),
                small.nonce(),
                Optional.of(Samples.TIME),
                small.flags(),
                small.authTime(),
                small.startTime(),
                small.endTime(),
                small.renewTill(),
                small.serviceRealm(),
                small.service(),
                small.addresses(),
                List.of(new PaData(PaType.REQ_ENC_PA_REP, Samples.octets("checksum")), new PaData(136, Octets.EMPTY)));
        byte[] as = KerberosCodec.encode(MessageType.AS_REP, part);
        byte[] tgs = KerberosCodec.encode(MessageType.TGS_REP, part);
        assertThat(as[0]).isEqualTo((byte) 0x79);
        assertThat(tgs[0]).isEqualTo((byte) 0x7A);
        assertThat(KerberosCodec.decodeEncKdcReplyPart(as)).isEqualTo(part);
        assertThat(KerberosCodec.decodeEncKdcReplyPart(tgs)).isEqualTo(part);
    }

    @Test
    void theMostOfEveryListIsStillRead() throws DecodeFault {
        List<PaData> padata = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            padata.add(new PaData(i, Octets.EMPTY));
        }
        List<EncType> etypes = new ArrayList<>();
        for (int i = 0; i < 1024; i++) {
            etypes.add(new EncType(i - 512));
        }
        KdcRequest request =
                Samples.request(MessageType.AS_REQ, padata, body(Samples.NONCE, etypes, Optional.of(ALICE)));
        assertThat(again(request)).isEqualTo(request);
    }

    @Test
    void saltsMayBeEmptyOrAbsent() throws DecodeFault {
        List<EtypeInfo2Entry> entries = List.of(
                new EtypeInfo2Entry(new EncType(18), Optional.of(""), Optional.empty()),
                new EtypeInfo2Entry(new EncType(20), Optional.empty(), Optional.of(Octets.EMPTY)),
                new EtypeInfo2Entry(new EncType(17), Optional.of("LÜBECK.EXAMPLEalice"), Optional.empty()));
        assertThat(KerberosCodec.decodeEtypeInfo2(KerberosCodec.encodeEtypeInfo2(entries)))
                .isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2000-02-29T12:34:56Z",
                "2038-01-19T03:14:08Z",
                "2106-02-07T06:28:16Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void everyTimeComesBack(String text) throws DecodeFault {
        KerberosTime time = new KerberosTime(Instant.parse(text), 0);
        assertThat(KerberosCodec.decodePaEncTsEnc(KerberosCodec.encodePaEncTsEnc(time)))
                .isEqualTo(time);
    }

    @Test
    void aTimeBeyondFourDigitsOfYearIsNotWritten() {
        KerberosTime late = new KerberosTime(Instant.parse("+10000-01-01T00:00:00Z"), 0);
        assertThatThrownBy(() -> KerberosCodec.encodePaEncTsEnc(late)).isInstanceOf(IllegalArgumentException.class);
    }
}
