package org.hanse.kdc.dispatch;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.as.AsExchange;
import org.hanse.kdc.audit.AuditSink;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.kdc.preauth.Preauthentication;
import org.hanse.kdc.tgs.TgsExchange;
import org.hanse.kdc.ticket.Enveloped;
import org.hanse.kdc.ticket.KdcOutcome;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;

/**
 * Octets to octets, RFC 4120 §3.1 and §3.3: decodes, reads the clock once, hands the request to its exchange, and makes an answer
 * and a record of whatever comes of it. Thread-safe.
 */
public final class Dispatcher implements MessageHandler {
    private static final Logger LOG = LogManager.getLogger(Dispatcher.class);

    /** APPLICATION 10 and 12, constructed: the first octets of an AS-REQ and of a TGS-REQ (RFC 4120 §5.10). */
    private static final byte AS_REQ_TAG = 0x6A;

    private static final byte TGS_REQ_TAG = 0x6C;

    /**
     * Longest answer in a datagram, in octets. MIT's default: within what loopback and most networks carry in few fragments; who
     * gets KRB_ERR_RESPONSE_TOO_BIG comes again over TCP (RFC 4120 §7.2.1).
     */
    static final int MAX_DATAGRAM_REPLY = 4096;

    /**
     * How many times longer than the request an answer in a datagram may be, to somebody who has proved nothing: the address may be
     * forged, and its true owner gets the answer. Who is really there comes again over TCP. A first answer to a stock client's AS-REQ,
     * with hints for four enctypes and a cookie, is about twice its length.
     */
    static final int MAX_AMPLIFICATION = 5;

    private static final byte[] SILENCE = new byte[0];

    private final Preauthentication.Choice mechanisms;
    private final OpenedTickets tickets = new OpenedTickets();
    private final AsExchange as;
    private final TgsExchange tgs;
    private final ReplayCache replays;
    private final Retransmissions retransmissions;
    private final ErrorReplies errors;
    private final RequestIds ids;
    private final Clock clock;
    private final SecureRandom random;
    private final AuditSink audit;

    public Dispatcher(Realm realm, Clock clock, SecureRandom random, AuditSink audit) {
        this(realm, Preauthentication::mechanisms, clock, random, audit);
    }

    /** With other mechanisms of pre-authentication. */
    public Dispatcher(
            Realm realm, Preauthentication.Choice mechanisms, Clock clock, SecureRandom random, AuditSink audit) {
        this(
                realm,
                mechanisms,
                new ReplayCache(realm.settings().clockSkew()),
                new Retransmissions(),
                new RequestIds(random),
                clock,
                random,
                audit);
    }

    private Dispatcher(
            Realm realm,
            Preauthentication.Choice mechanisms,
            ReplayCache replays,
            Retransmissions retransmissions,
            RequestIds ids,
            Clock clock,
            SecureRandom random,
            AuditSink audit) {
        this.mechanisms = mechanisms;
        this.as = new AsExchange(realm, random, tickets, mechanisms.of(realm, random, replays));
        this.tgs = new TgsExchange(realm, random, tickets, replays);
        this.replays = replays;
        this.retransmissions = retransmissions;
        this.errors = new ErrorReplies(realm.name());
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.audit = audit;
    }

    /**
     * The same dispatcher under other settings of the realm: what it has seen it still knows, so no request can be replayed
     * across the change. The clock skew must be the old one, since it decides for how long replays are remembered.
     */
    public Dispatcher under(Realm realm) {
        return new Dispatcher(realm, mechanisms, replays, retransmissions, ids, clock, random, audit);
    }

    /** Of the tickets and replies that it keeps. */
    public List<CacheCounts.Figures> caches() {
        return List.of(tickets.figures(), retransmissions.figures());
    }

    /** The part of the room for replays that is taken, 0 to 1. */
    public double replaysUsed() {
        return replays.used();
    }

    /** Of which kind a message is, as its first octet says. */
    public static RequestRecord.Kind kindOf(byte[] message) {
        if (message.length == 0) {
            return RequestRecord.Kind.OTHER;
        }
        return switch (message[0]) {
            case AS_REQ_TAG -> RequestRecord.Kind.AS_REQ;
            case TGS_REQ_TAG -> RequestRecord.Kind.TGS_REQ;
            default -> RequestRecord.Kind.OTHER;
        };
    }

    @Override
    public byte[] answer(byte[] message, Origin origin) {
        Instant now = clock.instant();
        String id = ids.next();
        if (message.length == 0 || (message[0] != AS_REQ_TAG && message[0] != TGS_REQ_TAG)) {
            return unreadable(Reason.NOT_A_KDC_REQUEST, "", message, id, origin, now);
        }
        Retransmissions.Request arrival =
                retransmissions.request(message, origin.address().getAddress(), now);
        Optional<Retransmissions.Reply> earlier = arrival.earlierReply();
        if (earlier.isPresent()) {
            return sent(earlier.get(), message, id, origin, now);
        }
        KdcRequest request;
        try {
            request = KerberosCodec.decodeKdcRequest(message);
        } catch (DecodeFault fault) {
            return unreadable(reason(fault.kind()), fault.getMessage(), message, id, origin, now);
        }
        KdcOutcome outcome;
        try {
            outcome = request.type() == MessageType.AS_REQ
                    ? as.answer(request, message, arrival.digest(), now)
                    : tgs.answer(request, origin, now);
        } catch (RuntimeException ours) {
            LOG.error("request {} failed inside the server: this is a fault of Hanse, please report it", id, ours);
            outcome = KdcOutcome.Refused.of(
                    Enveloped.inClear(request),
                    Optional.empty(),
                    new Refusal(Reason.INTERNAL_ERROR, ours.getClass().getSimpleName()));
        }
        return outcome instanceof KdcOutcome.Issued issued
                ? issued(issued, message, arrival, id, origin, now)
                : refused((KdcOutcome.Refused) outcome, message, arrival, id, origin, now);
    }

