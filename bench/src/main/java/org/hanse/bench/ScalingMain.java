package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hanse.bench.population.Population;
import org.hanse.bench.report.Series;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.Checkout;
import org.hanse.bench.server.HanseServer;
import org.hanse.bench.server.Jdk;
import org.hanse.protocol.name.EncType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench --scaling}. */
@Command(
        name = "bench --scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header =
                "What a second worker adds: the engine over a realm's store in this process, without sockets and logs.")
public final class ScalingMain extends BenchCommand {
    private static final int PLACES = 8;

    @Option(names = "--kinds", paramLabel = "KIND", split = ",", description = "Default: ${DEFAULT-VALUE}.")
    List<String> kinds = List.of("as-timestamp", "tgs", "tgs-fast");

    @Option(names = "--principals", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int principals = 1000;

    @Option(
            names = "--working-set",
            paramLabel = "N",
            description = "How many of them are asked for and by. Default: all.")
    int workingSet;

    @Option(names = "--rounds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int rounds = 7;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "For each worker in a round. Default: ${DEFAULT-VALUE}.")
    int requests = 30_000;

    @Option(
            names = "--cores",
            paramLabel = "N,M",
            split = ",",
            description = "Of the workers. Default: ${DEFAULT-VALUE}.")
    List<Integer> cores = List.of(0, 1);

    public static void main(String[] args) {
        main(new ScalingMain(), args);
    }

    @Override
    void run(Checkout checkout, Path folder) throws IOException {
        if (cores.size() != 2) {
            throw new BenchFailure("--cores must be two");
        }
        SecureRandom random = new SecureRandom();
        Population population =
                Population.of(atLeast(10, principals, "--principals"), EncType.AES256_CTS_HMAC_SHA1_96, random);
        HanseServer server = new HanseServer(checkout, Jdk.ofThisProgram(), "");
        long began = System.nanoTime();
        server.prepare(population, folder);
        int asked = workingSet == 0 ? principals : Math.min(principals, atLeast(10, workingSet, "--working-set"));
        try (Scaling scaling = new Scaling(server.home(), population.within(asked), request -> {}, cores)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d principals in SQLite (made and imported in %.0f s), %d of them asked for; JDK %s, one worker and two on cores %s; %d"
                            + " rounds: median (lowest-highest)%n",
                    principals,
                    (System.nanoTime() - began) / 1e9,
                    asked,
                    System.getProperty("java.version"),
                    cores,
                    rounds);
            scaling.ofTheMachine(2);
            compare("the machine itself, SHA-256 of 4 kB", scaling::ofTheMachine);
            for (RequestKind kind : kinds(kinds)) {
                scaling.warmUp(kind);
                compare(kind.title(), count -> scaling.speed(kind, count, requests));
                contention(scaling, kind, folder);
            }
        }
    }

    private interface ByWorkers {
        Scaling.Speed of(int count) throws IOException;
    }

    private void compare(String title, ByWorkers work) throws IOException {
        List<Scaling.Speed> one = new ArrayList<>();
        List<Scaling.Speed> two = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            one.add(work.of(1));
            two.add(work.of(2));
        }
        System.out.printf("%n%s%n", title);
        print("1 worker", one);
        print("2 workers", two);
        List<Double> more = new ArrayList<>();
        List<Double> dearer = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            more.add(two.get(round).perSecond() / one.get(round).perSecond());
            dearer.add(two.get(round).cpuMicros() / one.get(round).cpuMicros());
        }
        System.out.printf(
                "  %-10s %s times the requests/s, %s times the CPU time of each%n",
                "", new Series(more).text(2), new Series(dearer).text(2));
    }

    private static void print(String workers, List<Scaling.Speed> speeds) {
        System.out.printf(
                "  %-10s %s requests/s, %s us of CPU each%n",
                workers,
                Series.of(speeds.stream().mapToDouble(Scaling.Speed::perSecond)).text(0),
                Series.of(speeds.stream().mapToDouble(Scaling.Speed::cpuMicros)).text(1));
    }

    private void contention(Scaling scaling, RequestKind kind, Path folder) throws IOException {
        try (Contention contention = new Contention()) {
            scaling.speed(kind, 2, requests);
            List<Contention.Wait> waits = contention.waits(folder.resolve("contention.jfr"));
            if (waits.isEmpty()) {
                System.out.printf("  no worker waited for the other in %d requests%n", 2 * requests);
            }
            waits.stream()
                    .limit(PLACES)
                    .forEach(wait -> System.out.printf(
                            Locale.ROOT,
                            "  waited %d times, %.2f ms: %s%n",
                            wait.times(),
                            wait.total().toNanos() / 1e6,
                            wait.place()));
        }
    }
}
