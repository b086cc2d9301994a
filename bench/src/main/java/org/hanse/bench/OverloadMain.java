package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hanse.bench.load.LoadThread;
import org.hanse.bench.load.Transport;
import org.hanse.bench.report.MachineFacts;
import org.hanse.bench.report.Report;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.Checkout;
import org.hanse.bench.server.HanseServer;
import org.hanse.bench.server.Jdk;
import org.hanse.bench.server.KdcServer;
import org.hanse.bench.server.Krb5kdc;
import org.hanse.protocol.name.EncType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench --overload}. */
@Command(
        name = "bench --overload",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "What servers do when more is asked than they can answer, over UDP.")
public final class OverloadMain extends BenchCommand {
    @Option(names = "--kinds", paramLabel = "KIND", split = ",", description = "Default: ${DEFAULT-VALUE}.")
    List<String> kinds = List.of("as-timestamp", "tgs-fast");

    @Option(
            names = "--times",
            paramLabel = "N",
            split = ",",
            description = "How many times what it can do a server is asked for. Default: ${DEFAULT-VALUE}.")
    List<Double> times = List.of(1.0, 2.0, 4.0);

    @Option(names = "--java", paramLabel = "JDK", description = "What hanse runs on. Default: this program's.")
    Optional<String> java = Optional.empty();

    @Option(names = "--java-options", paramLabel = "OPTS", description = "More options for the JVM of hanse server.")
    String javaOptions = "";

    @Option(names = "--server-core", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int serverCore;

    @Option(names = "--load-core", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int loadCore = 1;

    public static void main(String[] args) {
        main(new OverloadMain(), args);
    }

    @Override
    void run(Checkout checkout, Path folder) throws IOException {
        double loadBefore = MachineFacts.loadAverage();
        SecureRandom random = new SecureRandom();
        Jdk jdk = java.map(Jdk::of).orElseGet(Jdk::ofThisProgram);
        List<KdcServer> servers =
                List.of(Krb5kdc.atItsBest(checkout, random), new HanseServer(checkout, jdk, javaOptions));
        List<RequestKind> chosen = kinds(kinds);
        Plan plan = new Plan(
                1000,
                EncType.AES256_CTS_HMAC_SHA1_96,
                900,
                Map.of(Transport.UDP, chosen),
                32,
                0,
                1,
                1,
                60,
                1,
                1,
                serverCore,
                loadCore);
        try (SideBySide run = new SideBySide(plan, folder, Clock.systemUTC(), OverloadMain::say);
                LoadThread load = new LoadThread(loadCore)) {
            List<Contender> contenders = run.prepare(servers);
            Overload overload = new Overload(run, load, OverloadMain::say);
            for (RequestKind kind : chosen) {
                List<Overload.Row> rows = new ArrayList<>();
                for (Contender contender : contenders) {
                    double capacity = overload.capacity(contender, kind);
                    for (double one : times) {
                        rows.add(overload.flood(contender, kind, capacity, one));
                    }
                }
                print(kind, rows);
            }
        } catch (HollowReply hollow) {
            throw new BenchFailure(String.valueOf(hollow.getMessage()), hollow);
        }
        Report.Machine machine = MachineFacts.with(loadBefore);
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d cores; load average %.1f before, %.1f after%n",
                machine.cpu(),
                machine.cores(),
                machine.loadBefore(),
                machine.loadAfter());
    }

    private static void print(RequestKind kind, List<Overload.Row> rows) {
        System.out.printf(
                "%n%-26s %6s %10s %10s %10s %7s %9s %9s %9s %7s %9s %10s%n",
                kind.title(),
                "times",
                "can do/s",
                "offered/s",
                "answered/s",
                "shed %",
                "p50 ms",
                "p99 ms",
                "2nd try %",
                "never %",
                "calm p99",
                "well after");
        for (Overload.Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %6.0f %10.0f %10.0f %10.0f %7.1f %9.2f %9.2f %9.1f %7.1f %9.2f %10s%n",
                    row.server(),
                    row.times(),
                    row.capacity(),
                    row.offered(),
                    row.answered(),
                    100 * Math.max(0, 1 - row.answered() / row.offered()),
                    row.p50(),
                    row.p99(),
                    100 * row.again(),
                    100 * row.never(),
                    row.calmP99(),
                    Double.isInfinite(row.wellAfter())
                            ? "not in 3 s"
                            : String.format(Locale.ROOT, "%.0f ms", row.wellAfter()));
        }
    }
}
