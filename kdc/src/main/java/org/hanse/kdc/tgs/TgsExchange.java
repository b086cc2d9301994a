package org.hanse.kdc.tgs;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.kdc.fast.Fast;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.Enveloped;
import org.hanse.kdc.ticket.KdcOutcome;
import org.hanse.kdc.ticket.Limits;
import org.hanse.kdc.ticket.Lineage;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.SessionKeys;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.kdc.ticket.TicketSealer;
import org.hanse.kdc.ticket.TicketTimes;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** The ticket-granting exchange, RFC 4120 §3.3. Thread-safe. */
public final class TgsExchange {
    private final Realm realm;
    private final HeaderTicketVerifier verifier;
    private final Fast fast;
    private final Destination destination;
    private final SessionKeys sessionKeys;
    private final TicketSealer sealer;

    /**
     * @param tickets shared with the other exchange
     * @param replays with a window for the realm's clock skew; outlives this exchange when settings change
     */
    public TgsExchange(Realm realm, SecureRandom random, OpenedTickets tickets, ReplayCache replays) {
        this.realm = realm;
        this.verifier = new HeaderTicketVerifier(realm, tickets, replays);
        this.fast = new Fast(realm, tickets, random);
        this.destination = new Destination(realm);
        this.sessionKeys = new SessionKeys(realm.settings(), random);
        this.sealer = new TicketSealer(realm.name(), random);
    }

    /** RFC 4120 §3.3.2 and §3.3.3. {@code now} is read once per request, by the dispatcher. */
    public KdcOutcome answer(KdcRequest request, Origin origin, Instant now) {
        PresentedTicket presented;
        Enveloped asked = Enveloped.inClear(request);
        try {
            presented = verifier.present(request, now); // §3.3.2 with §3.2.3
            asked = fast.ofTgsRequest(request, presented.apRequest(), presented.opened(), presented.subkey());
        } catch (Refusal refusal) {
            return KdcOutcome.Refused.of(asked, Optional.empty(), refusal);
        }
        return answer(asked, presented, origin, now);
    }

    private KdcOutcome answer(Enveloped asked, PresentedTicket presented, Origin origin, Instant now) {
        KdcRequestBody body = asked.request().body();
        Optional<Principal> client = Optional.of(presented.opened().client());
        try {
            asked.envelope().check(); // RFC 6113 §5.4.2
            FastMarks.check(presented, asked.envelope().armorKey().isPresent());
            HeaderTicket header = verifier.judge(presented, body.options(), origin, now); // §3.3.2 with §3.2.3
            PathCheck path = PathCheck.of(realm, header, body.options()); // §3.3.3.2
            Optional<PrincipalEntry> entry = LocalClient.check(realm, header, now); // local policy
            TicketFlags usable = header.usableFlags(entry);
            HeaderTicketMustAllow.check(body.options(), usable); // §3.3.3
            Optional<SecondTicket> second = SecondTicket.of(realm, body, now); // §3.7
            TargetService service = destination.of(body, header, path, second, now); // §3.3.3
            AuthorizationData carried = CarriedAuthorizationData.of(header, service, body.encryptedAuthorizationData());
            return issued(asked, header, usable, path, limits(service, header, entry), service, carried, now);
        } catch (Refusal refusal) {
            return KdcOutcome.Refused.of(asked, client, refusal);
        }
    }

    private Limits limits(TargetService service, HeaderTicket header, Optional<PrincipalEntry> client) {
        Limits limits = client.map(realm::limitsOf).orElse(realm.limits()).and(service.limits());
        return header.issuer()
                .map(trust ->
                        limits.and(trust.policy().maxLife(), trust.policy().maxLife()))
                .orElse(limits);
    }

    private KdcOutcome issued(
            Enveloped asked,
            HeaderTicket header,
            TicketFlags usable,
            PathCheck path,
            Limits limits,
            TargetService service,
            AuthorizationData carried,
            Instant now)
            throws Refusal {
        KdcRequestBody body = asked.request().body();
        KdcOptions options = body.options();
        EncTicketPart old = header.part();
        boolean renew = options.has(KdcOption.RENEW);
        boolean validate = options.has(KdcOption.VALIDATE);
        TicketTimes times;
        TicketFlags flags;
        if (validate) {
            times = TicketTimes.kept(old);
            flags = TgsFlags.afresh(old.flags());
        } else if (renew) {
            times = TicketTimes.renewed(old, now);
            flags = TgsFlags.afresh(old.flags());
        } else {
            boolean renewable = usable.has(TicketFlag.RENEWABLE) && service.has(PrincipalFlag.ALLOW_RENEWABLE);
            times = TicketTimes.derived(
                    body, old, service, now, realm.settings().clockSkew(), limits, renewable);
            flags = TgsFlags.derived(options, header, usable, service, times, path, now);
        }
        ProtocolKey sessionKey = sessionKeys.choose(body.etypes(), service);
        EncTicketPart draft = new EncTicketPart(
                flags,
                sessionKey.toEncryptionKey(),
                old.clientRealm(),
                old.clientName(),
                path.transited(),
                times.auth(),
                Optional.of(times.start()),
                times.end(),
                times.renewTill(),
                addresses(body, old),
                carried);
        Octets reply = sealer.seal(
                draft,
                renew ? Lineage.renewalOf(old) : Lineage.from(old),
                service,
                new TicketSealer.ReplyKey(header.replyKey(), header.replyUsage(), Optional.empty(), true),
                new TicketSealer.ReplyFacts(
                        MessageType.TGS_REP, List.of(), body.nonce(), Optional.empty(), key -> List.of(), now),
                asked.envelope());
        return new KdcOutcome.Issued(
                asked.request(),
                Optional.of(header.client()),
                reply,
                true,
                new RequestRecord.Issued(
                        times.auth(),
                        times.end(),
                        header.replyKey().etype(),
                        service.key().etype(),
                        sessionKey.etype()),
                path.notes());
    }

    /** RFC 4120 §3.3.3: the header ticket's, unless forwarding or a proxy moves the ticket elsewhere. */
    private static List<HostAddress> addresses(KdcRequestBody body, EncTicketPart old) {
        boolean moved =
                body.options().has(KdcOption.FORWARDED) || body.options().has(KdcOption.PROXY);
        return moved ? body.addresses() : old.addresses();
    }
}
