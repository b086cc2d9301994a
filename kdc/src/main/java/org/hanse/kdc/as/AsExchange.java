package org.hanse.kdc.as;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.kdc.fast.Fast;
import org.hanse.kdc.policy.GrantableFlag;
import org.hanse.kdc.policy.ServiceRules;
import org.hanse.kdc.preauth.Attempt;
import org.hanse.kdc.preauth.ClientKeys;
import org.hanse.kdc.preauth.Mechanism;
import org.hanse.kdc.preauth.Preauthentication;
import org.hanse.kdc.preauth.Proof;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.ticket.Enveloped;
import org.hanse.kdc.ticket.KdcOutcome;
import org.hanse.kdc.ticket.Lineage;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.Services;
import org.hanse.kdc.ticket.SessionKeys;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.kdc.ticket.TicketSealer;
import org.hanse.kdc.ticket.TicketTimes;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/** The authentication service exchange, RFC 4120 §3.1. Thread-safe. */
public final class AsExchange {
    private final Realm realm;
    private final Fast fast;
    private final ClientLookup clients;
    private final Decoys decoys;
    private final Services services;
    private final SessionKeys sessionKeys;
    private final Preauthentication preauthentication;
    private final TicketSealer sealer;

    /**
     * @param tickets shared with the other exchange
     * @param mechanisms of pre-authentication, in the order of trying
     */
    public AsExchange(Realm realm, SecureRandom random, OpenedTickets tickets, List<Mechanism> mechanisms) {
        this.realm = realm;
        this.fast = new Fast(realm, tickets, random);
        this.clients = new ClientLookup(realm);
        this.decoys = new Decoys(realm, random);
        this.services = new Services(realm);
        this.sessionKeys = new SessionKeys(realm.settings(), random);
        this.preauthentication = new Preauthentication(mechanisms, realm, random);
        this.sealer = new TicketSealer(realm.name(), random);
    }

    /**
     * RFC 4120 §3.1.2 and §3.1.3.
     *
     * @param message the octets of the request, for RFC 6806 §11
     * @param digest tells the message from any other
     * @param now read once per request, by the dispatcher
     */
    public KdcOutcome answer(KdcRequest request, byte[] message, Octets digest, Instant now) {
        Enveloped asked;
        try {
            asked = fast.ofAsRequest(request, now); // RFC 6113 §5.4.2
        } catch (Refusal refusal) {
            return KdcOutcome.Refused.of(Enveloped.inClear(request), clients.claimed(request.body()), refusal);
        }
        return answer(asked, message, digest, now);
    }

    private KdcOutcome answer(Enveloped asked, byte[] message, Octets digest, Instant now) {
        KdcRequest request = asked.request();
        KdcRequestBody body = request.body();
        try {
            asked.envelope().check();
            Claimed claimed = claimed(body);
            AsRules.checkOptions(body.options());
            boolean hides = realm.settings().hideUnknownUsers();
            // Where users are hidden nothing is looked up beyond the claimed client until it has proved itself: what is
            // wrong with a service tells whether there is a user of that name.
            Optional<AsParties> before = hides ? Optional.empty() : Optional.of(parties(claimed, body, now));
            ClientKeys keys = keys(claimed.client(), body);
            PrincipalKey replyKey = keys.replyKey().orElseThrow(() -> new Refusal(Reason.CLIENT_HAS_NO_KEY));
            Principal client = new Principal(claimed.client().name(), realm.name());
            Proof proof = proof(
                    claimed,
                    new Attempt(request, digest, client, keys, asked.envelope().armorKey(), now),
                    before.map(AsParties::requirePreauth).orElse(true));
            AsParties parties = before.isPresent() ? before.get() : parties(claimed, body, now);
            return issued(asked, message, parties, proof, replyKey, now);
        } catch (Refusal refusal) {
            return KdcOutcome.Refused.of(asked, clients.claimed(request.body()), refusal);
        }
    }

    /**
     * Who the client claims to be.
     *
     * @param decoy whether there is no such client, which only the log may tell
     */
    private record Claimed(PrincipalEntry client, boolean decoy) {}

    /** RFC 4120 §3.1.3: the client is looked up first. */
    private Claimed claimed(KdcRequestBody body) throws Refusal {
        if (!body.realm().equals(realm.name())) {
            throw new Refusal(Reason.WRONG_REALM);
        }
        PrincipalName asked = body.client().orElseThrow(() -> new Refusal(Reason.CLIENT_NOT_FOUND));
        Optional<PrincipalEntry> client = clients.find(asked, body.options());
        if (client.isEmpty() && !realm.settings().hideUnknownUsers()) {
            throw new Refusal(Reason.CLIENT_NOT_FOUND);
        }
        return new Claimed(client.orElseGet(() -> decoys.of(clients.nameOf(asked, body.options()))), client.isEmpty());
    }

    /** RFC 4120 §3.1.3: the service is looked up next; then both must be what they need to be. */
    private AsParties parties(Claimed claimed, KdcRequestBody body, Instant now) throws Refusal {
        PrincipalName asked = body.service().orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
        TargetService service = services.find(asked, now).orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
        AsParties parties = new AsParties(claimed.client(), service);
        AsRules.checkClient(parties, body.options(), now);
        ServiceRules.check(service, now);
        return parties;
    }

