package org.hanse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hanse.bench.load.Flood;
import org.hanse.bench.load.FloodResult;
import org.hanse.bench.load.LoadThread;
import org.hanse.bench.load.Transport;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;

/**
 * More than a server can do: half of what it does for a while, then a multiple, then half again. Whether it goes on answering at full
 * rate, how long those wait whom it answers, and how soon it is well again.
 */
final class Overload {
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration FLOOD = Duration.ofSeconds(4);
    private static final double CALM_SHARE = 0.5;
    private static final double SECONDS_OF_MEASURING = 2;
    private static final long BUCKET = Duration.ofMillis(200).toNanos();
    /** So many times the p99 before the flood is well again; below the floor all is well. */
    private static final double WELL = 2;

    private static final double WELL_MILLIS = 5;

    private final SideBySide run;
    private final LoadThread load;
    private final Consumer<String> progress;

    Overload(SideBySide run, LoadThread load, Consumer<String> progress) {
        this.run = run;
        this.load = load;
        this.progress = progress;
    }

    /**
     * Of the flood, over UDP.
     *
     * @param capacity requests per second with a window of clients
     * @param offered requests per second
     * @param answered requests per second
     * @param p50 in milliseconds, of those that were answered when they first asked
     * @param p99 likewise
     * @param again the share of clients that were answered when they asked again
     * @param never the share of clients that were not answered
     * @param calmP99 in milliseconds, before the flood
     * @param wellAfter milliseconds from the end of the flood until p99 was that of before again; infinite if it never was
     */
    record Row(
            String server,
            double times,
            double capacity,
            double offered,
            double answered,
            double p50,
            double p99,
            double again,
            double never,
            double calmP99,
            double wellAfter) {}

    double capacity(Contender contender, RequestKind kind) throws IOException, HollowReply {
        return run.window(contender, Transport.UDP, kind, SECONDS_OF_MEASURING)
                .at(0)
                .perSecond();
    }

    Row flood(Contender contender, RequestKind kind, double capacity, double times) throws IOException {
        List<Flood.Stage> stages = List.of(
                new Flood.Stage(CALM_SHARE * capacity, CALM),
                new Flood.Stage(times * capacity, FLOOD),
                new Flood.Stage(CALM_SHARE * capacity, CALM));
        progress.accept(String.format(
                "%s, %.0f times what it can do: making %d requests",
                contender.server.name(), times, Flood.requests(stages)));
        List<MadeRequest> requests = contender.maker.make(kind, Flood.requests(stages));
        run.awaitRest(contender);
        Flood flood = new Flood(contender.server.address(), requests, stages);
        FloodResult result = load.run(flood::run);
        long began = result.ends()[0];
        long ended = result.ends()[1];
        List<FloodResult.Followed> before = result.dueBetween(0, began);
        List<FloodResult.Followed> amidst = result.dueBetween(began, ended);
        List<FloodResult.Followed> atOnce =
                amidst.stream().filter(one -> !one.again()).toList();
        double calm = FloodResult.latency(before, 0.99);
        double seconds = (ended - began) / 1e9;
        return new Row(
                contender.server.name(),
                times,
                capacity,
                result.offered()[1] / seconds,
                result.answered()[1] / seconds,
                FloodResult.latency(atOnce, 0.5),
                FloodResult.latency(atOnce, 0.99),
                share(
                        amidst,
                        amidst.stream()
                                .filter(one -> one.again() && one.nanos() != FloodResult.NEVER)
                                .count()),
                share(
                        amidst,
                        amidst.stream()
                                .filter(one -> one.nanos() == FloodResult.NEVER)
                                .count()),
                calm,
                wellAfter(result, ended, Math.max(WELL_MILLIS, WELL * calm)));
    }

    private static double share(List<FloodResult.Followed> of, long count) {
        return of.isEmpty() ? Double.NaN : (double) count / of.size();
    }

    /** The end of the last fifth of a second whose p99 was too long. */
    private static double wellAfter(FloodResult result, long ended, double millis) {
        long last = ended + CALM.toNanos();
        for (long bucket = last - BUCKET; bucket >= ended; bucket -= BUCKET) {
            if (FloodResult.latency(result.dueBetween(bucket, bucket + BUCKET), 0.99) > millis) {
                return bucket + BUCKET >= last ? Double.POSITIVE_INFINITY : (bucket + BUCKET - ended) / 1e6;
            }
        }
        return 0;
    }
}
