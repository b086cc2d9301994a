package org.hanse.kdc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices when one of some files has another time, size or identity than a second ago, and calls back once for each change. Looking
 * is enough for a few files, and works on every file system and after a rename onto them.
 */
public final class FileWatch implements AutoCloseable {
    private final List<Path> files;
    private final Runnable changed;
    private final ScheduledExecutorService timer;
    private List<Looks> last;

    private record Looks(long millis, long size, @Nullable Object key) {}

    private FileWatch(String name, List<Path> files, Runnable changed) {
        this.files = List.copyOf(files);
        this.changed = changed;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        this.last = look();
    }

    /**
     * @param name of its thread
     * @param changed must not throw
     */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static FileWatch start(String name, List<Path> files, Runnable changed) {
        FileWatch watch = new FileWatch(name, files, changed);
        watch.timer.scheduleWithFixedDelay(watch::compare, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void compare() {
        List<Looks> now = look();
        if (!now.equals(last)) {
            last = now;
            changed.run();
        }
    }

    private List<Looks> look() {
        return files.stream().map(FileWatch::look).toList();
    }

    private static Looks look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Looks(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return new Looks(-1, -1, null);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
