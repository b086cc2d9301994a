package org.hanse.kdc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a file has another time, size or identity than a second ago, and calls back once for each change. Looking is
 * enough for one file, and works on every file system and after a rename onto it.
 */
public final class SettingsWatch implements AutoCloseable {
    private final Path file;
    private final Runnable changed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "settings-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Looks last;

    private record Looks(long millis, long size, @Nullable Object key) {}

    private SettingsWatch(Path file, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.last = look();
    }

    /** @param changed must not throw */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static SettingsWatch start(Path file, Runnable changed) {
        SettingsWatch watch = new SettingsWatch(file, changed);
        watch.timer.scheduleWithFixedDelay(watch::compare, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void compare() {
        Looks now = look();
        if (!now.equals(last)) {
            last = now;
            changed.run();
        }
    }

    private Looks look() {
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
