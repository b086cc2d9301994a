package org.hanse.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** The values that the golden octets hold: those of the sample messages in MIT's ASN.1 tests. */
final class Samples {
    static final Instant TIME = Instant.parse("1994-06-10T06:03:17Z");
    static final KerberosTime TIME_USEC = new KerberosTime(TIME, 123456);
    static final RealmName REALM = RealmName.of("ATHENA.MIT.EDU");
    static final PrincipalName NAME = new PrincipalName(1, List.of("hftsai", "extra"));
    static final int FLAGS = 0xFEDCBA98;
    static final Nonce NONCE = new Nonce(42);
    static final EncryptedData SEALED =
            new EncryptedData(new EncType(0), Optional.of(Kvno.of(5)), octets("krbASN.1 test message"));
    static final EncryptionKey KEY =
            new EncryptionKey(new EncType(1), SecretBytes.copyOf("12345678".getBytes(StandardCharsets.US_ASCII)));
    static final Checksum CHECKSUM = new Checksum(new ChecksumType(1), octets("1234"));
    static final List<HostAddress> ADDRESSES =
            twice(new HostAddress(HostAddress.IPV4, Octets.copyOf(new byte[] {0x12, (byte) 0xD0, 0, 0x23})));
    static final List<PaData> PADATA = twice(new PaData(13, octets("pa-data")));
    static final AuthorizationData AUTHORIZATION_DATA =
            new AuthorizationData(twice(new AuthorizationData.Element(1, octets("foobar"))));
    static final TransitedEncoding TRANSITED = new TransitedEncoding(1, octets("EDU,MIT.,ATHENA.,WASHINGTON.EDU,CS."));
    static final Ticket TICKET = KerberosCodec.newTicket(REALM, NAME, SEALED);

    private Samples() {}

    static <T> List<T> twice(T one) {
        return List.of(one, one);
    }

    static Octets octets(String text) {
        return Octets.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    static KdcRequestBody fullBody() {
        return new KdcRequestBody(
                new KdcOptions(0xFEDCBA90),
                Optional.of(NAME),
                REALM,
                Optional.of(NAME),
                Optional.of(TIME),
                TIME,
                Optional.of(TIME),
                NONCE,
                List.of(new EncType(0), new EncType(1)),
                ADDRESSES,
                Optional.of(SEALED),
                twice(TICKET));
    }

    /** Without any optional field. */
    static KdcRequestBody smallBody() {
        return new KdcRequestBody(
                new KdcOptions(FLAGS),
                Optional.empty(),
                REALM,
                Optional.empty(),
                Optional.empty(),
                TIME,
                Optional.empty(),
                NONCE,
                List.of(new EncType(0), new EncType(1)),
                List.of(),
                Optional.empty(),
                List.of());
    }

    static KdcRequestBody smallBodyWithService() {
        return new KdcRequestBody(
                new KdcOptions(0xFEDCBA90),
                Optional.empty(),
                REALM,
                Optional.of(NAME),
                Optional.empty(),
                TIME,
                Optional.empty(),
                NONCE,
                List.of(new EncType(0), new EncType(1)),
                List.of(),
                Optional.empty(),
                List.of());
    }

    static KdcRequestBody smallBodyWithTickets() {
        return new KdcRequestBody(
                new KdcOptions(FLAGS),
                Optional.empty(),
                REALM,
                Optional.empty(),
                Optional.empty(),
                TIME,
                Optional.empty(),
                NONCE,
                List.of(new EncType(0), new EncType(1)),
                List.of(),
                Optional.empty(),
                twice(TICKET));
    }

    static KdcRequest request(MessageType type, List<PaData> padata, KdcRequestBody body) {
        return new KdcRequest(type, padata, body, KerberosCodec.encodeBody(body));
    }

    static KdcReply reply(MessageType type, List<PaData> padata) {
        return new KdcReply(type, padata, REALM, NAME, TICKET, SEALED);
    }

    static EncKdcReplyPart fullReplyPart() {
        return new EncKdcReplyPart(
                KEY,
                twice(new LastReq(-5, TIME)),
                NONCE,
                Optional.of(TIME),
                new TicketFlags(FLAGS),
                TIME,
                Optional.of(TIME),
                TIME,
                Optional.of(TIME),
                REALM,
                NAME,
                ADDRESSES,
                List.of());
    }

    static EncKdcReplyPart smallReplyPart() {
        return new EncKdcReplyPart(
                KEY,
                twice(new LastReq(-5, TIME)),
                NONCE,
                Optional.empty(),
                new TicketFlags(0xFE5CBA98),
                TIME,
                Optional.empty(),
                TIME,
                Optional.empty(),
                REALM,
                NAME,
                List.of(),
                List.of());
    }

    static EncTicketPart fullTicketPart() {
        return new EncTicketPart(
                new TicketFlags(FLAGS),
                KEY,
                REALM,
                NAME,
                TRANSITED,
                TIME,
                Optional.of(TIME),
                TIME,
                Optional.of(TIME),
                ADDRESSES,
                AUTHORIZATION_DATA);
    }

    static EncTicketPart smallTicketPart() {
        return new EncTicketPart(
                new TicketFlags(FLAGS),
                KEY,
                REALM,
                NAME,
                TRANSITED,
                TIME,
                Optional.empty(),
                TIME,
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
    }

    static Authenticator fullAuthenticator() {
        return new Authenticator(
                REALM,
                NAME,
                Optional.of(CHECKSUM),
                TIME_USEC,
                Optional.of(KEY),
                OptionalLong.of(17),
                AUTHORIZATION_DATA);
    }

    static Authenticator smallAuthenticator() {
        return new Authenticator(
                REALM,
                NAME,
                Optional.empty(),
                TIME_USEC,
                Optional.empty(),
                OptionalLong.empty(),
                AuthorizationData.NONE);
    }

    static KrbError fullError() {
        return new KrbError(
                Optional.of(TIME_USEC),
                TIME_USEC,
                60,
                Optional.of(REALM),
                Optional.of(NAME),
                REALM,
                NAME,
                Optional.of("krb5data"),
                Optional.of(octets("krb5data")));
    }

    static KrbError smallError() {
        return new KrbError(
                Optional.empty(),
                TIME_USEC,
                60,
                Optional.empty(),
                Optional.empty(),
                REALM,
                NAME,
                Optional.empty(),
                Optional.empty());
    }
}
