package org.hanse.client.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.TicketFlags;

/**
 * Who is calling, as the service's realm vouches for it.
 *
 * @param principal the client
 * @param service the principal whose key opened the ticket
 * @param transited the realms between the client's and the service's, in order of travel where the ticket says so
 * @param transitedPolicyChecked whether the service's realm has approved of those realms (RFC 4120 §2.7)
 * @param authenticated when the client proved itself to its own realm
 * @param expires when the ticket ends; what is granted on its strength should end then too
 * @param flags the ticket's
 * @param authorizationData the ticket's, not interpreted
 */
public record Caller(
        Principal principal,
        Principal service,
        List<RealmName> transited,
        boolean transitedPolicyChecked,
        Instant authenticated,
        Instant expires,
        TicketFlags flags,
        AuthorizationData authorizationData) {
    public Caller {
        transited = List.copyOf(transited);
    }

    /** The realm that vouches for the client: its home. */
    public RealmName realm() {
        return principal.realm();
    }

    /** From the client's realm to the service's, both included; one realm only if they are the same. */
    public List<RealmName> path() {
        List<RealmName> path = new ArrayList<>();
        path.add(principal.realm());
        path.addAll(transited);
        if (!service.realm().equals(principal.realm()) || !transited.isEmpty()) {
            path.add(service.realm());
        }
        return List.copyOf(path);
    }
}
