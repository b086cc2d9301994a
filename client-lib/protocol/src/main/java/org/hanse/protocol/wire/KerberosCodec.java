package org.hanse.protocol.wire;

import java.util.List;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * The guarded gate between octets and records. Everything that comes in is checked before a byte of it is interpreted: size,
 * strict DER (definite, minimal lengths; nesting of at most 32; nothing behind the end), then structure, then mandatory fields.
 * Thread-safe, without state.
 *
 * <p>Decoders take the octets of exactly one message. Sealed parts take what {@code crypto} opened, and keep none of it: who opened
 * it may erase it. The padata and the body of a request are not copied, so an array of a request belongs to the record made of it.
 *
 * <p>What a realm server or a service reads, and all that is written, is read and written by {@link DerSequence} and
 * {@link DerBuffer}; what only clients read (replies and errors) by Apache Kerby's codec, which is in no hurry there. Whatever that
 * throws becomes a {@link DecodeFault}. Tests hold the two against each other for every message.
 */
public final class KerberosCodec {
    private KerberosCodec() {}

    // ---- messages between clients and KDCs, RFC 4120 §5.4

    /** An AS-REQ or TGS-REQ. */
    public static KdcRequest decodeKdcRequest(byte[] message) throws DecodeFault {
        Octets octets = Octets.wrap(message);
        boolean tgs = DerGate.peekApplicationTag(octets) == MessageType.TGS_REQ.number();
        Sequence in = DerSequence.read(octets, tgs ? Grammar.TGS_REQ : Grammar.AS_REQ);
        return KdcMessages.request(tgs ? MessageType.TGS_REQ : MessageType.AS_REQ, in);
    }

    /** Writes {@link KdcRequest#bodyOctets()} as they are; make them with {@link #encodeBody}. */
    public static byte[] encode(KdcRequest request) {
        return DerBuffer.encode(
                request.type() == MessageType.TGS_REQ ? Grammar.TGS_REQ : Grammar.AS_REQ, request, KdcMessages::write);
    }

    /** The DER of a body alone, for making {@link KdcRequest#bodyOctets()} and the checksum over it. */
    public static Octets encodeBody(KdcRequestBody body) {
        return Octets.wrap(DerBuffer.encode(body, KdcMessages::write));
    }

    /** An AS-REP or TGS-REP. */
    public static KdcReply decodeKdcReply(byte[] message) throws DecodeFault {
        Octets octets = Octets.wrap(message);
        boolean tgs = DerGate.peekApplicationTag(octets) == MessageType.TGS_REP.number();
        Sequence in = KerbySequence.read(octets, tgs ? Grammar.TGS_REP : Grammar.AS_REP);
        return KdcMessages.reply(tgs ? MessageType.TGS_REP : MessageType.AS_REP, in);
    }

    public static byte[] encode(KdcReply reply) {
        return DerBuffer.encode(
                reply.type() == MessageType.TGS_REP ? Grammar.TGS_REP : Grammar.AS_REP, reply, KdcMessages::write);
    }

    /** EncASRepPart or EncTGSRepPart. */
    public static EncKdcReplyPart decodeEncKdcReplyPart(byte[] opened) throws DecodeFault {
        Octets octets = Octets.wrap(opened);
        boolean as = DerGate.peekApplicationTag(octets) == Grammar.ENC_AS_REP_PART.tag();
        return KdcMessages.encReplyPart(
                KerbySequence.read(octets, as ? Grammar.ENC_AS_REP_PART : Grammar.ENC_TGS_REP_PART));
    }

    /** As EncASRepPart [25] for an AS-REP, EncTGSRepPart [26] for a TGS-REP. */
    public static byte[] encode(MessageType reply, EncKdcReplyPart part) {
        return DerBuffer.encode(
                reply == MessageType.AS_REP ? Grammar.ENC_AS_REP_PART : Grammar.ENC_TGS_REP_PART,
                part,
                KdcMessages::write);
    }

    public static KrbError decodeKrbError(byte[] message) throws DecodeFault {
        return KdcMessages.error(KerbySequence.read(Octets.wrap(message), Grammar.KRB_ERROR));
    }

