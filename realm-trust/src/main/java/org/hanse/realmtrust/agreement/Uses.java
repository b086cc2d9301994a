package org.hanse.realmtrust.agreement;

import org.hanse.realmtrust.trust.TrustDirection;

/**
 * In which directions keys are made: where one realm declared out and the other in.
 *
 * @param in the peer issues, this realm accepts
 * @param out this realm issues, the peer accepts
 */
public record Uses(boolean in, boolean out) {
    static Uses common(TrustDirection own, TrustDirection peer) {
        return new Uses(own.in() && peer.out(), own.out() && peer.in());
    }

    boolean isNothing() {
        return !in && !out;
    }
}
