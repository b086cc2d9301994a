package org.hanse.bench;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hanse.bench.load.LoadThread;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.bench.server.BenchFailure;
import org.hanse.kdc.audit.AuditSink;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.crypto.ThreadRandom;

/**
 * The engine over a realm's store, in this process, by one worker and by two that are each held to a core of their own. No socket and
 * no log: what two workers do less than twice as well as one, they lose to each other.
 */
final class Scaling implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    /** TCP, so that no answer is too long for its way. */
    private static final Origin ORIGIN =
            new Origin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), Origin.Transport.TCP);

    private static final int TGTS = 1000;
    private static final int WARM_UP_REQUESTS = 20_000;
    private static final int MOST_WARM_UPS = 30;
    /** Of the time of a warm-up: below it the compilers are done. */
    private static final double QUIET_COMPILER = 0.02;

    private static final int HASHES = 50_000;

    private final RealmStore store;
    private final Dispatcher dispatcher;
    private final RequestMaker maker;
    private final List<LoadThread> workers = new ArrayList<>();

    /** What so many workers came to: all together per second, and the CPU time that one request took. */
    record Speed(double perSecond, double cpuMicros) {}

    Scaling(Path home, Population population, AuditSink audit, List<Integer> cores) throws IOException {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        store = RealmStore.open(home, clock, random);
        try {
            RealmSettings settings = SettingsFile.read(home.resolve(RealmSettings.FILE_NAME));
            Realm realm = new Realm(settings.kdc(), store.principalDirectory(), store.trustDirectory());
            dispatcher = new Dispatcher(realm, clock, new ThreadRandom(random), audit);
            Tgts tgts = Tgts.obtain(population, this::answer, TGTS, new AsRequests(clock, random), random);
            maker = new RequestMaker(population, tgts, clock, random);
            for (int core : cores) {
                workers.add(new LoadThread(core));
            }
        } catch (SettingsFault | HollowReply | IOException e) {
            close();
            throw new BenchFailure("the realm in " + home + " does not answer", e);
        }
    }

    private byte[] answer(byte[] request) {
        return dispatcher.answer(request, ORIGIN);
    }

    /** All workers, until the JVM's compilers have nothing left to do. */
    void warmUp(RequestKind kind) throws IOException {
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            List<List<MadeRequest>> requests = make(kind, workers.size(), WARM_UP_REQUESTS);
            long compiled = COMPILER.getTotalCompilationTime();
            long start = System.nanoTime();
            run(requests);
            double millis = (System.nanoTime() - start) / 1e6;
            if ((COMPILER.getTotalCompilationTime() - compiled) / millis < QUIET_COMPILER) {
                return;
            }
        }
    }

    /** So many requests for each of {@code count} workers. */
    Speed speed(RequestKind kind, int count, int requests) throws IOException {
        MadeRequest probe = maker.make(kind);
        try {
            probe.check().real(answer(probe.octets()));
        } catch (HollowReply hollow) {
            throw new BenchFailure(kind.title() + ": " + hollow.getMessage(), hollow);
        }
        return run(make(kind, count, requests));
    }

    private List<List<MadeRequest>> make(RequestKind kind, int count, int requests) {
        return IntStream.range(0, count)
                .mapToObj(worker -> maker.make(kind, requests))
                .toList();
    }

    private Speed run(List<List<MadeRequest>> requests) throws IOException {
        return together(requests.stream()
                .map(own -> new Work(own.size(), () -> answerAll(own)))
                .toList());
    }

    /** What the machine has to give: workers that share nothing, with work of their own in a few kilobytes. */
    Speed ofTheMachine(int count) throws IOException {
        return together(Collections.nCopies(count, new Work(HASHES, Scaling::hashAll)));
    }

    private interface Body {
        void run() throws Exception;
    }

    private record Work(int requests, Body body) {}

    private Speed together(List<Work> works) throws IOException {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<Future<Speed>> running = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            Work work = works.get(i);
            running.add(workers.get(i).begin(() -> timed(work, start)));
        }
        double perSecond = 0;
        double cpuMicros = 0;
        for (Future<Speed> one : running) {
            Speed speed = LoadThread.result(one);
            perSecond += speed.perSecond();
            cpuMicros += speed.cpuMicros() / running.size();
        }
        return new Speed(perSecond, cpuMicros);
    }

    private static Speed timed(Work work, CyclicBarrier start) throws Exception {
        start.await(1, TimeUnit.MINUTES);
        long began = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        work.body().run();
        long used = THREADS.getCurrentThreadCpuTime() - cpu;
        long nanos = System.nanoTime() - began;
        return new Speed(work.requests() * 1e9 / nanos, used / 1e3 / work.requests());
    }

    private void answerAll(List<MadeRequest> requests) {
        for (MadeRequest request : requests) {
            if (answer(request.octets())[0] != request.kind().firstOctetOfAnswer()) {
                throw new BenchFailure(
                        "a request was refused: " + request.kind().title());
            }
        }
    }

    private static void hashAll() throws NoSuchAlgorithmException {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        byte[] octets = new byte[4096];
        for (int i = 0; i < HASHES; i++) {
            octets[i % octets.length] ^= hash.digest(octets)[0];
        }
    }

    @Override
    public void close() {
        workers.forEach(LoadThread::close);
        store.close();
    }
}
