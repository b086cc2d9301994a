package org.hanse.bench.request;

import java.util.List;
import org.hanse.bench.population.KeyHolder;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;

/** Answers, opened by those for whom they are. */
final class Opened {
    private Opened() {}

    /** KDC_ERR_PREAUTH_REQUIRED with the hints that a client goes on with, RFC 4120 §5.2.7.5. */
    static void hints(byte[] answer) throws HollowReply {
        try {
            KrbError error = KerberosCodec.decodeKrbError(answer);
            if (error.code() != WireCode.KDC_ERR_PREAUTH_REQUIRED.number()) {
                throw new HollowReply("refused with " + error.code() + ", not asked for proof");
            }
            List<PaData> hints = KerberosCodec.decodeMethodData(
                    error.data().orElseThrow(() -> new HollowReply("no hints")).toByteArray());
            if (hints.stream().noneMatch(one -> one.type() == PaType.ETYPE_INFO2)) {
                throw new HollowReply("no enctype among the hints");
            }
        } catch (DecodeFault fault) {
            throw new HollowReply("no KRB-ERROR", fault);
        }
    }

    static KdcReply reply(byte[] answer) throws HollowReply {
        try {
            return KerberosCodec.decodeKdcReply(answer);
        } catch (DecodeFault noReply) {
            throw refusal(answer, noReply);
        }
    }

    private static HollowReply refusal(byte[] answer, DecodeFault noReply) {
        try {
            KrbError error = KerberosCodec.decodeKrbError(answer);
            return new HollowReply(
                    "refused with " + error.code() + " " + error.text().orElse(""), error.code(), noReply);
        } catch (DecodeFault fault) {
            return new HollowReply(answer.length + " octets that are neither a reply nor an error", noReply);
        }
    }

    /** All keys must be of the client's enctype, so that servers are compared at the same cryptography. */
    static EncKdcReplyPart part(KdcReply reply, ProtocolKey key, KeyUsage usage, Principal client, KdcRequestBody asked)
            throws HollowReply {
        EncKdcReplyPart part;
        try {
            part = KerberosCodec.decodeEncKdcReplyPart(key.open(usage, reply.sealed()));
        } catch (IntegrityFault | DecodeFault fault) {
            throw new HollowReply("the reply does not open under the client's key", fault);
        }
        if (!part.nonce().equals(asked.nonce())) {
            throw new HollowReply("the reply is to another request");
        }
        if (!client.equals(new Principal(reply.clientName(), reply.clientRealm()))) {
            throw new HollowReply("the reply is for another client");
        }
        sameEnctype(key, part.key().etype(), "the session key");
        sameEnctype(key, reply.ticket().sealed().etype(), "the ticket");
        return part;
    }

    private static void sameEnctype(ProtocolKey key, EncType etype, String what) throws HollowReply {
        if (!key.etype().equals(etype)) {
            throw new HollowReply(what + " is of " + etype + " and not, as all keys of this run, of " + key.etype());
        }
    }

    /** The service finds the client and the session key in it. */
    static void ticket(KdcReply reply, EncKdcReplyPart part, KeyHolder service, Principal client) throws HollowReply {
        EncTicketPart inside;
        try {
            inside = KerberosCodec.decodeEncTicketPart(
                    service.key().open(KeyUsage.TICKET, reply.ticket().sealed()));
        } catch (IntegrityFault | DecodeFault fault) {
            throw new HollowReply("the ticket does not open under the service's key", fault);
        }
        if (!client.equals(new Principal(inside.clientName(), inside.clientRealm()))
                || !inside.key().equals(part.key())) {
            throw new HollowReply("the ticket names another client or another key");
        }
        if (!inside.authorizationData().elements().isEmpty()) {
            throw new HollowReply("the ticket has authorization data, which only one of the servers would make");
        }
    }
}
