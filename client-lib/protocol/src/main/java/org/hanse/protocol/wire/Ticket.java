package org.hanse.protocol.wire;

import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * A ticket, RFC 4120 §5.3.
 *
 * @param realm the issuing realm
 * @param service whose key sealed it, as the clear text says
 * @param sealed an {@link EncTicketPart} under that key, key usage 2
 * @param encoded the DER of the whole ticket as it was received or first made; this is what is passed on, never a re-encoding
 */
public record Ticket(RealmName realm, PrincipalName service, EncryptedData sealed, Octets encoded) {
    /** The same in arrays of its own, for who keeps it longer than the message that it came in. */
    public Ticket detached() {
        EncryptedData own = new EncryptedData(sealed.etype(), sealed.kvno(), Octets.copyOf(sealed.cipher()));
        return new Ticket(realm, service, own, Octets.copyOf(encoded));
    }
}
