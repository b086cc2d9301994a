package org.hanse.kdc.tgs;

import java.util.Optional;
import org.hanse.kdc.policy.GrantableFlag;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.realmtrust.trust.Trust;

/**
 * The ticket that a TGS-REQ rests on, verified: sealed under one of our keys, in force, presented by who holds its session key,
 * for exactly this body. Only {@link HeaderTicketVerifier} makes one, and nothing is issued without one.
 */
final class HeaderTicket {
    private final OpenedTicket ticket;
    private final Optional<Trust> issuer;
    private final boolean tgt;
    private final ProtocolKey replyKey;
    private final boolean subkey;

    HeaderTicket(PresentedTicket presented) {
        this.ticket = presented.opened();
        this.issuer = presented.issuer();
        this.tgt = presented.tgt();
        // RFC 4120 §3.3.3: the reply is sealed under the authenticator's subkey if there is one.
        this.subkey = presented.subkey().isPresent();
        this.replyKey = presented.subkey().orElse(ticket.sessionKey());
    }

    EncTicketPart part() {
        return ticket.part();
    }

    /**
     * The flags that count here: a peer's FORWARDABLE, PROXIABLE and MAY-POSTDATE only if the trust lets them; those of a client of
     * ours, and RENEWABLE, only while its entry lets it have them.
     */
    TicketFlags usableFlags(Optional<PrincipalEntry> client) {
        TicketFlags flags = part().flags();
        boolean limited =
                issuer.map(trust -> !trust.policy().allowForwardable()).orElse(false);
        for (GrantableFlag grantable : GrantableFlag.values()) {
            if (limited || !mayHave(client, grantable.permission())) {
                flags = flags.without(grantable.flag());
            }
        }
        return mayHave(client, PrincipalFlag.ALLOW_RENEWABLE) ? flags : flags.without(TicketFlag.RENEWABLE);
    }

    private static boolean mayHave(Optional<PrincipalEntry> client, PrincipalFlag permission) {
        return client.map(entry -> entry.has(permission)).orElse(true);
    }

    Principal client() {
        return ticket.client();
    }

    OpenedTicket opened() {
        return ticket;
    }

    /** The trust under which it came in; empty if we issued it ourselves. */
    Optional<Trust> issuer() {
        return issuer;
    }

    /** Whether it is a ticket-granting ticket for this realm; else a service ticket, good for RENEW, VALIDATE and PROXY only. */
    boolean isTgt() {
        return tgt;
    }

    ProtocolKey replyKey() {
        return replyKey;
    }

    KeyUsage replyUsage() {
        return subkey ? KeyUsage.TGS_REP_SUBKEY : KeyUsage.TGS_REP_SESSION_KEY;
    }

    KeyUsage authorizationDataUsage() {
        return subkey ? KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY : KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY;
    }
}