    /** @param required whether client or service insists on a proof */
    private Proof proof(Claimed claimed, Attempt attempt, boolean required) throws Refusal {
        try {
            return preauthentication.verify(attempt, required);
        } catch (Refusal refusal) {
            throw claimed.decoy() ? refusal.noting("there is no such client") : refusal;
        }
    }

    /**
     * Where users are hidden, one without a key that the request lists looks like one that does not exist, and so does one whose keys
     * are random.
     */
    private ClientKeys keys(PrincipalEntry client, KdcRequestBody body) {
        ClientKeys keys = ClientKeys.of(client, body.etypes(), realm.settings());
        if (!realm.settings().hideUnknownUsers()) {
            return keys;
        }
        return keys.keys().isEmpty()
                ? ClientKeys.of(decoys.of(client.name()), body.etypes(), realm.settings())
                : decoys.salted(keys, client.name());
    }

    private KdcOutcome issued(
            Enveloped asked, byte[] message, AsParties parties, Proof proof, PrincipalKey longTerm, Instant now)
            throws Refusal {
        KdcRequestBody body = asked.request().body();
        ProtocolKey replyKey = proof.replyKey().orElse(longTerm.key());
        boolean protects = asked.request().firstPaData(PaType.REQ_ENC_PA_REP).isPresent();
        TargetService service = parties.service();
        TicketTimes times = TicketTimes.initial(
                body,
                now,
                realm.settings().clockSkew(),
                service.limits().and(realm.limitsOf(parties.client())),
                parties.bothHave(PrincipalFlag.ALLOW_RENEWABLE));
        ProtocolKey sessionKey = sessionKeys.choose(body.etypes(), service);
        Principal client = new Principal(parties.client().name(), realm.name());
        EncTicketPart draft = new EncTicketPart(
                flags(body, parties, proof, times).with(TicketFlag.ENC_PA_REP, protects),
                sessionKey.toEncryptionKey(),
                client.realm(),
                client.name(),
                TransitedEncoding.DIRECT,
                times.auth(),
                Optional.of(times.start()),
                times.end(),
                times.renewTill(),
                body.addresses(),
                AuthorizationData.NONE);
        Octets reply = sealer.seal(
                draft,
                Lineage.INITIAL,
                service,
                replyKey(proof, longTerm),
                new TicketSealer.ReplyFacts(
                        MessageType.AS_REP,
                        replyPaData(proof, longTerm),
                        body.nonce(),
                        keyExpiration(parties.client()),
                        key -> protects ? protectedPaData(message, key) : List.of(),
                        now),
                asked.envelope());
        return new KdcOutcome.Issued(
                asked.request(),
                Optional.of(client),
                reply,
                proof.preauthenticated(),
                new RequestRecord.Issued(
                        times.auth(),
                        times.end(),
                        replyKey.etype(),
                        service.key().etype(),
                        sessionKey.etype()),
                List.of());
    }

    private static TicketSealer.ReplyKey replyKey(Proof proof, PrincipalKey longTerm) {
        return new TicketSealer.ReplyKey(
                proof.replyKey().orElse(longTerm.key()),
                KeyUsage.AS_REP,
                proof.replyKey().isPresent() ? Optional.empty() : Optional.of(longTerm.kvno()),
                proof.strengthensReply());
    }

    /** RFC 4120 §5.2.7.5: how the reply key comes from the password, unless it does not. */
    private static List<PaData> replyPaData(Proof proof, PrincipalKey longTerm) {
        List<PaData> padata = new ArrayList<>(proof.reply());
        if (proof.replyKey().isEmpty()) {
            padata.add(ClientKeys.hint(List.of(longTerm)));
        }
        return padata;
    }

    /**
     * RFC 6806 §11: to who asks, a checksum of the whole request as it came in, so that the client sees what was altered on the
     * way, and may believe a name that it did not ask for. The empty PA-FX-FAST says that FAST is to be had here.
     */
    private static List<PaData> protectedPaData(byte[] message, ProtocolKey replyKey) {
        Checksum checksum = replyKey.checksum(KeyUsage.AS_REQ_CHECKSUM, message);
        return List.of(
                new PaData(PaType.REQ_ENC_PA_REP, Octets.wrap(KerberosCodec.encode(checksum))),
                new PaData(PaType.FX_FAST, Octets.EMPTY));
    }

    private static TicketFlags flags(KdcRequestBody body, AsParties parties, Proof proof, TicketTimes times) {
        TicketFlags flags = TicketFlags.of(TicketFlag.INITIAL)
                .with(TicketFlag.PRE_AUTHENT, proof.preauthenticated())
                .with(TicketFlag.OK_AS_DELEGATE, parties.service().has(PrincipalFlag.OK_AS_DELEGATE))
                .with(TicketFlag.RENEWABLE, times.renewTill().isPresent());
        for (GrantableFlag grantable : GrantableFlag.values()) {
            boolean granted = grantable.isAskedBy(body.options()) && parties.bothHave(grantable.permission());
            flags = flags.with(grantable.flag(), granted);
        }
        if (times.start().isAfter(times.auth())) {
            flags = flags.with(TicketFlag.POSTDATED).with(TicketFlag.INVALID);
        }
        return flags;
    }

    /** RFC 4120 §5.4.2: the earlier of the times at which the client's key stops working. */
    private static Optional<Instant> keyExpiration(PrincipalEntry client) {
        return Stream.of(client.expires(), client.passwordExpires())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
