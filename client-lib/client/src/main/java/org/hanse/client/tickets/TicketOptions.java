package org.hanse.client.tickets;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.HostAddress;

/**
 * What a service's ticket shall be like.
 *
 * @param etypes of the session key, instead of krb5.conf's
 * @param forwarded a TGT to be sent elsewhere, for {@code addresses}
 * @param proxy a service ticket to be used elsewhere, from {@code addresses}
 * @param canonicalize whether the KDC may name the service otherwise, even where its realm is known
 * @param fromCache whether a ticket of the cache will do
 */
public record TicketOptions(
        Optional<List<EncType>> etypes,
        boolean forwarded,
        boolean proxy,
        boolean canonicalize,
        List<HostAddress> addresses,
        boolean fromCache) {
    /** A plain ticket, from the cache if it is there. */
    public static final TicketOptions PLAIN = new TicketOptions(Optional.empty(), false, false, false, List.of(), true);

    public TicketOptions {
        etypes = etypes.map(List::copyOf);
        addresses = List.copyOf(addresses);
    }

    public TicketOptions withEtypes(List<EncType> wanted) {
        return new TicketOptions(Optional.of(wanted), forwarded, proxy, canonicalize, addresses, fromCache);
    }

    public TicketOptions canonicalizing() {
        return new TicketOptions(etypes, forwarded, proxy, true, addresses, fromCache);
    }

    /** A new ticket, whatever the cache holds. */
    public TicketOptions afresh() {
        return new TicketOptions(etypes, forwarded, proxy, canonicalize, addresses, false);
    }
}
