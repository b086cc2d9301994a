package org.hanse.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread that makes load, held to one core; the rest of this program may use all of them while no load runs. */
public final class LoadThread implements AutoCloseable {
    public static final String NAME = "load";

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, NAME));

    /** @throws IOException if the kernel refuses the core */
    public LoadThread(int core) throws IOException {
        run(() -> {
            // Java has no call for it; taskset takes a thread's id, which the kernel shows as a link: PID/task/TID.
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "-cp",
                            Integer.toString(core),
                            self.getFileName().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IOException("the load generator cannot be held to core " + core);
            }
            return core;
        });
    }

    /** Runs it on the thread and waits for it. */
    public <T> T run(Callable<T> work) throws IOException {
        return result(begin(work));
    }

    /** Runs it on the thread while the caller goes on. */
    public <T> Future<T> begin(Callable<T> work) {
        return thread.submit(work);
    }

    /** Waits for what {@link #begin} began. */
    public static <T> T result(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            throw new IOException("the load failed", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
