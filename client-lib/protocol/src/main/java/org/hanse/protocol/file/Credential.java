package org.hanse.protocol.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;

/**
 * A ticket with what its holder must know to use it, as credential caches keep it.
 *
 * @param client whom the ticket names
 * @param server whose key sealed it; for configuration entries see {@link #isConfiguration()}
 * @param key the session key
 * @param startTime absent means {@code authTime}; all times are whole seconds of 1970 to 2106
 * @param ticket the DER of the ticket as the KDC sent it; opaque text in a configuration entry
 * @param secondTicket the other ticket of a user-to-user exchange, else empty
 */
public record Credential(
        Principal client,
        Principal server,
        EncryptionKey key,
        Instant authTime,
        Optional<Instant> startTime,
        Instant endTime,
        Optional<Instant> renewTill,
        boolean underSessionKey,
        TicketFlags flags,
        List<HostAddress> addresses,
        AuthorizationData authorizationData,
        Octets ticket,
        Octets secondTicket) {
    /** The realm under which MIT hides settings of a cache among its tickets. */
    static final String CONFIGURATION_REALM = "X-CACHECONF:";

    public Credential {
        addresses = List.copyOf(addresses);
    }

    /** RFC 4120 §5.3: if absent, the authentication time. */
    public Instant start() {
        return startTime.orElse(authTime);
    }

    /** Whether this is no ticket but a setting that MIT's library keeps in the cache; to be kept, not to be used. */
    public boolean isConfiguration() {
        return server.realm().value().equals(CONFIGURATION_REALM);
    }

    /** Whether this is a TGT: for {@code krbtgt/X} of any realm. */
    public boolean isTgt() {
        return !isConfiguration() && server.name().isKrbtgt();
    }
}
