package org.hanse.realmtrust.introduction;

import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * What a realm's operator allows with respect to introductions by a peer, and of it.
 *
 * @param accepts the direction of trusts that may arise with whom the peer introduces; empty if none may
 * @param passes whether this realm introduces the peer to others
 */
public record Terms(RealmName peer, Optional<TrustDirection> accepts, boolean passes) {
    /** Before the operator has said anything. */
    public static Terms none(RealmName peer) {
        return new Terms(peer, Optional.empty(), false);
    }
}
