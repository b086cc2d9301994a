package org.hanse.stock;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that stays up until it is closed, by its own process and never by name. */
final class Daemon implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
        // A test run that is broken off leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Command.kill(process)));
    }

    /** Starts and waits until a line that begins with {@code ready} stands in {@code log}, where both streams go. */
    static Daemon start(Command command, Path log, String ready) {
        try {
            Daemon daemon = new Daemon(
                    command.builder()
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
            daemon.line(ready);
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the log that begins so; waits for it. */
    String line(String beginning) {
        await("a line \"" + beginning + "\" from " + this)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    boolean alive = process.isAlive();
                    boolean there = firstLine(beginning).isPresent();
                    if (!alive && !there) {
                        throw new AssertionError(
                                "ended with " + process.exitValue() + " before it was ready: " + log());
                    }
                    return there;
                });
        return firstLine(beginning).orElseThrow();
    }

    private Optional<String> firstLine(String beginning) {
        return log().lines().filter(line -> line.startsWith(beginning)).findFirst();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, as a power cut would end it. */
    void kill() {
        Command.kill(process);
        exit();
    }

    /** SIGTERM, and its exit code. */
    int stop() {
        process.destroy();
        return exit();
    }

    /** Waits for the program to end by itself. */
    int exit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                Command.kill(process);
                throw new AssertionError("did not stop: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