    public static byte[] encode(KrbError error) {
        return DerBuffer.encode(Grammar.KRB_ERROR, error, KdcMessages::write);
    }

    // ---- tickets, RFC 4120 §5.3

    public static Ticket decodeTicket(byte[] der) throws DecodeFault {
        return TicketMessages.ticket(DerSequence.read(Octets.wrap(der), Grammar.TICKET));
    }

    /** A ticket made here: encodes it once and keeps the octets. */
    public static Ticket newTicket(RealmName realm, PrincipalName service, EncryptedData sealed) {
        return TicketMessages.newTicket(realm, service, sealed);
    }

    public static EncTicketPart decodeEncTicketPart(byte[] opened) throws DecodeFault {
        return TicketMessages.encTicketPart(DerSequence.read(Octets.wrap(opened), Grammar.ENC_TICKET_PART));
    }

    public static byte[] encode(EncTicketPart part) {
        return DerBuffer.encode(Grammar.ENC_TICKET_PART, part, TicketMessages::write);
    }

    // ---- between clients and services, RFC 4120 §5.5

    public static ApRequest decodeApRequest(byte[] message) throws DecodeFault {
        return decodeApRequest(Octets.wrap(message));
    }

    public static ApRequest decodeApRequest(Octets message) throws DecodeFault {
        return TicketMessages.apRequest(DerSequence.read(message, Grammar.AP_REQ));
    }

    public static byte[] encode(ApRequest request) {
        return DerBuffer.encode(Grammar.AP_REQ, request, TicketMessages::write);
    }

    public static Authenticator decodeAuthenticator(byte[] opened) throws DecodeFault {
        return TicketMessages.authenticator(DerSequence.read(Octets.wrap(opened), Grammar.AUTHENTICATOR));
    }

    public static byte[] encode(Authenticator authenticator) {
        return DerBuffer.encode(Grammar.AUTHENTICATOR, authenticator, TicketMessages::write);
    }

    public static ApReply decodeApReply(byte[] message) throws DecodeFault {
        return TicketMessages.apReply(KerbySequence.read(Octets.wrap(message), Grammar.AP_REP));
    }

    public static byte[] encode(ApReply reply) {
        return DerBuffer.encode(Grammar.AP_REP, reply, TicketMessages::write);
    }

    public static EncApReplyPart decodeEncApReplyPart(byte[] opened) throws DecodeFault {
        return TicketMessages.encApReplyPart(KerbySequence.read(Octets.wrap(opened), Grammar.ENC_AP_REP_PART));
    }

    public static byte[] encode(EncApReplyPart part) {
        return DerBuffer.encode(Grammar.ENC_AP_REP_PART, part, TicketMessages::write);
    }

    // ---- payloads

    /** METHOD-DATA, RFC 4120 §5.9.1: what e-data holds with codes 24 and 25. */
    public static List<PaData> decodeMethodData(byte[] der) throws DecodeFault {
        return DerSequence.readList(Octets.wrap(der), Grammar.METHOD_DATA, Parts::padata);
    }

    public static byte[] encodeMethodData(List<PaData> padata) {
        return DerBuffer.encodeList(padata, Parts::write);
    }

    public static List<EtypeInfo2Entry> decodeEtypeInfo2(byte[] der) throws DecodeFault {
        return KerbySequence.readList(Octets.wrap(der), Grammar.ETYPE_INFO2, PreauthPayloads::etypeInfo2);
    }

    public static byte[] encodeEtypeInfo2(List<EtypeInfo2Entry> entries) {
        return DerBuffer.encodeList(entries, PreauthPayloads::write);
    }

    /** EncryptedData alone: PA-ENC-TIMESTAMP's value, RFC 4120 §5.2.7.2. */
    public static EncryptedData decodeEncryptedData(byte[] der) throws DecodeFault {
        return decodeEncryptedData(Octets.wrap(der));
    }

    public static EncryptedData decodeEncryptedData(Octets der) throws DecodeFault {
        return Parts.encryptedData(DerSequence.read(der, Grammar.ENCRYPTED_DATA));
    }

