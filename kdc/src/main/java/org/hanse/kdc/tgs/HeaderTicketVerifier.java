package org.hanse.kdc.tgs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.Faults;
import org.hanse.kdc.ticket.KeyVersions;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.realmtrust.trust.Trust;

/** Gathers and verifies PA-TGS-REQ, RFC 4120 §3.3.2 with §3.2.3. Thread-safe. */
final class HeaderTicketVerifier {
    private final Realm realm;
    private final OpenedTickets tickets;
    private final ReplayCache replays;

    HeaderTicketVerifier(Realm realm, OpenedTickets tickets, ReplayCache replays) {
        this.realm = realm;
        this.tickets = tickets;
        this.replays = replays;
    }

    /** Whose key sealed the ticket. */
    private record Issuer(KeyVersions keys, Optional<Trust> trust, boolean tgt) {}

    /** §3.2.3 as far as the ticket, its authenticator and the message as received go. */
    PresentedTicket present(KdcRequest request, Instant now) throws Refusal {
        PaData padata = request.firstPaData(PaType.TGS_REQ).orElseThrow(() -> new Refusal(Reason.NO_TGS_REQ_PADATA));
        ApRequest presented = apRequest(padata);
        Issuer issuer = issuer(presented.ticket());
        try {
            OpenedTicket opened = opened(presented.ticket(), issuer);
            Authenticator authenticator = opened.authenticate(
                    presented.authenticator(),
                    KeyUsage.TGS_REQ_AUTHENTICATOR,
                    now,
                    realm.settings().clockSkew());
            checkBody(request, presented, opened, authenticator, now);
            switch (replays.admit(
                    presented.authenticator().cipher(), authenticator.time().instant(), now)) {
                case ADMITTED -> {}
                case REPLAYED -> throw new Refusal(Reason.AUTHENTICATOR_REPLAYED);
                case FULL -> throw new Refusal(Reason.REPLAYS_FULL);
            }
            return new PresentedTicket(
                    padata.value(), opened, authenticator, subkey(authenticator), issuer.trust(), issuer.tgt());
        } catch (ApFault fault) {
            throw Faults.refusal(fault);
        }
    }

    /** Whether the ticket is good for what is asked, in force, and comes from where it may. */
    HeaderTicket judge(PresentedTicket presented, KdcOptions asked, Origin origin, Instant now) throws Refusal {
        // RFC 4120 §3.3.2 (b).
        boolean ofAnyService =
                asked.has(KdcOption.RENEW) || asked.has(KdcOption.VALIDATE) || asked.has(KdcOption.PROXY);
        if (!presented.tgt() && !ofAnyService) {
            throw new Refusal(Reason.TGT_NOT_FOR_US);
        }
        try {
            checkTimes(presented.opened(), asked, now);
            presented.opened().checkAddress(origin.address().getAddress());
            return new HeaderTicket(presented);
        } catch (ApFault fault) {
            throw Faults.refusal(fault);
        }
    }

