package org.hanse.kdc.ticket;

import java.util.Optional;
import org.hanse.protocol.wire.EncTicketPart;

/**
 * What a ticket comes from.
 *
 * @param parent the ticket it was got by; empty for an initial ticket
 * @param renewal whether it is that ticket renewed, and so may end later than it
 */
public record Lineage(Optional<EncTicketPart> parent, boolean renewal) {
    public static final Lineage INITIAL = new Lineage(Optional.empty(), false);

    public static Lineage from(EncTicketPart parent) {
        return new Lineage(Optional.of(parent), false);
    }

    public static Lineage renewalOf(EncTicketPart parent) {
        return new Lineage(Optional.of(parent), true);
    }
}
