package org.hanse.protocol.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * What a ticket says under its seal, RFC 4120 §5.3. Times are whole seconds.
 *
 * @param startTime absent means {@code authTime}
 * @param addresses empty means usable from anywhere
 */
public record EncTicketPart(
        TicketFlags flags,
        EncryptionKey key,
        RealmName clientRealm,
        PrincipalName clientName,
        TransitedEncoding transited,
        Instant authTime,
        Optional<Instant> startTime,
        Instant endTime,
        Optional<Instant> renewTill,
        List<HostAddress> addresses,
        AuthorizationData authorizationData) {
    public EncTicketPart {
        addresses = List.copyOf(addresses);
    }

    /** RFC 4120 §5.3: if absent, the authentication time. */
    public Instant start() {
        return startTime.orElse(authTime);
    }
}
