package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What every message says besides its matter.
 *
 * @param sent by the sender's clock, whole seconds
 * @param standing the sender's, now
 * @param seen the highest serial of the receiver's standing that the sender has seen
 * @param seenRemovals the receiver's counter of removals, as the sender knows it
 */
public record Head(Party from, Party to, Instant sent, Standing standing, long seen, long seenRemovals) {
    // What a peer says to have seen of us, we jump past: with room left to count on from there.
    static final long LAST_SEEN = Standing.LAST_SERIAL / 2;
    static final long MOST_SEEN_REMOVALS = Standing.MOST_REMOVALS / 2;

    public Head {
        if (seen < 0 || seen > LAST_SEEN || seenRemovals < 0 || seenRemovals > MOST_SEEN_REMOVALS) {
            throw new IllegalArgumentException("a counter is out of range");
        }
        if (!sent.equals(sent.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("sent is a whole second");
        }
    }
}