    public static byte[] encode(EncryptedData data) {
        return DerBuffer.encode(data, Parts::write);
    }

    /** PA-ENC-TS-ENC, RFC 4120 §5.2.7.2; absent pausec is 0. */
    public static KerberosTime decodePaEncTsEnc(byte[] opened) throws DecodeFault {
        return PreauthPayloads.timestamp(DerSequence.read(Octets.wrap(opened), Grammar.PA_ENC_TS_ENC));
    }

    public static byte[] encodePaEncTsEnc(KerberosTime time) {
        return DerBuffer.encode(time, PreauthPayloads::write);
    }

    /** A Checksum alone: what PA-REQ-ENC-PA-REP holds in a reply, RFC 6806 §11. */
    public static Checksum decodeChecksum(byte[] der) throws DecodeFault {
        return Parts.checksum(KerbySequence.read(Octets.wrap(der), Grammar.CHECKSUM));
    }

    public static byte[] encode(Checksum checksum) {
        return DerBuffer.encode(checksum, Parts::write);
    }

    // ---- FAST, RFC 6113 §5.4

    /** PA-FX-FAST-REQUEST: what PA-FX-FAST holds in a request. */
    public static FastArmoredRequest decodeFastArmoredRequest(byte[] der) throws DecodeFault {
        return decodeFastArmoredRequest(Octets.wrap(der));
    }

    public static FastArmoredRequest decodeFastArmoredRequest(Octets der) throws DecodeFault {
        return FastMessages.armoredRequest(DerSequence.read(der, Grammar.FAST_ARMORED_REQ));
    }

    public static byte[] encode(FastArmoredRequest request) {
        return DerBuffer.encode(Grammar.FAST_ARMORED_REQ, request, FastMessages::write);
    }

    /** KrbFastReq. */
    public static FastRequest decodeFastRequest(byte[] opened) throws DecodeFault {
        return FastMessages.request(DerSequence.read(Octets.wrap(opened), Grammar.FAST_REQ));
    }

    /** Writes {@link FastRequest#bodyOctets()} as they are; make them with {@link #encodeBody}. */
    public static byte[] encode(FastRequest request) {
        return DerBuffer.encode(request, FastMessages::write);
    }

    /** PA-FX-FAST-REPLY: what PA-FX-FAST holds in a reply, a sealed {@link FastResponse}. */
    public static EncryptedData decodeFastArmoredReply(byte[] der) throws DecodeFault {
        return FastMessages.armoredReply(KerbySequence.read(Octets.wrap(der), Grammar.FAST_ARMORED_REP));
    }

    public static byte[] encodeFastArmoredReply(EncryptedData sealed) {
        return DerBuffer.encode(Grammar.FAST_ARMORED_REP, sealed, FastMessages::writeArmoredReply);
    }

    /** KrbFastResponse. */
    public static FastResponse decodeFastResponse(byte[] opened) throws DecodeFault {
        return FastMessages.response(KerbySequence.read(Octets.wrap(opened), Grammar.FAST_RESPONSE));
    }

    public static byte[] encode(FastResponse response) {
        return DerBuffer.encode(response, FastMessages::write);
    }

    // ---- over HTTPS, MS-KKDCP 2.2.2

    /** KDC-PROXY-MESSAGE; the message within may be anything. */
    public static KdcProxyMessage decodeKdcProxyMessage(byte[] der) throws DecodeFault {
        return ProxyMessages.message(DerSequence.read(Octets.wrap(der), Grammar.KDC_PROXY_MESSAGE));
    }

    public static byte[] encode(KdcProxyMessage message) {
        return DerBuffer.encode(message, ProxyMessages::write);
    }

    // ---- authorization data, RFC 4120 §5.2.6

    public static AuthorizationData decodeAuthorizationData(byte[] der) throws DecodeFault {
        return new AuthorizationData(
                DerSequence.readList(Octets.wrap(der), Grammar.AUTHORIZATION_DATA, Parts::authorization));
    }

    public static byte[] encode(AuthorizationData data) {
        return DerBuffer.encodeList(data.elements(), Parts::write);
    }
}
