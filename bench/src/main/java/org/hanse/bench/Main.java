package org.hanse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.bench.load.Transport;
import org.hanse.bench.report.Report;
import org.hanse.bench.report.Table;
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

/** {@code scripts/bench}: the table on stdout, progress on stderr. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compares hanse server with MIT's krb5kdc on this machine, over loopback.",
        description = {
            "Both serve the same principals and keys, each on one core, and get the same load: distinct requests of every"
                    + " kind, made ahead. Prints CPU time per request, requests per second, latency at a fixed rate, memory,"
                    + " start time, and the ratios. See bench/README.md.",
            ""
        })
public final class Main extends BenchCommand {
    /** A login and a ticket: what differs between the kinds, UDP shows for all of them. */
    private static final List<RequestKind> TWO = List.of(RequestKind.AS_TIMESTAMP, RequestKind.TGS_FAST);

    @Option(
            names = "--quick",
            description = "About 2 minutes: fewer and shorter rounds, one JDK, krb5kdc at its best only.")
    boolean quick;

    @Option(names = "--full", description = "About 40 minutes: with 1000 principals, then all again with 100000.")
    boolean full;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "All figures, unrounded: a list with a report for each number of principals.")
    Optional<Path> json = Optional.empty();

    @Option(
            names = "--java",
            paramLabel = "JDK",
            description =
                    "What hanse runs on: a folder, or a major version; may be repeated. Default: every JDK from 17 in"
                            + " /usr/lib/jvm, with --quick the newest.")
    List<String> javas = new ArrayList<>();

    @Option(
            names = "--principals",
            paramLabel = "N",
            split = ",",
            description = "Default: 1000, with --full 1000,100000. Several: all again with each number.")
    List<Integer> principals = new ArrayList<>();

    @Option(
            names = "--enctype",
            paramLabel = "E",
            description = "Of all keys. Default: ${DEFAULT-VALUE}, what MIT's KDC and clients choose by default.")
    String enctype = "aes256-cts-hmac-sha1-96";

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Which requests, such as as-timestamp,tgs-fast; all of them by default.")
    List<String> kinds = new ArrayList<>();

    @Option(
            names = "--transports",
            paramLabel = "T",
            split = ",",
            description = "Of udp, tcp, https and https-once, which has a handshake for each request; all by default."
                    + " Over HTTPS go as-timestamp and tgs-fast only, with --quick over TCP too.")
    List<String> transports = new ArrayList<>();

    @Option(
            names = "--tgts",
            paramLabel = "N",
            description =
                    "Of how many users TGTs are used. Default: ${DEFAULT-VALUE}, or all users if there are fewer.")
    int tgts = 1000;

    @Option(names = "--window", paramLabel = "N", description = "Requests open at once. Default: ${DEFAULT-VALUE}.")
    int window = 32;

    @Option(names = "--rounds", paramLabel = "N", description = "Default: 5, with --quick 3.")
    Optional<Integer> rounds = Optional.empty();

    @Option(names = "--seconds", paramLabel = "S", description = "Of a round. Default: 1, with --quick 0.6.")
    Optional<Double> seconds = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Requests per second for latencies. Default: half of what krb5kdc does at its best.")
    double rate;

    @Option(names = "--server-core", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int serverCore;

    @Option(names = "--load-core", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int loadCore = 1;

    @Option(
            names = "--java-options",
            paramLabel = "OPTS",
            description = "More options for the JVM of hanse server, apart by spaces: for profiles and experiments.")
    String javaOptions = "";

    public static void main(String[] args) {
        main(new Main(), args);
    }

    @Override
    void run(Checkout checkout, Path folder) throws IOException {
        List<Report> reports = new ArrayList<>();
        for (Plan plan : plans()) {
            Path own = Files.createDirectories(folder.resolve(plan.principals() + "-principals"));
            try (SideBySide run = new SideBySide(plan, own, Clock.systemUTC(), Main::say)) {
                reports.add(run.run(servers(checkout)));
            }
            System.out.println(Table.of(reports.get(reports.size() - 1)));
        }
        if (json.isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.get().toFile(), reports);
        }
    }

    private List<KdcServer> servers(Checkout checkout) {
        SecureRandom random = new SecureRandom();
        List<Jdk> jdks =
                javas.isEmpty() ? Jdk.installed() : javas.stream().map(Jdk::of).toList();
        if (jdks.isEmpty()) {
            throw new BenchFailure("no JDK was found; give --java the folder of one");
        }
        if (quick && javas.isEmpty()) {
            jdks = jdks.subList(jdks.size() - 1, jdks.size());
        }
        List<KdcServer> servers = new ArrayList<>(List.of(Krb5kdc.atItsBest(checkout, random)));
        if (!quick) {
            servers.add(Krb5kdc.byDefault(checkout, random));
        }
        jdks.forEach(jdk -> servers.add(new HanseServer(checkout, jdk, javaOptions)));
        return servers;
    }

    /** All before the first run, so that a mistake in an option shows at once. */
    private List<Plan> plans() {
        List<Integer> sizes = principals.isEmpty() ? full ? List.of(1000, 100_000) : List.of(1000) : principals;
        return sizes.stream().map(this::plan).toList();
    }

    private Plan plan(int size) {
        return new Plan(
                atLeast(10, size, "--principals"),
                EncType.byName(enctype).orElseThrow(() -> new BenchFailure("there is no enctype " + enctype)),
                Math.min(atLeast(1, tgts, "--tgts"), size - size / 10),
                kindsByTransport(),
                atLeast(1, window, "--window"),
                rate,
                atLeast(1, rounds.orElse(quick ? 3 : 5), "--rounds"),
                seconds.orElse(quick ? 0.6 : 1),
                quick ? 45 : 120,
                quick ? 1 : 3,
                quick ? 2 : 5,
                serverCore,
                loadCore);
    }

    private Map<Transport, List<RequestKind>> kindsByTransport() {
        List<RequestKind> chosen = kinds.isEmpty() ? Arrays.asList(RequestKind.values()) : kinds(kinds);
        List<RequestKind> few = chosen.stream().filter(TWO::contains).toList();
        Map<Transport, List<RequestKind>> all = new EnumMap<>(Transport.class);
        all.put(Transport.UDP, chosen);
        all.put(Transport.TCP, quick ? few : chosen);
        all.put(Transport.HTTPS, few);
        all.put(Transport.HTTPS_ONCE, few);
        if (!transports.isEmpty()) {
            all.keySet().retainAll(transports.stream().map(Main::transport).toList());
        }
        return all;
    }

    private static Transport transport(String word) {
        return Transport.byWord(word).orElseThrow(() -> new BenchFailure("there is no transport " + word));
    }
}
