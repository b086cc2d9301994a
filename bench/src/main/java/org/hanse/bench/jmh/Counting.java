package org.hanse.bench.jmh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.RequestMetrics;
import org.hanse.kdc.audit.RequestRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request pays for being counted: two readings of the clock, its outcome, its duration, and five look-ups in caches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Counting {
    private static final int LOOK_UPS = 5;

    private final RequestMetrics metrics = new RequestMetrics(request -> {});
    private final CacheCounts cache = new CacheCounts();
    private final RequestRecord request = new RequestRecord(
            Instant.EPOCH,
            "01234567",
            RequestRecord.Kind.AS_REQ,
            new Origin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), Origin.Transport.UDP),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Benchmark
    public void count() {
        long begin = System.nanoTime();
        for (int i = 0; i < LOOK_UPS; i++) {
            cache.hit();
        }
        metrics.record(request);
        metrics.took(request.kind(), Origin.Transport.UDP, System.nanoTime() - begin);
    }
}
