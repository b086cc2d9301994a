package org.hanse.kdc.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a change was made and by whom, for every row it touches.
 *
 * @param at whole milliseconds, as the schema keeps them
 */
record Stamp(Instant at, String actor) {
    static Stamp now(Clock clock, String actor) {
        return new Stamp(clock.instant().truncatedTo(ChronoUnit.MILLIS), actor);
    }
}
