package org.hanse.bench.request;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.protocol.wire.KerberosTime;

/** Times of this moment, no two alike: a time that was seen before is a replay to a KDC. Thread-safe. */
final class Timestamps {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Timestamps(Clock clock) {
        this.clock = clock;
    }

    KerberosTime next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long fresh = last.accumulateAndGet(now, (before, present) -> Math.max(before + 1, present));
        return KerberosTime.of(Instant.EPOCH.plus(fresh, ChronoUnit.MICROS));
    }

    Instant now() {
        return clock.instant();
    }
}
