package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.Checkout;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A command of {@code scripts/bench}: results on stdout, progress on stderr, a temporary folder that goes at the end. */
abstract class BenchCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Keep the folder of the run, with realms and logs, and say where it is.")
    boolean keep;

    /** {@code folder} is there, empty, and of this run alone. */
    abstract void run(Checkout checkout, Path folder) throws IOException;

    static void main(BenchCommand command, String... args) {
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((failure, any, result) -> {
            if (!(failure instanceof BenchFailure)) {
                throw failure;
            }
            System.err.println("error: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public final Integer call() throws IOException {
        Checkout checkout =
                new Checkout(Path.of(System.getProperty("hanse.checkout", ".")).toAbsolutePath());
        Path folder = Files.createTempDirectory("hanse-bench-");
        try {
            run(checkout, folder);
            return 0;
        } finally {
            if (keep) {
                say("kept in " + folder);
            } else {
                delete(folder);
            }
        }
    }

    static List<RequestKind> kinds(List<String> words) {
        return words.stream().map(BenchCommand::kind).toList();
    }

    private static RequestKind kind(String word) {
        return RequestKind.byWord(word)
                .orElseThrow(() -> new BenchFailure("there is no kind of request " + word + "; there are "
                        + Arrays.stream(RequestKind.values())
                                .map(RequestKind::word)
                                .toList()));
    }

    static int atLeast(int least, int given, String option) {
        if (given < least) {
            throw new BenchFailure(option + " must be at least " + least);
        }
        return given;
    }

    static void say(String progress) {
        System.err.println("bench: " + progress);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
