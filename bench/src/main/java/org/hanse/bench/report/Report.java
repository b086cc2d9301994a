package org.hanse.bench.report;

import java.util.List;
import org.hanse.bench.load.Transport;
import org.hanse.bench.request.RequestKind;

/** All figures of a run, nothing rounded or left out: the table is made from it and nothing else. */
public record Report(
        Machine machine, Conditions conditions, List<Server> servers, List<Round> rounds, List<Latency> latencies) {

    public Report {
        servers = List.copyOf(servers);
        rounds = List.copyOf(rounds);
        latencies = List.copyOf(latencies);
    }

    /** @param load averages of the last minute, before and after the run; on a quiet machine the first is near 0 */
    public record Machine(String cpu, int cores, String kernel, double loadBefore, double loadAfter) {}

    /**
     * What held for all servers.
     *
     * @param window how many requests were open at once
     * @param tgts how many users' tickets the TGS requests were made with
     * @param madePerSecond how fast requests were made, all kinds together
     */
    public record Conditions(
            int principals,
            String enctype,
            int tgts,
            int window,
            int rounds,
            double secondsPerRound,
            int serverCore,
            int loadCore,
            double madePerSecond) {}

    /**
     * @param startMillis from the start of the process to the first answer, each time it was started
     * @param residentKilobytesAtFirst after its first answer
     * @param residentKilobytesAtLast after all load
     * @param warmUpSeconds of load before anything counted
     * @param compilerShareAfterWarmUp of its CPU time, what its compilers used at the end of the warm-up
     */
    public record Server(
            String name,
            String description,
            List<Double> startMillis,
            long residentKilobytesAtFirst,
            long residentKilobytesAtLast,
            double warmUpSeconds,
            double compilerShareAfterWarmUp) {}

    /**
     * One kind of request, one server, a window of open requests.
     *
     * @param cpuMicros of the server's process, per answered request
     * @param went where the CPU time went
     * @param generatorLoad the share of its core that the load generator used: near 1, it limits the requests per second
     * @param checked how many answers were decrypted and found real
     */
    public record Round(
            int round,
            String server,
            Transport transport,
            RequestKind kind,
            int answered,
            int lost,
            int checked,
            double cpuMicros,
            Went went,
            double perSecond,
            double generatorLoad) {}

    /**
     * Microseconds per answered request: {@code user} and {@code kernel} of the threads that serve, the rest of the JVM's own threads and of
     * those that write logs. A thread that ended is in none of them.
     */
    public record Went(double user, double kernel, double compiler, double collector, double log) {}

    /** At a fixed rate, over UDP, in microseconds. */
    public record Latency(
            int round,
            String server,
            RequestKind kind,
            double perSecond,
            int answered,
            int lost,
            double p50,
            double p99,
            double p999) {}
}
