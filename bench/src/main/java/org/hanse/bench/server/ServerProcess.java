package org.hanse.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A server that runs, and what the kernel knows of it. Closing ends it. */
public final class ServerProcess implements AutoCloseable {
    /** Linux counts CPU time for user space in hundredths of a second, on every platform that Java 17 runs on. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final long GRACE_SECONDS = 15;

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    private final Thread killer;
    /** As last seen: a thread that has ended keeps what it had then, else its time would be missing from a difference. */
    private final Map<Path, CpuTime> threads = new ConcurrentHashMap<>();

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        // A run that is broken off leaves nothing behind.
        this.killer = new Thread(() -> Program.kill(process));
        Runtime.getRuntime().addShutdownHook(killer);
    }

    static ServerProcess start(Program program, int core, Path log) {
        List<String> words = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        words.addAll(program.words());
        try {
            return new ServerProcess(
                    new Program(words, program.environment()).builder(log).start(), log);
        } catch (IOException e) {
            throw new BenchFailure(program + " could not be started", e);
        }
    }

    /** By {@link System#nanoTime}, just after the process was made. */
    public long started() {
        return started;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** In steps of {@link #TICK}. */
    public CpuTime cpuTime() {
        CpuTime sum = CpuTime.ofProcess(times(read("stat"), (user, kernel) -> user.plus(kernel)));
        try (Stream<Path> alive = Files.list(proc("task"))) {
            alive.forEach(thread -> ofThread(thread).ifPresent(time -> threads.put(thread, time)));
        } catch (IOException e) {
            throw new BenchFailure("the server has ended: " + log(), e);
        }
        for (CpuTime thread : threads.values()) {
            sum = sum.plus(thread);
        }
        return sum;
    }

    private static Optional<CpuTime> ofThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            return Optional.of(times(stat, (user, kernel) -> CpuTime.ofThread(name, user, kernel)));
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }

    private static <T> T times(String stat, BiFunction<Duration, Duration, T> result) {
        // proc(5): the second field is the name in parentheses, utime and stime are the 14th and the 15th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return result.apply(
                TICK.multipliedBy(Long.parseLong(fields[11])), TICK.multipliedBy(Long.parseLong(fields[12])));
    }

    /** Resident memory now. */
    public long residentKilobytes() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    public Vitals vitals() {
        return new Vitals(residentKilobytes(), count("task"), count("fd"));
    }

    private int count(String folder) {
        try (Stream<Path> entries = Files.list(proc(folder))) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new BenchFailure("the server has ended: " + log(), e);
        }
    }

    /** Has a JVM collect all garbage, so that its log tells what is really in use. */
    public void collectGarbage(Jdk jdk, Path log) {
        new Program(
                        List.of(jdk.home().resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.run"),
                        Map.of())
                .run(log);
    }

    private String read(String file) {
        try {
            return Files.readString(proc(file));
        } catch (IOException e) {
            throw new BenchFailure("the server has ended: " + log(), e);
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Program.kill(process);
            }
        } catch (InterruptedException e) {
            Program.kill(process);
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
