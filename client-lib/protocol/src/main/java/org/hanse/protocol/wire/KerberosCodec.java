package org.hanse.protocol.wire;

import java.util.List;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * The guarded gate between octets and records. Everything that comes in is checked before a byte of it is interpreted: size,
 * strict DER (definite, minimal lengths; nesting of at most 32; nothing behind the end), then structure, then mandatory fields.
 * Whatever Kerby's codec throws on the way becomes a {@link DecodeFault}. Thread-safe, without state.
 *
 * <p>Decoders take the octets of exactly one message. Sealed parts take what {@code crypto} opened.
 */
public final class KerberosCodec {
    private KerberosCodec() {}

    // ---- messages between clients and KDCs, RFC 4120 §5.4

    /** An AS-REQ or TGS-REQ. */
    public static KdcRequest decodeKdcRequest(byte[] message) throws DecodeFault {
        boolean tgs = DerGate.peekApplicationTag(message) == MessageType.TGS_REQ.number();
        Seq seq = DerGate.decode(message, tgs ? Grammar.TGS_REQ : Grammar.AS_REQ);
        return KdcMessages.request(tgs ? MessageType.TGS_REQ : MessageType.AS_REQ, seq);
    }

    /** Writes {@link KdcRequest#bodyOctets()} as they are; make them with {@link #encodeBody}. */
    public static byte[] encode(KdcRequest request) {
        return DerGate.encode(request.type().number(), KdcMessages.seq(request));
    }

    /** The DER of a body alone, for making {@link KdcRequest#bodyOctets()} and the checksum over it. */
    public static Octets encodeBody(KdcRequestBody body) {
        return Octets.wrap(DerGate.encode(KdcMessages.seq(body)));
    }

    /** An AS-REP or TGS-REP. */
    public static KdcReply decodeKdcReply(byte[] message) throws DecodeFault {
        boolean tgs = DerGate.peekApplicationTag(message) == MessageType.TGS_REP.number();
        Seq seq = DerGate.decode(message, tgs ? Grammar.TGS_REP : Grammar.AS_REP);
        return KdcMessages.reply(tgs ? MessageType.TGS_REP : MessageType.AS_REP, seq);
    }

    public static byte[] encode(KdcReply reply) {
        return DerGate.encode(reply.type().number(), KdcMessages.seq(reply));
    }

    /** EncASRepPart or EncTGSRepPart. */
    public static EncKdcReplyPart decodeEncKdcReplyPart(byte[] opened) throws DecodeFault {
        boolean as = DerGate.peekApplicationTag(opened) == Grammar.ENC_AS_REP_PART.tag();
        return KdcMessages.encReplyPart(
                DerGate.decode(opened, as ? Grammar.ENC_AS_REP_PART : Grammar.ENC_TGS_REP_PART));
    }

    /** As EncASRepPart [25] for an AS-REP, EncTGSRepPart [26] for a TGS-REP. */
    public static byte[] encode(MessageType reply, EncKdcReplyPart part) {
        Shape.Application shape = reply == MessageType.AS_REP ? Grammar.ENC_AS_REP_PART : Grammar.ENC_TGS_REP_PART;
        return DerGate.encode(shape.tag(), KdcMessages.seq(shape.fields(), part));
    }

    public static KrbError decodeKrbError(byte[] message) throws DecodeFault {
        return KdcMessages.error(DerGate.decode(message, Grammar.KRB_ERROR));
    }

    public static byte[] encode(KrbError error) {
        return DerGate.encode(Grammar.KRB_ERROR.tag(), KdcMessages.seq(error));
    }

    // ---- tickets, RFC 4120 §5.3

    public static Ticket decodeTicket(byte[] der) throws DecodeFault {
        return TicketMessages.ticket(DerGate.decode(der, Grammar.TICKET, new KerbyTypes.Ticket()));
    }

    /** A ticket made here: encodes it once and keeps the octets. */
    public static Ticket newTicket(RealmName realm, PrincipalName service, EncryptedData sealed) {
        return TicketMessages.newTicket(realm, service, sealed);
    }

    public static EncTicketPart decodeEncTicketPart(byte[] opened) throws DecodeFault {
        return TicketMessages.encTicketPart(DerGate.decode(opened, Grammar.ENC_TICKET_PART));
    }

    public static byte[] encode(EncTicketPart part) {
        return DerGate.encode(Grammar.ENC_TICKET_PART.tag(), TicketMessages.seq(part));
    }

    // ---- between clients and services, RFC 4120 §5.5

    public static ApRequest decodeApRequest(byte[] message) throws DecodeFault {
        return TicketMessages.apRequest(DerGate.decode(message, Grammar.AP_REQ));
    }

    public static byte[] encode(ApRequest request) {
        return DerGate.encode(Grammar.AP_REQ.tag(), TicketMessages.seq(request));
    }

    public static Authenticator decodeAuthenticator(byte[] opened) throws DecodeFault {
        return TicketMessages.authenticator(DerGate.decode(opened, Grammar.AUTHENTICATOR));
    }

    public static byte[] encode(Authenticator authenticator) {
        return DerGate.encode(Grammar.AUTHENTICATOR.tag(), TicketMessages.seq(authenticator));
    }

    public static ApReply decodeApReply(byte[] message) throws DecodeFault {
        return new ApReply(Parts.encryptedData(DerGate.decode(message, Grammar.AP_REP), 2));
    }

