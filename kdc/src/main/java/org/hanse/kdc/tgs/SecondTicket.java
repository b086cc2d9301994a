package org.hanse.kdc.tgs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.KeyVersions;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.Services;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.Ticket;

/**
 * The ticket of the one called upon in user-to-user authentication, RFC 4120 §3.3.3 and §3.7: its session key seals the new ticket.
 * It is a ticket-granting ticket of ours, in force, of a principal of ours who is still there. Who presents it need not be its
 * owner, and cannot use it without the session key; so there is no authenticator to it and its addresses are not looked at.
 */
final class SecondTicket {
    private final OpenedTicket ticket;
    private final PrincipalEntry owner;

    private SecondTicket(OpenedTicket ticket, PrincipalEntry owner) {
        this.ticket = ticket;
        this.owner = owner;
    }

    /**
     * @return empty if the request is not for user-to-user authentication; additional tickets are then not looked at
     */
    static Optional<SecondTicket> of(Realm realm, KdcRequestBody body, Instant now) throws Refusal {
        if (!body.options().has(KdcOption.ENC_TKT_IN_SKEY)) {
            return Optional.empty();
        }
        if (body.additionalTickets().isEmpty()) {
            throw new Refusal(Reason.SECOND_TICKET_MISSING);
        }
        // §5.4.1: options take their tickets in the order of the bits, and no other option that takes one is served.
        OpenedTicket opened = opened(realm, body.additionalTickets().get(0));
        checkTimes(opened, realm.settings().clockSkew(), now);
        // A name counts with its realm: a guest who holds a ticket-granting ticket of ours is nobody's namesake here.
        if (!opened.client().realm().equals(realm.name())) {
            throw new Refusal(
                    Reason.SECOND_TICKET_OWNER_MISMATCH, opened.client().toString());
        }
        PrincipalEntry owner =
                LocalClient.stillThere(realm, opened).orElseThrow(() -> new Refusal(Reason.SECOND_TICKET_OWNER_GONE));
        return Optional.of(new SecondTicket(opened, owner));
    }

    private static OpenedTicket opened(Realm realm, Ticket ticket) throws Refusal {
        // §5.4.1 allows an inter-realm one too. The peer knows its session key, and would read what is meant for a
        // user of ours; MIT's KDC refuses it likewise.
        if (!ticket.realm().equals(realm.name()) || !ticket.service().equals(realm.tgsName())) {
            throw new Refusal(Reason.SECOND_TICKET_NOT_TGT, ticket.service() + "@" + ticket.realm());
        }
        PrincipalEntry tgs = realm.principals()
                .find(realm.tgsName())
                .orElseThrow(() -> new Refusal(Reason.SECOND_TICKET_KEY_VERSION_UNKNOWN));
        List<ProtocolKey> keys;
        try {
            keys = KeyVersions.of(tgs).candidates(ticket.sealed());
        } catch (Refusal notKept) {
            throw new Refusal(Reason.SECOND_TICKET_KEY_VERSION_UNKNOWN);
        }
        try {
            return OpenedTicket.open(ticket, keys);
        } catch (ApFault fault) {
            throw new Refusal(
                    fault.kind() == ApFault.Kind.SESSION_KEY_UNSUPPORTED
                            ? Reason.SECOND_TICKET_KEY_UNSUPPORTED
                            : Reason.SECOND_TICKET_NOT_OPENED,
                    fault.kind().name());
        }
    }

    private static void checkTimes(OpenedTicket opened, Duration skew, Instant now) throws Refusal {
        try {
            opened.checkTimes(now, skew, Duration.ZERO);
        } catch (ApFault fault) {
            throw new Refusal(
                    fault.kind() == ApFault.Kind.TICKET_EXPIRED
                            ? Reason.SECOND_TICKET_EXPIRED
                            : Reason.SECOND_TICKET_NOT_YET_VALID);
        }
    }

    /** Whose it is. */
    PrincipalName owner() {
        return owner.name();
    }

    /**
     * Its owner as the service that the ticket is for, under the name asked for: the owner's own or one of its aliases.
     *
     * @throws Refusal SERVICE_NOT_FOUND, SECOND_TICKET_OWNER_MISMATCH, SECOND_TICKET_NOT_ALLOWED
     */
    TargetService asService(PrincipalName asked, Realm realm, Services services, List<EncType> wanted) throws Refusal {
        PrincipalEntry entry = realm.principals()
                .find(asked)
                .filter(found -> found.has(PrincipalFlag.ALLOW_TIX))
                .orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
        if (!entry.subjectId().equals(owner.subjectId())) {
            throw new Refusal(Reason.SECOND_TICKET_OWNER_MISMATCH, owner.name().toString());
        }
        if (!entry.has(PrincipalFlag.ALLOW_DUP_SKEY)) {
            throw new Refusal(Reason.SECOND_TICKET_NOT_ALLOWED);
        }
        return services.byUserToUser(
                asked, entry, ticket.sessionKey(), wanted, ticket.part().endTime());
    }
}
