package org.hanse.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.hanse.bench.load.Target;
import org.hanse.bench.load.TcpKdc;
import org.hanse.bench.load.Transport;
import org.hanse.bench.population.Population;
import org.hanse.bench.report.Report;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.KdcServer;
import org.hanse.bench.server.ServerProcess;

/** A server that runs, and what makes requests for it. */
final class Contender implements AutoCloseable {
    private static final Duration UNTIL_UP = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 20;
    private static final long PROBE_PAUSE = Duration.ofMillis(1).toNanos();

    final KdcServer server;
    final ServerProcess process;
    final RequestMaker maker;
    final Target target;
    private final List<Double> startMillis;
    private final long residentAtFirst;
    private double warmUpSeconds;
    private double compilerShare;
    /** Requests per second as last seen, to make as many as a round needs. */
    private final Map<Transport, Map<RequestKind, Double>> speed = new EnumMap<>(Transport.class);

    private Contender(
            KdcServer server,
            ServerProcess process,
            RequestMaker maker,
            List<Double> startMillis,
            long residentAtFirst) {
        this.server = server;
        this.process = process;
        this.maker = maker;
        this.target = new Target(Population.REALM, server.address(), server.https());
        this.startMillis = startMillis;
        this.residentAtFirst = residentAtFirst;
    }

    /** Starts it as often as the plan says; the last one stays up. */
    static Contender start(KdcServer server, Population population, Plan plan, Clock clock, SecureRandom random)
            throws IOException, HollowReply {
        AsRequests as = new AsRequests(clock, random);
        List<Double> startMillis = new ArrayList<>();
        for (int i = 1; ; i++) {
            ServerProcess process = server.start(plan.serverCore());
            try {
                awaitAnswer(
                        server,
                        process,
                        () -> as.first(population.users().get(0)).octets());
                startMillis.add((System.nanoTime() - process.started()) / 1e6);
                if (i >= plan.starts()) {
                    long resident = process.residentKilobytes();
                    Tgts tgts = Tgts.obtain(population, new TcpKdc(server.address()), plan.tgts(), as, random);
                    RequestMaker maker = new RequestMaker(population, tgts, clock, random);
                    return new Contender(server, process, maker, startMillis, resident);
                }
            } catch (IOException | HollowReply | RuntimeException e) {
                process.close();
                throw e;
            }
            process.close();
        }
    }

    /** Makes the requests that find out whether a server is up. */
    interface Probes {
        byte[] next();
    }

    static void awaitAnswer(KdcServer server, ServerProcess process, Probes probes) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long end = System.nanoTime() + UNTIL_UP.toNanos();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.address());
            socket.setSoTimeout(PROBE_MILLIS);
            while (System.nanoTime() < end) {
                if (!process.isAlive()) {
                    throw new BenchFailure(server.name() + " ended before it answered: " + process.log());
                }
                byte[] probe = probes.next();
                try {
                    socket.send(new DatagramPacket(probe, probe.length));
                    socket.receive(new DatagramPacket(buffer, buffer.length));
                    return;
                } catch (PortUnreachableException | SocketTimeoutException notYet) {
                    LockSupport.parkNanos(PROBE_PAUSE);
                }
            }
        }
        throw new BenchFailure(server.name() + " did not answer within " + UNTIL_UP + ": " + process.log());
    }

    double speed(Transport transport, RequestKind kind, double otherwise) {
        return speed.getOrDefault(transport, Map.of()).getOrDefault(kind, otherwise);
    }

    void sawSpeed(Transport transport, RequestKind kind, double perSecond) {
        speed.computeIfAbsent(transport, any -> new EnumMap<>(RequestKind.class))
                .put(kind, perSecond);
    }

    void warmedUp(double seconds, double compilerShareAtEnd) {
        warmUpSeconds = seconds;
        compilerShare = compilerShareAtEnd;
    }

    Report.Server figures() {
        return new Report.Server(
                server.name(),
                server.description(),
                startMillis,
                residentAtFirst,
                process.residentKilobytes(),
                warmUpSeconds,
                compilerShare);
    }

    @Override
    public void close() {
        process.close();
    }
}
