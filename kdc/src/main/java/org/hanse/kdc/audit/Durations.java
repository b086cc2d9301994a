package org.hanse.kdc.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, counted by size. Costs some nanoseconds, and threads do not meet in it. Thread-safe. */
public final class Durations {
    /** Upper bounds in nanoseconds: an answer from memory takes ten microseconds, one that waits for the disk some milliseconds. */
    private static final long[] BOUNDS = {
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000,
        50_000_000,
        200_000_000,
        1_000_000_000
    };

    /** By bound, and one for what is longer than all of them. */
    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];

    private final LongAdder nanosInAll = new LongAdder();

    public Durations() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void add(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanosInAll.add(nanos);
    }

    /**
     * Samples of a histogram in seconds; none if nothing was counted.
     *
     * @param name begun by {@link MetricsText#histogram}
     * @param label its one or more labels: name, value, ...
     */
    public void write(MetricsText text, String name, String... label) {
        long[] upTo = new long[counts.length];
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i].sum();
            upTo[i] = all;
        }
        if (all == 0) {
            return;
        }
        for (int i = 0; i < BOUNDS.length; i++) {
            text.sample(name + "_bucket", upTo[i], and(label, String.format(Locale.ROOT, "%s", BOUNDS[i] / 1e9)));
        }
        text.sample(name + "_bucket", all, and(label, "+Inf"));
        text.sample(name + "_sum", nanosInAll.sum() / 1e9, label);
        text.sample(name + "_count", all, label);
    }

    private static String[] and(String[] label, String bound) {
        String[] more = Arrays.copyOf(label, label.length + 2);
        more[label.length] = "le";
        more[label.length + 1] = bound;
        return more;
    }
}
