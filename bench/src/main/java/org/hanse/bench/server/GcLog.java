package org.hanse.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's collector wrote with {@link #option}: the moments in which nothing else ran. */
public record GcLog(List<Pause> pauses) {
    private static final Pattern PAUSE =
            Pattern.compile("\\[([0-9.]+)s\\].* Pause (.*?) (?:[0-9]+M->([0-9]+)M\\([0-9]+M\\) )?([0-9.]+)ms");
    /** As jcmd's GC.run is called in it. */
    private static final String ORDERED = "Diagnostic Command";

    public GcLog {
        pauses = List.copyOf(pauses);
    }

    /**
     * @param second since the JVM was started
     * @param kind such as "Young (Allocation Failure)"
     * @param megabytesAfter of the heap in use; 0 if the line does not say
     */
    public record Pause(double second, String kind, int megabytesAfter, double millis) {
        /** Whether it was asked for from outside, to see what is really in use. */
        public boolean ordered() {
            return kind.contains(ORDERED);
        }
    }

    /** For the JVM, to write {@code file}. */
    public static String option(Path file) {
        return "-Xlog:gc:file=" + file + ":uptime";
    }

    public static GcLog read(Path file) throws IOException {
        return new GcLog(Files.readAllLines(file).stream()
                .map(PAUSE::matcher)
                .filter(Matcher::find)
                .map(found -> new Pause(
                        Double.parseDouble(found.group(1)),
                        found.group(2),
                        found.group(3) == null ? 0 : Integer.parseInt(found.group(3)),
                        Double.parseDouble(found.group(4))))
                .toList());
    }
}
