package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hanse.bench.load.LoadGenerator;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.LoadThread;
import org.hanse.bench.load.Pace;
import org.hanse.bench.load.Transport;
import org.hanse.bench.population.Population;
import org.hanse.bench.report.MachineFacts;
import org.hanse.bench.report.Report;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.CpuTime;
import org.hanse.bench.server.KdcServer;

/**
 * Several servers with one population, in turn under the same load: prepares and starts them all, warms them up, then takes rounds in
 * which every kind of request goes to every server, one after the other, so that whatever else happens on the machine happens to all.
 */
final class SideBySide implements AutoCloseable {
    /** The memory of this program bounds what can be made ahead. */
    private static final int MOST_PER_ROUND = 60_000;

    private static final int FEWEST_PER_ROUND = 200;
    /** What a server is taken to do before it was seen. */
    private static final double UNSEEN = 4_000;
    /** Seconds of load that tell what a server does. */
    private static final double FIRST_LOOK = 0.2;

    private static final double WARM_UP_STEP = 0.5;
    /** Of a server's CPU time: below it its compilers are done but for what always trickles in. */
    private static final double QUIET_COMPILER = 0.03;
    /** For so long, since they also pause between two bursts of work. */
    private static final Duration QUIET_FOR = Duration.ofSeconds(10);
    /** A server that cannot do so many times the rate has no latency at it, only a growing queue. */
    private static final double ROOM = 1.25;
    /** How much the servers that wait may use between two looks: a step of the clock. */
    private static final Duration RESTING = Duration.ofMillis(10);

    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();
    private static final int MOST_LOOKS = 40;
    /** A round ends in any case after so many times its planned length. */
    private static final int OVERTIME = 20;

    private final Plan plan;
    private final Path folder;
    private final Consumer<String> progress;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final LoadThread loadThread;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<Report.Round> rounds = new ArrayList<>();
    private final List<Report.Latency> latencies = new ArrayList<>();
    private long made;
    private long makingNanos;

