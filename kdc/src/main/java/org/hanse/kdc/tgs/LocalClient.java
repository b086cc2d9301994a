package org.hanse.kdc.tgs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.policy.ClientRules;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.name.PrincipalName;

/**
 * The client's entry, when the client is ours: a TGT in somebody's hand does not keep a deleted, locked or expired account alive.
 */
final class LocalClient {
    private LocalClient() {}

    /**
     * @return the entry; empty for a client that a peer vouches for
     * @throws Refusal TGT_CLIENT_GONE, CLIENT_EXPIRED, CLIENT_LOCKED
     */
    static Optional<PrincipalEntry> check(Realm realm, HeaderTicket header, Instant now) throws Refusal {
        if (header.issuer().isPresent() || !header.client().realm().equals(realm.name())) {
            return Optional.empty();
        }
        PrincipalEntry entry =
                stillThere(realm, header.opened()).orElseThrow(() -> new Refusal(Reason.TGT_CLIENT_GONE));
        ClientRules.check(entry, now);
        return Optional.of(entry);
    }

    /** The entry that the ticket was issued to, if it is still there and still the same person's. */
    static Optional<PrincipalEntry> stillThere(Realm realm, OpenedTicket ticket) {
        PrincipalName name = ticket.client().name();
        return realm.principals()
                .find(name)
                .filter(found -> found.name().equals(name))
                // Names are not recycled silently; where an operator does reuse one, the old holder's TGT is not the
                // new one's. Tickets count whole seconds, so the second of creation itself is given.
                .filter(found ->
                        !ticket.part().authTime().isBefore(found.created().truncatedTo(ChronoUnit.SECONDS)));
    }
}
