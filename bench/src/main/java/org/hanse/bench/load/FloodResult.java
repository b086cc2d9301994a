package org.hanse.bench.load;

import java.util.List;

/**
 * What came of a flood, by stage.
 *
 * @param offered datagrams that were sent, repeats not counted
 * @param answered with the right message, while the stage ran; the last stage's until nobody waited any more
 * @param ends when each stage ended, in nanoseconds from the start
 * @param wrong with another message
 * @param followed clients that were watched
 */
@SuppressWarnings("ArrayRecordComponent") // Figures, read in place.
public record FloodResult(int[] offered, int[] answered, long[] ends, int wrong, List<Followed> followed) {
    /** Instead of nanoseconds: it was never answered. */
    public static final long NEVER = Long.MAX_VALUE;

    public FloodResult {
        followed = List.copyOf(followed);
    }

    /**
     * @param due when it was due to ask, in nanoseconds from the start
     * @param nanos from then to its answer, or {@link #NEVER}
     * @param again whether it asked a second time
     */
    public record Followed(long due, long nanos, boolean again) {}

    /** Those whose turn was between two moments. */
    public List<Followed> dueBetween(long from, long to) {
        return followed.stream()
                .filter(one -> one.due() >= from && one.due() < to)
                .toList();
    }

    /** In milliseconds; infinite if so many were never answered, NaN if there is nobody. */
    public static double latency(List<Followed> of, double quantile) {
        if (of.isEmpty()) {
            return Double.NaN;
        }
        long[] sorted = of.stream().mapToLong(Followed::nanos).sorted().toArray();
        long nanos = sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
        return nanos == NEVER ? Double.POSITIVE_INFINITY : nanos / 1e6;
    }
}
