package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.bench.population.Population;
import org.hanse.bench.report.MachineFacts;
import org.hanse.bench.report.Report;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.Checkout;
import org.hanse.bench.server.GcLog;
import org.hanse.bench.server.HanseServer;
import org.hanse.bench.server.Jdk;
import org.hanse.protocol.name.EncType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/soak load}. */
@Command(
        name = "soak load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "A day in miniature: mixed load, rekeys and changes of principals on a running realm.")
public final class SoakMain extends BenchCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "MINUTES", description = "Default: ${DEFAULT-VALUE}.")
    int minutes = 20;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SEED",
            description = "Of the order of changes and kinds of requests; by default drawn.")
    Optional<Long> seed = Optional.empty();

    @Option(names = "--rate", paramLabel = "R", description = "Requests per second. Default: ${DEFAULT-VALUE}.")
    int rate = 1000;

    @Option(names = "--principals", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int principals = 2000;

    @Option(
            names = "--pause",
            paramLabel = "S",
            description = "Seconds between two changes of the operator. Default: ${DEFAULT-VALUE}.")
    int pause = 3;

    @Option(names = "--java", paramLabel = "JDK", description = "A folder or a major version. Default: this program's.")
    Optional<String> java = Optional.empty();

    @Option(names = "--commit", hidden = true)
    String commit = "an unknown commit";

    @Option(names = "--out", paramLabel = "FILE", description = "Where the note goes besides stdout.")
    Optional<Path> out = Optional.empty();

    public static void main(String[] args) {
        main(new SoakMain(), args);
    }

    @Override
    void run(Checkout checkout, Path folder) throws IOException {
        long chosen = seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        double loadBefore = MachineFacts.loadAverage();
        Jdk jdk = java.map(Jdk::of).orElseGet(Jdk::ofThisProgram);
        Population population = Population.of(
                atLeast(10, principals, "--principals"), EncType.AES256_CTS_HMAC_SHA1_96, new SecureRandom());
        HanseServer server = new HanseServer(checkout, jdk, GcLog.option(Soak.gcLog(folder)));
        server.prepare(population, folder);
        say("seed " + chosen + ", " + minutes + " minutes");
        Soak.Result result = new Soak(population, server, folder, jdk, rate, chosen, SoakMain::say)
                .run(Duration.ofMinutes(atLeast(1, minutes, "MINUTES")), Duration.ofSeconds(pause), 0, 1);
        Report.Machine machine = MachineFacts.with(loadBefore);
        String note = String.format(
                Locale.ROOT,
                "# %d minutes of mixed load%n%n%s, %s.%n"
                        + "`scripts/soak load %d %d --rate %d` at commit %s, JDK %s, %d principals and those that came and went,%n"
                        + "requests of all kinds drawn alike; load average %.1f before, %.1f after.%n%n%s",
                minutes,
                machine.cpu() + ", " + machine.cores() + " cores",
                machine.kernel(),
                minutes,
                chosen,
                rate,
                commit,
                jdk.version(),
                principals,
                machine.loadBefore(),
                machine.loadAfter(),
                result.report().markdown(result.changes(), result.log()));
        System.out.print(note);
        if (out.isPresent()) {
            Files.writeString(out.get(), note);
        }
        List<String> verdict = result.report().verdict(result.log());
        if (!verdict.isEmpty()) {
            throw new BenchFailure("the soak is not well: " + verdict.get(0));
        }
    }
}
