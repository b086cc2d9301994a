package org.hanse.realmtrust.trust;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;

/**
 * What a trust is for. The default lets the peer vouch for its own users only.
 *
 * @param acceptRealms client realms that the peer may bring besides its own
 * @param transitTo realms that this realm reaches through the peer
 * @param clients globs; only clients that match one may come in; empty means all. Matched with the realm if it holds {@code @}
 * @param domains DNS domains whose services are the peer's
 * @param maxLife cap on tickets issued to the peer's clients
 * @param allowForwardable whether FORWARDABLE and PROXIABLE of the peer's TGT count here
 * @param relayLogins whether the peer's clients may log in at home by way of this realm's HTTPS port; requests with a ticket may always
 * @param logOnly what this policy would refuse is let through and logged; never our own realm's name from outside
 */
public record TrustPolicy(
        TrustDirection direction,
        Set<RealmName> acceptRealms,
        Set<RealmName> transitTo,
        List<String> clients,
        List<String> domains,
        Optional<Duration> maxLife,
        boolean allowForwardable,
        boolean relayLogins,
        boolean logOnly) {
    public static final TrustPolicy DEFAULT = new TrustPolicy(
            TrustDirection.BOTH, Set.of(), Set.of(), List.of(), List.of(), Optional.empty(), false, false, false);

    public TrustPolicy {
        acceptRealms = Set.copyOf(acceptRealms);
        transitTo = Set.copyOf(transitTo);
        clients = List.copyOf(clients);
        domains = List.copyOf(domains);
    }

    /** The same in that direction. */
    public TrustPolicy in(TrustDirection other) {
        return new TrustPolicy(
                other, acceptRealms, transitTo, clients, domains, maxLife, allowForwardable, relayLogins, logOnly);
    }
}
