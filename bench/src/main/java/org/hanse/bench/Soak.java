package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hanse.bench.load.LoadGenerator;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.LoadThread;
import org.hanse.bench.load.Pace;
import org.hanse.bench.load.Target;
import org.hanse.bench.load.TcpKdc;
import org.hanse.bench.load.Transport;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.bench.server.GcLog;
import org.hanse.bench.server.HanseServer;
import org.hanse.bench.server.Jdk;
import org.hanse.bench.server.ServerProcess;

/**
 * A day in miniature: a server on its store under a steady load of all kinds of requests over both transports, while an operator
 * changes keys and principals. Once a minute the users log in anew, so that the realm's newest key is used too.
 */
final class Soak {
    private static final Duration BEAT_UDP = Duration.ofSeconds(4);
    private static final Duration BEAT_TCP = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOGINS = Duration.ofMinutes(1);
    private static final int TGTS = 300;
    /** Before anything counts, at a part of the rate: a JVM that has compiled nothing does not do the whole of it on a busy machine. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final double WARM_UP_RATE = 0.25;
    private static final Duration OVERTIME = Duration.ofSeconds(30);

    private final Population population;
    private final HanseServer server;
    private final Path folder;
    private final Jdk jdk;
    private final double rate;
    private final long seed;
    private final Random drawn;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final SoakReport report = new SoakReport();

    /**
     * @param folder with the prepared server's realm; the soak's own files are in it too
     * @param rate of requests per second
     */
    Soak(
            Population population,
            HanseServer server,
            Path folder,
            Jdk jdk,
            double rate,
            long seed,
            Consumer<String> progress) {
        this.population = population;
        this.server = server;
        this.folder = folder;
        this.jdk = jdk;
        this.rate = rate;
        this.seed = seed;
        this.drawn = new Random(seed);
        this.progress = progress;
    }

    static Path gcLog(Path folder) {
        return folder.resolve("gc.log");
    }

    /** What came of it. */
    record Result(SoakReport report, Map<Operator.Change, Integer> changes, GcLog log) {}

    Result run(Duration length, Duration betweenChanges, int serverCore, int loadCore) throws IOException {
        ExecutorService others = Executors.newFixedThreadPool(2);
        try (ServerProcess process = server.start(serverCore);
                LoadThread load = new LoadThread(loadCore)) {
            AsRequests probes = new AsRequests(clock, random);
            Contender.awaitAnswer(
                    server,
                    process,
                    () -> probes.first(population.users().get(0)).octets());
            warmUp(load);
            Operator operator = new Operator(server, population.etype(), folder.resolve("operator"), new Random(seed));
            long start = System.nanoTime();
            long end = start + length.toNanos();
            Future<Integer> changes = others.submit(() -> operate(operator, end, betweenChanges));
            under(load, others, process, start, end);
            LoadThread.result(changes);
            operator.faults().forEach(report::fault);
            report.askedAgain(operator.askedAgain());
            process.collectGarbage(jdk, folder.resolve("jcmd.log"));
            return new Result(report, operator.done(), GcLog.read(gcLog(folder)));
        } finally {
            others.shutdownNow();
        }
    }

    private void warmUp(LoadThread load) throws IOException {
        progress.accept("warming up");
        RequestMaker requests = loggedIn();
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
                load(load, transport, mixed(requests, BEAT_TCP, WARM_UP_RATE * rate), WARM_UP_RATE * rate);
            }
        }
    }

    private static int operate(Operator operator, long end, Duration between) throws Exception {
        int done = 0;
        while (System.nanoTime() < end) {
            operator.change();
            done++;
            Thread.sleep(between.toMillis());
        }
        return done;
    }

    /** Beats of load; the requests of the next one are made while one runs. */
    private void under(LoadThread load, ExecutorService maker, ServerProcess process, long start, long end)
            throws IOException {
        RequestMaker requests = loggedIn();
        long loggedIn = System.nanoTime();
        int minute = 0;
        Future<Beat> next = maker.submit(beatOf(requests));
        while (System.nanoTime() < end) {
            Beat beat = LoadThread.result(next);
            if (System.nanoTime() - loggedIn > BETWEEN_LOGINS.toNanos()) {
                requests = loggedIn();
                loggedIn = System.nanoTime();
            }
            next = maker.submit(beatOf(requests));
            send(load, Transport.UDP, beat.udp());
            send(load, Transport.TCP, beat.tcp());
            double minutes = (System.nanoTime() - start) / 60e9;
            report.sample(minutes, process.vitals());
            if (minutes >= minute) {
                process.collectGarbage(jdk, folder.resolve("jcmd.log"));
                progress.accept("minute " + minute + ", " + process.vitals());
                minute++;
            }
        }
    }

    private record Beat(List<MadeRequest> udp, List<MadeRequest> tcp) {}

    private Callable<Beat> beatOf(RequestMaker requests) {
        return () -> new Beat(mixed(requests, BEAT_UDP, rate), mixed(requests, BEAT_TCP, rate));
    }

    private List<MadeRequest> mixed(RequestMaker requests, Duration length, double perSecond) {
        RequestKind[] kinds = RequestKind.values();
        List<MadeRequest> made = new ArrayList<>();
        int count = (int) (perSecond * length.toMillis() / 1e3);
        for (int i = 0; i < count; i++) {
            made.add(requests.make(kinds[drawn.nextInt(kinds.length)]));
        }
        return made;
    }

    private RequestMaker loggedIn() throws IOException {
        try {
            Tgts tgts =
                    Tgts.obtain(population, new TcpKdc(server.address()), TGTS, new AsRequests(clock, random), random);
            return new RequestMaker(population, tgts, clock, random);
        } catch (HollowReply hollow) {
            throw new IOException("a user could not log in", hollow);
        }
    }

    private void send(LoadThread load, Transport transport, List<MadeRequest> requests) throws IOException {
        LoadResult result = load(load, transport, requests, rate);
        report.add(transport, result);
        for (Map.Entry<Integer, byte[]> one : result.sample().entrySet()) {
            MadeRequest request = requests.get(one.getKey());
            try {
                request.check().real(one.getValue());
            } catch (HollowReply hollow) {
                report.fault(transport + ", " + request.kind().title() + ": " + hollow.getMessage());
            }
        }
    }

    private LoadResult load(LoadThread load, Transport transport, List<MadeRequest> requests, double perSecond)
            throws IOException {
        Target target = Target.kdc(Population.REALM, server.address());
        LoadGenerator generator = new LoadGenerator(transport, target, requests, new Pace.Rate(perSecond, false));
        return load.run(() -> generator.run(OVERTIME));
    }
}
