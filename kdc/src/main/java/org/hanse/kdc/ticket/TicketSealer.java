package org.hanse.kdc.ticket;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.LastReq;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.Ticket;

/**
 * The last step of both exchanges: seals what has been decided. Has no opinion about who may have what. Thread-safe.
 */
public final class TicketSealer {
    private final RealmName realm;
    private final SecureRandom random;

    public TicketSealer(RealmName realm, SecureRandom random) {
        this.realm = realm;
        this.random = random;
    }

    /**
     * What the reply says beside the ticket.
     *
     * @param encryptedPaData made of the key that seals the reply in the end
     */
    public record ReplyFacts(
            MessageType type,
            List<PaData> padata,
            Nonce nonce,
            Optional<Instant> keyExpiration,
            Function<ProtocolKey, List<PaData>> encryptedPaData,
            Instant now) {}

    /**
     * What opens the reply.
     *
     * @param kvno of a client's long-term key; empty for a session key or subkey
     * @param strengthened whether FAST, if the reply goes by it, adds a key of its own
     */
    public record ReplyKey(ProtocolKey key, KeyUsage usage, Optional<Kvno> kvno, boolean strengthened) {}

    /**
     * Seals ticket and reply and encodes the whole.
     *
     * @param draft the ticket's content, decided
     * @param lineage the ticket that it was got by
     * @param envelope how the reply goes
     * @throws IllegalStateException if the draft breaks one of {@link TicketRules}: a fault of ours
     */
    public Octets seal(
            EncTicketPart draft,
            Lineage lineage,
            TargetService service,
            ReplyKey replyKey,
            ReplyFacts facts,
            Envelope envelope) {
        TicketRules.mustHold(draft, lineage);
        Ticket ticket = KerberosCodec.newTicket(
                realm,
                service.name(),
                sealed(service.key(), KeyUsage.TICKET, service.kvno(), KerberosCodec.encode(draft)));
        Envelope.Reply outside = envelope.reply(
                facts.padata(),
                new Principal(draft.clientName(), draft.clientRealm()),
                ticket,
                replyKey.key(),
                replyKey.strengthened(),
                facts.now());
        EncKdcReplyPart part = new EncKdcReplyPart(
                draft.key(),
                List.of(new LastReq(0, facts.now())),
                facts.nonce(),
                facts.keyExpiration(),
                draft.flags(),
                draft.authTime(),
                draft.startTime(),
                draft.endTime(),
                draft.renewTill(),
                realm,
                service.name(),
                draft.addresses(),
                facts.encryptedPaData().apply(outside.key()));
        return Octets.wrap(KerberosCodec.encode(new KdcReply(
                facts.type(),
                outside.padata(),
                outside.client().realm(),
                outside.client().name(),
                ticket,
                sealed(outside.key(), replyKey.usage(), replyKey.kvno(), KerberosCodec.encode(facts.type(), part)))));
    }

    private EncryptedData sealed(ProtocolKey key, KeyUsage usage, Optional<Kvno> kvno, byte[] plain) {
        return new EncryptedData(key.etype(), kvno, Octets.wrap(key.seal(usage, plain, random)));
    }
}
