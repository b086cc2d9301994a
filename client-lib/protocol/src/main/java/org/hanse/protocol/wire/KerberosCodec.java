package org.hanse.protocol.wire;

import java.util.List;

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
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(KdcRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The DER of a body alone, for making {@link KdcRequest#bodyOctets()} and the checksum over it. */
    public static Octets encodeBody(KdcRequestBody body) {
        throw new UnsupportedOperationException();
    }

    /** An AS-REP or TGS-REP. */
    public static KdcReply decodeKdcReply(byte[] message) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(KdcReply reply) {
        throw new UnsupportedOperationException();
    }

    /** EncASRepPart or EncTGSRepPart. */
    public static EncKdcReplyPart decodeEncKdcReplyPart(byte[] opened) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    /** As EncASRepPart [25] for an AS-REP, EncTGSRepPart [26] for a TGS-REP. */
    public static byte[] encode(MessageType reply, EncKdcReplyPart part) {
        throw new UnsupportedOperationException();
    }

    public static KrbError decodeKrbError(byte[] message) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(KrbError error) {
        throw new UnsupportedOperationException();
    }

    // ---- tickets, RFC 4120 §5.3

    public static Ticket decodeTicket(byte[] der) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    /** A ticket made here: encodes it once and keeps the octets. */
    public static Ticket newTicket(
            org.hanse.protocol.name.RealmName realm,
            org.hanse.protocol.name.PrincipalName service,
            EncryptedData sealed) {
        throw new UnsupportedOperationException();
    }

    public static EncTicketPart decodeEncTicketPart(byte[] opened) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(EncTicketPart part) {
        throw new UnsupportedOperationException();
    }

    // ---- between clients and services, RFC 4120 §5.5

    public static ApRequest decodeApRequest(byte[] message) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(ApRequest request) {
        throw new UnsupportedOperationException();
    }

    public static Authenticator decodeAuthenticator(byte[] opened) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(Authenticator authenticator) {
        throw new UnsupportedOperationException();
    }

    public static ApReply decodeApReply(byte[] message) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(ApReply reply) {
        throw new UnsupportedOperationException();
    }

    public static EncApReplyPart decodeEncApReplyPart(byte[] opened) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(EncApReplyPart part) {
        throw new UnsupportedOperationException();
    }

    // ---- payloads

    /** METHOD-DATA, RFC 4120 §5.9.1: what e-data holds with codes 24 and 25. */
    public static List<PaData> decodeMethodData(byte[] der) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encodeMethodData(List<PaData> padata) {
        throw new UnsupportedOperationException();
    }

    public static List<EtypeInfo2Entry> decodeEtypeInfo2(byte[] der) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encodeEtypeInfo2(List<EtypeInfo2Entry> entries) {
        throw new UnsupportedOperationException();
    }

    /** EncryptedData alone: PA-ENC-TIMESTAMP's value, RFC 4120 §5.2.7.2. */
    public static EncryptedData decodeEncryptedData(byte[] der) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(EncryptedData data) {
        throw new UnsupportedOperationException();
    }

    /** PA-ENC-TS-ENC, RFC 4120 §5.2.7.2; absent pausec is 0. */
    public static KerberosTime decodePaEncTsEnc(byte[] opened) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encodePaEncTsEnc(KerberosTime time) {
        throw new UnsupportedOperationException();
    }

    public static AuthorizationData decodeAuthorizationData(byte[] der) throws DecodeFault {
        throw new UnsupportedOperationException();
    }

    public static byte[] encode(AuthorizationData data) {
        throw new UnsupportedOperationException();
    }
}