    @Override
    public byte[] refuse(Reason reason, Origin origin) {
        return unreadable(reason, "", new byte[0], ids.next(), origin, clock.instant());
    }

    private byte[] issued(
            KdcOutcome.Issued issued,
            byte[] message,
            Retransmissions.Request arrival,
            String id,
            Origin origin,
            Instant now) {
        Retransmissions.Reply reply = new Retransmissions.Reply(issued.reply(), issued.proven());
        arrival.keep(reply);
        List<String> notes = new ArrayList<>(issued.notes());
        if (!fits(reply, message, origin)) {
            notes.add("too long for a datagram, kept for TCP");
        }
        record(
                issued,
                id,
                origin,
                now,
                Optional.empty(),
                Optional.of(issued.facts()),
                notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes)));
        return sent(reply, message, id, origin, now);
    }

    private byte[] refused(
            KdcOutcome.Refused refused,
            byte[] message,
            Retransmissions.Request arrival,
            String id,
            Origin origin,
            Instant now) {
        record(
                refused,
                id,
                origin,
                now,
                Optional.of(refused.reason()),
                Optional.empty(),
                refused.detail().equals(refused.reason().name()) ? Optional.empty() : Optional.of(refused.detail()));
        Retransmissions.Reply error = new Retransmissions.Reply(Octets.wrap(errors.of(refused, id, now)), false);
        if (refused.request().type() == MessageType.TGS_REQ && refused.client().isPresent()) {
            // Its authenticator is used up: sent again for a lost answer it would look like a replay. What is refused
            // before that, to anybody at all, does not push out what was kept for others.
            arrival.keep(error);
        }
        return sent(error, message, id, origin, now);
    }

    /** RFC 4120 §7.2.1: what does not fit is asked for again over TCP; silence if not even saying so fits. */
    private byte[] sent(Retransmissions.Reply reply, byte[] message, String id, Origin origin, Instant now) {
        if (fits(reply, message, origin)) {
            return reply.octets().toByteArray();
        }
        byte[] tooBig = errors.plain(Reason.REPLY_TOO_BIG_FOR_UDP, id, now);
        return tooBig.length <= MAX_AMPLIFICATION * message.length ? tooBig : SILENCE;
    }

    /** Over UDP such a message gets silence: an answer to anything at all would let two servers talk to each other for ever. */
    private byte[] unreadable(Reason reason, String detail, byte[] message, String id, Origin origin, Instant now) {
        audit.record(new RequestRecord(
                now,
                id,
                RequestRecord.Kind.OTHER,
                origin,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason),
                Optional.empty(),
                detail.isEmpty() ? Optional.empty() : Optional.of(detail)));
        // These two are requests all the same; their senders are clients that can use the answer.
        boolean readableEnough = reason == Reason.REQUEST_WRONG_VERSION || reason == Reason.REQUEST_TOO_LONG;
        return origin.transport() == Transport.UDP && !readableEnough
                ? SILENCE
                : sent(
                        new Retransmissions.Reply(Octets.wrap(errors.plain(reason, id, now)), false),
                        message,
                        id,
                        origin,
                        now);
    }

    private void record(
            KdcOutcome outcome,
            String id,
            Origin origin,
            Instant now,
            Optional<Reason> reason,
            Optional<RequestRecord.Issued> facts,
            Optional<String> detail) {
        KdcRequest request = outcome.request();
        RealmName asked = request.body().realm();
        audit.record(new RequestRecord(
                now,
                id,
                request.type() == MessageType.AS_REQ ? RequestRecord.Kind.AS_REQ : RequestRecord.Kind.TGS_REQ,
                origin,
                request.body().etypes(),
                outcome.client(),
                request.body().service().map(name -> new Principal(name, asked)),
                reason,
                facts,
                detail));
    }

    private static boolean fits(Retransmissions.Reply reply, byte[] message, Origin origin) {
        int length = reply.octets().length();
        return origin.transport() != Transport.UDP
                || (length <= MAX_DATAGRAM_REPLY && (reply.proven() || length <= MAX_AMPLIFICATION * message.length));
    }

    private static Reason reason(DecodeFault.Kind kind) {
        return switch (kind) {
            case MALFORMED -> Reason.REQUEST_MALFORMED;
            case WRONG_MESSAGE_TYPE -> Reason.REQUEST_WRONG_TYPE;
            case WRONG_VERSION -> Reason.REQUEST_WRONG_VERSION;
            case TOO_LONG -> Reason.REQUEST_TOO_LONG;
        };
    }
}
