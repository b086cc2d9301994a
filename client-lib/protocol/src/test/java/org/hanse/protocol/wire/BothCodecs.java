package org.hanse.protocol.wire;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Every message with its shape and its mapping, read by {@link DerSequence} and by Kerby's codec: both refuse for the same fault, or
 * both give the same record; and what {@link DerBuffer} writes of it, Kerby's codec writes octet for octet.
 */
final class BothCodecs {
    private BothCodecs() {}

    private interface Reading<T> {
        T read(Octets der) throws DecodeFault;
    }

    /** One message: by us, by Kerby, and written. */
    record Both<T>(Shape shape, Reading<T> ours, Reading<T> kerbys, Function<T, byte[]> writing) {}

    private static <T> Both<T> both(Shape shape, Function<Sequence, T> mapping, Function<T, byte[]> writing) {
        return new Both<>(
                shape,
                der -> mapping.apply(DerSequence.read(der, shape)),
                der -> mapping.apply(KerbySequence.read(der, shape)),
                writing);
    }

    private static <T> Both<List<T>> list(
            Shape.ListOf shape, Function<Sequence, T> element, Function<List<T>, byte[]> writing) {
        return new Both<>(
                shape,
                der -> DerSequence.readList(der, shape, element),
                der -> KerbySequence.readList(der, shape, element),
                writing);
    }

    static final List<Both<?>> ALL = List.of(
            both(Grammar.AS_REQ, in -> KdcMessages.request(MessageType.AS_REQ, in), KerberosCodec::encode),
            both(Grammar.TGS_REQ, in -> KdcMessages.request(MessageType.TGS_REQ, in), KerberosCodec::encode),
            both(
                    Grammar.KDC_REQ_BODY,
                    KdcMessages::body,
                    body -> KerberosCodec.encodeBody(body).toByteArray()),
            both(Grammar.AS_REP, in -> KdcMessages.reply(MessageType.AS_REP, in), KerberosCodec::encode),
            both(Grammar.TGS_REP, in -> KdcMessages.reply(MessageType.TGS_REP, in), KerberosCodec::encode),
            both(
                    Grammar.ENC_AS_REP_PART,
                    KdcMessages::encReplyPart,
                    part -> KerberosCodec.encode(MessageType.AS_REP, part)),
            both(
                    Grammar.ENC_TGS_REP_PART,
                    KdcMessages::encReplyPart,
                    part -> KerberosCodec.encode(MessageType.TGS_REP, part)),
            both(Grammar.KRB_ERROR, KdcMessages::error, KerberosCodec::encode),
            both(
                    Grammar.TICKET,
                    TicketMessages::ticket,
                    ticket -> KerberosCodec.newTicket(ticket.realm(), ticket.service(), ticket.sealed())
                            .encoded()
                            .toByteArray()),
            both(Grammar.ENC_TICKET_PART, TicketMessages::encTicketPart, KerberosCodec::encode),
            both(Grammar.AP_REQ, TicketMessages::apRequest, KerberosCodec::encode),
            both(Grammar.AUTHENTICATOR, TicketMessages::authenticator, KerberosCodec::encode),
            both(Grammar.AP_REP, TicketMessages::apReply, KerberosCodec::encode),
            both(Grammar.ENC_AP_REP_PART, TicketMessages::encApReplyPart, KerberosCodec::encode),
            both(Grammar.ENCRYPTED_DATA, Parts::encryptedData, KerberosCodec::encode),
            both(Grammar.CHECKSUM, Parts::checksum, KerberosCodec::encode),
            both(Grammar.PA_ENC_TS_ENC, PreauthPayloads::timestamp, KerberosCodec::encodePaEncTsEnc),
            both(Grammar.FAST_ARMORED_REQ, FastMessages::armoredRequest, KerberosCodec::encode),
            both(Grammar.FAST_ARMORED_REP, FastMessages::armoredReply, KerberosCodec::encodeFastArmoredReply),
            both(Grammar.FAST_REQ, FastMessages::request, KerberosCodec::encode),
            both(Grammar.FAST_RESPONSE, FastMessages::response, KerberosCodec::encode),
            list(Grammar.METHOD_DATA, Parts::padata, KerberosCodec::encodeMethodData),
            list(Grammar.ETYPE_INFO2, PreauthPayloads::etypeInfo2, KerberosCodec::encodeEtypeInfo2),
            list(
                    Grammar.AUTHORIZATION_DATA,
                    Parts::authorization,
                    elements -> KerberosCodec.encode(new AuthorizationData(elements))));

    /** Throws an AssertionError where they differ; gives how many messages {@code der} is. */
    static int agreeOn(byte[] der) {
        int read = 0;
        for (Both<?> message : ALL) {
            read += agreeOn(message, der) ? 1 : 0;
        }
        return read;
    }

    private static <T> boolean agreeOn(Both<T> message, byte[] der) {
        // In the middle of a longer array, where what lies around must not matter.
        byte[] among = Der.join(new byte[] {0x30, 0x7F, 0x02}, der, new byte[] {0x30, 0x7F});
        Octets octets = Octets.wrap(among, 3, 3 + der.length);
        Object ours = outcome(message.ours(), octets);
        Object kerbys = outcome(message.kerbys(), octets);
        if (!Objects.equals(ours, kerbys)) {
            throw difference(message, der, ours + " is by Kerby " + kerbys);
        }
        if (ours instanceof Refused) {
            return false;
        }
        try {
            DerGate.checkDer(der, DerGate.MAX_SIZE);
            byte[] written = message.writing().apply(message.ours().read(octets));
            String again = HexFormat.of().formatHex(WrittenByKerby.again(message.shape(), written));
            if (!HexFormat.of().formatHex(written).equals(again)) {
                throw difference(message, der, HexFormat.of().formatHex(written) + " is by Kerby " + again);
            }
        } catch (DecodeFault fault) {
            throw difference(message, der, "read, and " + fault.getMessage());
        }
        return true;
    }

    private record Refused(DecodeFault.Kind kind, String what) {}

    private static Object outcome(Reading<?> reading, Octets octets) {
        try {
            return reading.read(octets);
        } catch (DecodeFault fault) {
            return new Refused(fault.kind(), fault.getMessage());
        }
    }

    private static AssertionError difference(Both<?> message, byte[] der, String what) {
        return new AssertionError(message.shape().name() + " " + HexFormat.of().formatHex(der) + ": " + what);
    }
}
