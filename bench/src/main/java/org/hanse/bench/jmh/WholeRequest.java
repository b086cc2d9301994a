package org.hanse.bench.jmh;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.Kdc;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.protocol.name.EncType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The engine from octets to octets, over a realm in memory: no socket, no store, no log. A request that was answered before is a
 * retransmission, so a fixed number of requests is made ahead and each is sent once; made within the measurement, they would count
 * among the bytes that an answer allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = WholeRequest.WARM_UP)
@Measurement(iterations = WholeRequest.MEASURED)
@Fork(1)
public class WholeRequest {
    static final int WARM_UP = 20;
    static final int MEASURED = 10;
    static final int BATCH = 2000;

    @Param
    public RequestKind kind = RequestKind.TGS;

    @Param("aes256-cts-hmac-sha1-96")
    public String enctype = "";

    private final SecureRandom random = new SecureRandom();
    private Kdc realm = request -> request;
    private List<byte[]> requests = List.of();
    private int next;

    @Setup
    public void make() throws Exception {
        Clock clock = Clock.systemUTC();
        Population population = Population.of(1000, EncType.byName(enctype).orElseThrow(), random);
        realm = new MemoryRealm(population, clock, random, request -> {});
        Tgts tgts = Tgts.obtain(population, realm, 1000, new AsRequests(clock, random), random);
        RequestMaker maker = new RequestMaker(population, tgts, clock, random);
        requests = maker.make(kind, (WARM_UP + MEASURED) * BATCH).stream()
                .map(MadeRequest::octets)
                .toList();
        MadeRequest probe = maker.make(kind);
        probe.check().real(realm.answer(probe.octets()));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void answer(Blackhole hole) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            byte[] answer = realm.answer(requests.get(next++));
            if (answer[0] != kind.firstOctetOfAnswer()) {
                throw new IllegalStateException("request " + next + " was refused");
            }
            hole.consume(answer);
        }
    }
}