    private static ApRequest apRequest(PaData padata) throws Refusal {
        ApRequest presented;
        try {
            presented = KerberosCodec.decodeApRequest(padata.value());
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.AP_REQ_MALFORMED, fault.getMessage());
        }
        // Both ask for something that has no meaning towards a KDC; MIT refuses them too.
        if (presented.options().has(ApOptions.ApOption.USE_SESSION_KEY)
                || presented.options().has(ApOptions.ApOption.MUTUAL_REQUIRED)) {
            throw new Refusal(Reason.AP_OPTIONS_REFUSED);
        }
        return presented;
    }

    /**
     * RFC 4120 §3.3.2: the clear-text name of the ticket chooses the key; if the choice is wrong, the seal does not open. A key
     * shared with a peer opens only what the peer issued for us, never what we issued for the peer.
     */
    private Issuer issuer(Ticket ticket) throws Refusal {
        boolean forOurTgs = ticket.service().equals(realm.tgsName());
        if (!ticket.realm().equals(realm.name())) {
            if (!forOurTgs) {
                throw new Refusal(Reason.TGT_NOT_FOR_US);
            }
            Trust trust = realm.trusts().find(ticket.realm()).orElseThrow(() -> new Refusal(Reason.TRUST_UNKNOWN));
            if (!trust.admitsIn()) {
                throw new Refusal(Reason.TRUST_NOT_INBOUND);
            }
            return new Issuer(KeyVersions.of(trust.keysIn()), Optional.of(trust), true);
        }
        // Nobody's ticket is under the key of who is no service. To try it would let strangers guess its password by
        // tickets that they make themselves, and tell them that there is such a user; MIT does not look it up either.
        PrincipalEntry entry = realm.principals()
                .find(ticket.service())
                .filter(found -> found.has(PrincipalFlag.ALLOW_SVR))
                .orElseThrow(() -> new Refusal(Reason.TGT_NOT_FOR_US));
        return new Issuer(KeyVersions.of(entry), Optional.empty(), forOurTgs);
    }

    private OpenedTicket opened(Ticket ticket, Issuer issuer) throws ApFault, Refusal {
        try {
            return tickets.open(ticket, issuer.keys().candidates(ticket.sealed()));
        } catch (ApFault | Refusal fault) {
            if (!issuer.tgt() && realm.settings().hideUnknownUsers()) {
                // A made-up ticket must not tell whether there is a principal of its service's name, nor its kvno.
                throw new Refusal(Reason.TGT_NOT_FOR_US, "it does not open");
            }
            throw fault;
        }
    }

    /** RFC 4120 §3.3.2: a keyed checksum over the body as it came in; ours alone, of the session key's enctype. */
    private void checkBody(
            KdcRequest request, ApRequest presented, OpenedTicket opened, Authenticator authenticator, Instant now)
            throws Refusal {
        Checksum checksum = authenticator.checksum().orElseThrow(() -> new Refusal(Reason.BODY_CHECKSUM_MISSING));
        if (!checksum.type().equals(opened.sessionKey().checksumType())) {
            throw new Refusal(
                    BodyChecksums.isKnown(checksum.type())
                            ? Reason.BODY_CHECKSUM_UNSUITED
                            : Reason.BODY_CHECKSUM_UNKNOWN,
                    checksum.type().toString());
        }
        boolean same = opened.sessionKey()
                .verify(
                        KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM,
                        request.bodyOctets().toByteArray(),
                        checksum);
        if (!same) {
            // §3.3.2: a body that does not fit, and an authenticator that came with one that did, is a replay.
            boolean replayed = replays.holds(
                    presented.authenticator().cipher(), authenticator.time().instant(), now);
            throw new Refusal(replayed ? Reason.AUTHENTICATOR_REPLAYED : Reason.BODY_MODIFIED);
        }
    }

    private void checkTimes(OpenedTicket opened, KdcOptions asked, Instant now) throws ApFault, Refusal {
        boolean invalid = opened.part().flags().has(TicketFlag.INVALID);
        if (asked.has(KdcOption.VALIDATE)) {
            if (!invalid) {
                throw new Refusal(Reason.TICKET_ALREADY_VALID);
            }
            if (opened.part().start().isAfter(now)) {
                throw new ApFault(ApFault.Kind.TICKET_NOT_YET_VALID);
            }
            if (now.isAfter(opened.part().endTime())) {
                throw new ApFault(ApFault.Kind.TICKET_EXPIRED);
            }
            return;
        }
        opened.checkTimes(now, realm.settings().clockSkew(), Duration.ZERO);
    }

    private static Optional<ProtocolKey> subkey(Authenticator authenticator) throws Refusal {
        try {
            return authenticator.subkey().map(ProtocolKey::of);
        } catch (IllegalArgumentException unsupported) {
            throw new Refusal(Reason.SUBKEY_UNSUPPORTED);
        }
    }
}
