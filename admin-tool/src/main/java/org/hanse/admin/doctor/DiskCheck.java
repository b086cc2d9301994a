package org.hanse.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hanse.kdc.config.LogSettings;

/**
 * Whether there is room to go on writing.
 *
 * @param least below so many octets it fails
 * @param scant below so many octets it warns
 */
record DiskCheck(long least, long scant) {
    private static final String CHECK = "disk";
    private static final long MEGABYTE = 1L << 20;

    /** A file of the log grows to 100 MB, and the store needs its own size again to grow by. */
    static final DiskCheck USUAL = new DiskCheck(200 * MEGABYTE, 1024 * MEGABYTE);

    /** @param folders those that are not there yet count as what they will be in */
    List<Finding> of(List<Path> folders) {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : folders) {
            try {
                long free = Files.getFileStore(existing(folder)).getUsableSpace();
                findings.add(judged(folder, free));
            } catch (IOException e) {
                findings.add(Finding.fail(
                        CHECK, "the space around " + folder + " cannot be measured", "look whether its disk is there"));
            }
        }
        return findings;
    }

    private Finding judged(Path folder, long free) {
        String what = free / MEGABYTE + " MB are free for " + folder;
        String cure = "make room: a realm that cannot write changes no password and loses its log";
        if (free < least) {
            return Finding.fail(CHECK, what, cure);
        }
        return free < scant ? Finding.warn(CHECK, what, cure) : Finding.ok(CHECK, what);
    }

    /** Whether the log can grow to what realm.yaml lets it keep; its closed files are not compressed. */
    static List<Finding> ofLog(Path log, LogSettings settings) {
        long kinds = (settings.text() ? 1L : 0L) + (settings.json() ? 1L : 0L);
        long most = kinds * (settings.keep() + 1L) * settings.maxMegabytes();
        try {
            long more = most - size(log) / MEGABYTE;
            long free = Files.getFileStore(existing(log)).getUsableSpace() / MEGABYTE;
            return more <= free
                    ? List.of()
                    : List.of(Finding.warn(
                            CHECK,
                            log + " may grow by " + more + " MB yet, and " + free + " MB are free",
                            "lower log.keep or log.maxMegabytes in realm.yaml, or make room"));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    CHECK, "the size of " + log + " cannot be measured", "look whether its disk is there"));
        }
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long octets = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // One that was rolled away in between counts as nothing.
                octets += Files.isRegularFile(file) ? file.toFile().length() : 0;
            }
        }
        return octets;
    }

    private static Path existing(Path folder) {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        return Files.exists(absolute) || parent == null ? absolute : existing(parent);
    }
}