    public static byte[] encode(ApReply reply) {
        return DerGate.encode(Grammar.AP_REP.tag(), TicketMessages.seq(reply));
    }

    public static EncApReplyPart decodeEncApReplyPart(byte[] opened) throws DecodeFault {
        return TicketMessages.encApReplyPart(DerGate.decode(opened, Grammar.ENC_AP_REP_PART));
    }

    public static byte[] encode(EncApReplyPart part) {
        return DerGate.encode(Grammar.ENC_AP_REP_PART.tag(), TicketMessages.seq(part));
    }

    // ---- payloads

    /** METHOD-DATA, RFC 4120 §5.9.1: what e-data holds with codes 24 and 25. */
    public static List<PaData> decodeMethodData(byte[] der) throws DecodeFault {
        return Parts.padata(DerGate.decode(der, Grammar.METHOD_DATA, new KerbyTypes.MethodData())
                .getElements());
    }

    public static byte[] encodeMethodData(List<PaData> padata) {
        return DerGate.encode(Parts.methodData(padata));
    }

    public static List<EtypeInfo2Entry> decodeEtypeInfo2(byte[] der) throws DecodeFault {
        return PreauthPayloads.etypeInfo2(DerGate.decode(der, Grammar.ETYPE_INFO2, new KerbyTypes.EtypeInfo2()));
    }

    public static byte[] encodeEtypeInfo2(List<EtypeInfo2Entry> entries) {
        return DerGate.encode(PreauthPayloads.list(entries));
    }

    /** EncryptedData alone: PA-ENC-TIMESTAMP's value, RFC 4120 §5.2.7.2. */
    public static EncryptedData decodeEncryptedData(byte[] der) throws DecodeFault {
        return Parts.encryptedData(DerGate.decode(der, Grammar.ENCRYPTED_DATA, new KerbyTypes.EncryptedData()));
    }

    public static byte[] encode(EncryptedData data) {
        return DerGate.encode(Parts.seq(data));
    }

    /** PA-ENC-TS-ENC, RFC 4120 §5.2.7.2; absent pausec is 0. */
    public static KerberosTime decodePaEncTsEnc(byte[] opened) throws DecodeFault {
        return PreauthPayloads.timestamp(DerGate.decode(opened, Grammar.PA_ENC_TS_ENC, new Seq(Grammar.PA_ENC_TS_ENC)));
    }

    public static byte[] encodePaEncTsEnc(KerberosTime time) {
        return DerGate.encode(PreauthPayloads.seq(time));
    }

    /** A Checksum alone: what PA-REQ-ENC-PA-REP holds in a reply, RFC 6806 §11. */
    public static Checksum decodeChecksum(byte[] der) throws DecodeFault {
        return Parts.checksum(DerGate.decode(der, Grammar.CHECKSUM, new KerbyTypes.Checksum()));
    }

    public static byte[] encode(Checksum checksum) {
        return DerGate.encode(Parts.seq(checksum));
    }

    // ---- FAST, RFC 6113 §5.4

    /** PA-FX-FAST-REQUEST: what PA-FX-FAST holds in a request. */
    public static FastArmoredRequest decodeFastArmoredRequest(byte[] der) throws DecodeFault {
        return FastMessages.armoredRequest(DerGate.decode(der, Grammar.FAST_ARMORED_REQ));
    }

    public static byte[] encode(FastArmoredRequest request) {
        return DerGate.encode(Grammar.FAST_ARMORED_REQ, FastMessages.seq(request));
    }

    /** KrbFastReq. */
    public static FastRequest decodeFastRequest(byte[] opened) throws DecodeFault {
        return FastMessages.request(DerGate.decode(opened, Grammar.FAST_REQ, new Seq(Grammar.FAST_REQ)));
    }

    /** Writes {@link FastRequest#bodyOctets()} as they are; make them with {@link #encodeBody}. */
    public static byte[] encode(FastRequest request) {
        return DerGate.encode(FastMessages.seq(request));
    }

    /** PA-FX-FAST-REPLY: what PA-FX-FAST holds in a reply, a sealed {@link FastResponse}. */
    public static EncryptedData decodeFastArmoredReply(byte[] der) throws DecodeFault {
        return Parts.encryptedData(DerGate.decode(der, Grammar.FAST_ARMORED_REP), 0);
    }

    public static byte[] encodeFastArmoredReply(EncryptedData sealed) {
        return DerGate.encode(Grammar.FAST_ARMORED_REP, FastMessages.armoredReply(sealed));
    }

    /** KrbFastResponse. */
    public static FastResponse decodeFastResponse(byte[] opened) throws DecodeFault {
        return FastMessages.response(DerGate.decode(opened, Grammar.FAST_RESPONSE, new Seq(Grammar.FAST_RESPONSE)));
    }

    public static byte[] encode(FastResponse response) {
        return DerGate.encode(FastMessages.seq(response));
    }

    // ---- authorization data, RFC 4120 §5.2.6

    public static AuthorizationData decodeAuthorizationData(byte[] der) throws DecodeFault {
        return Parts.authorizationData(
                DerGate.decode(der, Grammar.AUTHORIZATION_DATA, new KerbyTypes.AuthorizationData())
                        .getElements());
    }

    public static byte[] encode(AuthorizationData data) {
        return DerGate.encode(Parts.list(data));
    }
}
