package org.hanse.client.accept;

import java.util.List;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.realmtrust.transited.Transited;
import org.hanse.realmtrust.transited.TransitedFault;

/** The realms between client and service as a ticket tells them, RFC 4120 §3.3.3.2. */
final class TransitedRealms {
    private TransitedRealms() {}

    /** Whoever cannot read the path cannot judge it: an unreadable one is refused. */
    static List<RealmName> of(EncTicketPart part, RealmName serviceRealm) throws Refusal {
        try {
            return Transited.decode(part.transited(), part.clientRealm(), serviceRealm);
        } catch (TransitedFault fault) {
            throw Refusal.because(
                            RefusalReason.PATH_NOT_ADMITTED,
                            "the ticket's list of realms on its way is unreadable: " + fault.getMessage())
                    .of(new Principal(part.clientName(), part.clientRealm()));
        }
    }
}