    SideBySide(Plan plan, Path folder, Clock clock, Consumer<String> progress) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
        this.loadThread = new LoadThread(plan.loadCore());
    }

    Report run(List<KdcServer> servers) throws IOException {
        double loadBefore = MachineFacts.loadAverage();
        try {
            prepare(servers);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Transport transport : Transport.values()) {
                    for (RequestKind kind : plan.kinds(transport)) {
                        say("round %d of %d, %s: %s", round, plan.rounds(), transport.title(), kind.title());
                        throughput(round, transport, kind);
                    }
                }
            }
            for (int round = 1; round <= plan.latencyRounds(); round++) {
                for (RequestKind kind : plan.kinds(Transport.UDP)) {
                    latency(round, kind);
                }
            }
        } catch (HollowReply hollow) {
            throw new BenchFailure(String.valueOf(hollow.getMessage()), hollow);
        }
        return new Report(
                MachineFacts.with(loadBefore),
                new Report.Conditions(
                        plan.principals(),
                        plan.etype().toString(),
                        plan.tgts(),
                        plan.window(),
                        plan.rounds(),
                        plan.seconds(),
                        plan.serverCore(),
                        plan.loadCore(),
                        made * 1e9 / makingNanos),
                contenders.stream().map(Contender::figures).toList(),
                rounds,
                latencies);
    }

    /** Starts the servers and warms them up. */
    List<Contender> prepare(List<KdcServer> servers) throws IOException, HollowReply {
        begin(servers);
        for (Contender contender : contenders) {
            warmUp(contender);
        }
        return List.copyOf(contenders);
    }

    private void begin(List<KdcServer> servers) throws IOException, HollowReply {
        Population population = Population.of(plan.principals(), plan.etype(), random);
        for (KdcServer server : servers) {
            say("%s: loading %d principals", server.name(), plan.principals());
            server.prepare(population, Files.createDirectories(folder.resolve(server.name())));
        }
        for (KdcServer server : servers) {
            say("%s: starting, logging in %d users", server.name(), plan.tgts());
            contenders.add(Contender.start(server, population, plan, clock, random));
        }
    }

    /**
     * Finds out how many requests fill a round. A server that compiles what it runs gets load, all kinds in turn, until its compilers
     * have next to nothing to do, or the time is up: on one core they need a minute and more, and what they take is not what a
     * server takes that has been up for an hour.
     */
    private void warmUp(Contender contender) throws IOException, HollowReply {
        say("warming up %s", contender.server.name());
        lap(contender, FIRST_LOOK);
        if (!contender.server.warmsUp()) {
            return;
        }
        everybody(contender);
        long start = System.nanoTime();
        long end = start + (long) (plan.warmUpSeconds() * 1e9);
        double share;
        long busy = start;
        do {
            CpuTime before = contender.process.cpuTime();
            lap(contender, WARM_UP_STEP);
            CpuTime used = contender.process.cpuTime().minus(before);
            share = (double) used.compiler().toNanos() / used.total().toNanos();
            if (share >= QUIET_COMPILER) {
                busy = System.nanoTime();
            }
        } while (System.nanoTime() - busy < QUIET_FOR.toNanos() && System.nanoTime() < end);
        contender.warmedUp((System.nanoTime() - start) / 1e9, share);
    }

    /** Every user once: a server of many principals knows them from memory after a morning. */
    private void everybody(Contender contender) throws IOException {
        List<MadeRequest> all = contender.maker.everybody();
        load(contender, Transport.UDP, all, new Pace.Window(plan.window()), all.size() / UNSEEN);
    }

    private void lap(Contender contender, double seconds) throws IOException, HollowReply {
        for (Transport transport : Transport.values()) {
            if (transport.reaches(contender.target)) {
                for (RequestKind kind : plan.kinds(transport)) {
                    window(contender, transport, kind, seconds);
                }
            }
        }
    }

    /** Every server that can be asked so, once; each round another one is the first. */
    private void throughput(int round, Transport transport, RequestKind kind) throws IOException, HollowReply {
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((i + round) % contenders.size());
            if (transport.reaches(contender.target)) {
                rounds.add(window(contender, transport, kind, plan.seconds()).at(round));
            }
        }
    }

    /** What a load with a window came to, before it is known which round it is of. */
    interface Taken {
        Report.Round at(int round);
    }

    /** Load by a window of clients, which also shows how much a server can do. */
    Taken window(Contender contender, Transport transport, RequestKind kind, double seconds)
            throws IOException, HollowReply {
        List<MadeRequest> requests = make(contender, kind, contender.speed(transport, kind, UNSEEN) * seconds);
        CpuTime before = contender.process.cpuTime();
        LoadResult result = load(contender, transport, requests, new Pace.Window(plan.window()), seconds);
        CpuTime used = contender.process.cpuTime().minus(before);
        contender.sawSpeed(transport, kind, result.perSecond());
        int checked = check(contender, requests, result);
        return round -> new Report.Round(
                round,
                contender.server.name(),
                transport,
                kind,
                result.answered(),
                result.lost(),
                checked,
                micros(used.total(), result),
                new Report.Went(
                        micros(used.user(), result),
                        micros(used.kernel(), result),
                        micros(used.compiler(), result),
                        micros(used.collector(), result),
                        micros(used.log(), result)),
                result.perSecond(),
                result.busyNanos() / (double) result.nanos());
    }

    private static double micros(Duration used, LoadResult result) {
        return used.toNanos() / 1e3 / result.answered();
    }

    private void latency(int round, RequestKind kind) throws IOException, HollowReply {
        double rate = latencies.stream()
                .filter(earlier -> earlier.kind() == kind)
                .mapToDouble(Report.Latency::perSecond)
                .findFirst()
                .orElse(
                        plan.rate() > 0
                                ? plan.rate()
                                : Math.floor(contenders.get(0).speed(Transport.UDP, kind, UNSEEN) / 2));
        say("latency %d of %d: %s, %.0f requests/s", round, plan.latencyRounds(), kind.title(), rate);
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((i + round) % contenders.size());
            if (contender.speed(Transport.UDP, kind, UNSEEN) < ROOM * rate) {
                continue;
            }
            List<MadeRequest> requests = make(contender, kind, rate * plan.seconds());
            LoadResult result = load(contender, Transport.UDP, requests, new Pace.Rate(rate, true), plan.seconds());
            check(contender, requests, result);
            latencies.add(new Report.Latency(
                    round,
                    contender.server.name(),
                    kind,
                    rate,
                    result.answered(),
                    result.lost(),
                    result.latency(0.5),
                    result.latency(0.99),
                    result.latency(0.999)));
        }
    }

    private List<MadeRequest> make(Contender contender, RequestKind kind, double wanted) {
        int count = (int) Math.max(FEWEST_PER_ROUND, Math.min(MOST_PER_ROUND, wanted));
        long start = System.nanoTime();
        List<MadeRequest> requests = contender.maker.make(kind, count);
        makingNanos += System.nanoTime() - start;
        made += count;
        return requests;
    }

    private LoadResult load(
            Contender contender, Transport transport, List<MadeRequest> requests, Pace pace, double seconds)
            throws IOException {
        awaitRest(contender);
        LoadGenerator generator = new LoadGenerator(transport, contender.target, requests, pace);
        Duration limit = Duration.ofMillis((long) (1000 * (seconds * OVERTIME + 5)));
        LoadResult result = loadThread.run(() -> generator.run(limit));
        if (result.answered() == 0 && result.wrong() == 0) {
            throw new BenchFailure(contender.server.name() + " answered nothing over " + transport.title() + ": "
                    + contender.process.log());
        }
        return result;
    }

    /** Waits until the other servers, which are on the same core, have done with what their last load left them to do. */
    void awaitRest(Contender next) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Duration before = othersCpuTime(next);
            LockSupport.parkNanos(BETWEEN_LOOKS);
            if (othersCpuTime(next).minus(before).compareTo(RESTING) <= 0) {
                return;
            }
        }
    }

    private Duration othersCpuTime(Contender next) {
        return contenders.stream()
                .filter(one -> one != next)
                .map(one -> one.process.cpuTime().total())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static int check(Contender contender, List<MadeRequest> requests, LoadResult result) throws HollowReply {
        for (Map.Entry<Integer, byte[]> one : result.sample().entrySet()) {
            MadeRequest request = requests.get(one.getKey());
            try {
                request.check().real(one.getValue());
            } catch (HollowReply hollow) {
                throw new BenchFailure(
                        contender.server.name() + ", " + request.kind().title() + ": " + hollow.getMessage(), hollow);
            }
        }
        if (result.wrong() > 0) {
            throw new BenchFailure(contender.server.name() + " answered " + result.wrong() + " of " + requests.size()
                    + " requests with another message than it should");
        }
        return result.sample().size();
    }

    private void say(String format, Object... arguments) {
        progress.accept(String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public void close() {
        contenders.forEach(Contender::close);
        loadThread.close();
    }
}
