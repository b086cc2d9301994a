package org.hanse.client.accept;

import java.util.List;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.TransitedEncoding;

/** The realms between client and service as a ticket tells them, RFC 4120 §3.3.3.2. */
final class TransitedRealms {
    private TransitedRealms() {}

    static List<RealmName> of(EncTicketPart part, RealmName serviceRealm) throws Refusal {
        TransitedEncoding encoding = part.transited();
        if (encoding.contents().length() == 0) {
            return List.of();
        }
        throw Refusal.because(
                        RefusalReason.PATH_NOT_ADMITTED,
                        "the ticket names the realms on its way in a form that cannot be read (type " + encoding.type()
                                + ")")
                .of(new Principal(part.clientName(), part.clientRealm()));
    }
}
