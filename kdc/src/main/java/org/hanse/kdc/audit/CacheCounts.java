package org.hanse.kdc.audit;

import java.util.concurrent.atomic.LongAdder;

/** How often a cache had what it was asked for. Costs some nanoseconds, and threads do not meet in it. Thread-safe. */
public final class CacheCounts {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    public void hit() {
        hits.increment();
    }

    public void miss() {
        misses.increment();
    }

    /**
     * At this moment.
     *
     * @param cache its name, a word
     * @param entries how many things it holds
     */
    public Figures figures(String cache, long entries) {
        return new Figures(cache, entries, hits.sum(), misses.sum());
    }

    /** What there is to say about a cache. */
    public record Figures(String cache, long entries, long hits, long misses) {}
}
