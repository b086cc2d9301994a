package org.hanse.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run, with its environment on top of ours. */
record Program(List<String> words, Map<String, String> environment) {
    /** Long enough to load a hundred thousand principals on a slow disk. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    Program {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Runs it to its end, which must be a good one; what it says goes to {@code log}. */
    void run(Path log) {
        try {
            Process process = builder(log).start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill(process);
                throw new BenchFailure(this + " did not end within " + LIMIT);
            }
            if (process.exitValue() != 0) {
                throw new BenchFailure(this + " ended with " + process.exitValue() + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new BenchFailure(this + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        }
    }

    ProcessBuilder builder(Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        // The caller's own environment must not lend a realm to the programs.
        builder.environment().keySet().removeIf(name -> name.startsWith("KRB5") || name.startsWith("HANSE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Kills this process, its own children first. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
