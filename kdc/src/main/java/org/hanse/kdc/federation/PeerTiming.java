package org.hanse.kdc.federation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a peer is asked again. Pure functions. */
final class PeerTiming {
    /** Each peer asks each other one so often at most; a change that cannot wait is told by a message of the agreement. */
    static final Duration LEAST = Duration.ofMinutes(15);

    static final Duration MOST = Duration.ofHours(6);

    /** After a first failure; twice as long after each other one. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private PeerTiming() {}

    /** @param maxAge so long the peer says that its document is the newest; it decides within our bounds */
    static Duration afterSuccess(Duration maxAge, RandomGenerator random) {
        Duration wanted = maxAge.compareTo(LEAST) < 0 ? LEAST : maxAge;
        return spread(wanted.compareTo(MOST) > 0 ? MOST : wanted, random);
    }

    /** @param failures in a row, at least 1 */
    static Duration afterFailure(int failures, RandomGenerator random) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return spread(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, random);
    }

    /** A fifth more or less, so that peers that began together do not go on together. */
    private static Duration spread(Duration about, RandomGenerator random) {
        return Duration.ofMillis((long) (about.toMillis() * (0.8 + 0.4 * random.nextDouble())));
    }
}
