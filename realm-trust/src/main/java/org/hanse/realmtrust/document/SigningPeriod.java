package org.hanse.realmtrust.document;

import java.time.Instant;

/**
 * A key that may sign the successors of the document which lists it.
 *
 * @param from first moment of issue that it may sign, whole seconds
 * @param until first moment that it may not any more
 */
public record SigningPeriod(SigningPublicKey key, Instant from, Instant until) {
    public boolean includes(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}
