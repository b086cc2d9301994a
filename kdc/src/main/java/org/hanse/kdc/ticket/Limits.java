package org.hanse.kdc.ticket;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a party's tickets may live.
 *
 * @param life longest time from start to end
 * @param renew longest time from start to renew-till
 */
public record Limits(Duration life, Duration renew) {

    /** The tighter of both, each for itself. */
    public Limits and(Limits other) {
        return new Limits(min(life, other.life), min(renew, other.renew));
    }

    /** The tighter of this and whatever is set. */
    public Limits and(Optional<Duration> maxLife, Optional<Duration> maxRenew) {
        return new Limits(
                maxLife.map(max -> min(life, max)).orElse(life),
                maxRenew.map(max -> min(renew, max)).orElse(renew));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
