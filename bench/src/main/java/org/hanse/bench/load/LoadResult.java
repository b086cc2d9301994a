package org.hanse.bench.load;

import java.util.Arrays;
import java.util.Map;

/**
 * What came of a load.
 *
 * @param nanos from the first request to the last answer
 * @param busyNanos in which the generator found something to do: near {@code nanos}, it and not the server is what limits
 * @param answered with a message of the right type
 * @param wrong with another message
 * @param lost without an answer in time
 * @param latencies of the answered, sorted, in nanoseconds
 * @param sample answers by number of the request, to be decrypted
 */
@SuppressWarnings("ArrayRecordComponent") // A hundred thousand figures, read in place.
public record LoadResult(
        long nanos, long busyNanos, int answered, int wrong, int lost, long[] latencies, Map<Integer, byte[]> sample) {

    public double perSecond() {
        return answered * 1e9 / nanos;
    }

    /** In microseconds; NaN if nothing was answered. */
    public double latency(double quantile) {
        if (latencies.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(quantile * latencies.length) - 1;
        return latencies[Math.max(0, index)] / 1e3;
    }

    static long[] sorted(long[] latencies, int count) {
        long[] cut = Arrays.copyOf(latencies, count);
        Arrays.sort(cut);
        return cut;
    }
}
