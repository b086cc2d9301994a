package org.hanse.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK or JRE of this machine. */
public record Jdk(Path home, String version) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    public int major() {
        return Integer.parseInt(version.replaceAll("\\D.*", ""));
    }

    /**
     * @param wanted a folder, or the major version of one that is installed
     * @throws BenchFailure if there is no such JDK
     */
    public static Jdk of(String wanted) {
        if (wanted.matches("\\d+")) {
            return installed().stream()
                    .filter(jdk -> jdk.major() == Integer.parseInt(wanted))
                    .findFirst()
                    .orElseThrow(() -> new BenchFailure(
                            "there is no JDK " + wanted + " in " + INSTALLED + "; give --java the folder of one"));
        }
        return at(Path.of(wanted)).stream()
                .findFirst()
                .orElseThrow(() -> new BenchFailure("there is no JDK in " + wanted));
    }

    /** The one that runs this program. */
    public static Jdk ofThisProgram() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /** One of each major version from 17, the oldest first. */
    public static List<Jdk> installed() {
        Map<Integer, Jdk> found = new TreeMap<>();
        try (Stream<Path> folders = Files.list(INSTALLED)) {
            folders.sorted().flatMap(folder -> at(folder).stream()).forEach(jdk -> found.putIfAbsent(jdk.major(), jdk));
        } catch (IOException none) {
            return List.of();
        }
        found.keySet().removeIf(major -> major < 17);
        return new ArrayList<>(found.values());
    }

    private static List<Jdk> at(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    ? Files.readAllLines(home.resolve("release")).stream()
                            .filter(line -> line.startsWith("JAVA_VERSION="))
                            .map(line -> new Jdk(home, line.replaceAll("JAVA_VERSION=|\"", "")))
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
