package org.hanse.kdc.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Where SQLite's native library is loaded from. The driver unpacks a new copy at every start, which takes 70 ms and leaves
 * the copy behind after a kill; we unpack once into a folder of this user under {@code java.io.tmpdir} and point the driver there.
 * Where that folder cannot be had (a full, foreign or noexec temporary folder) the driver unpacks into the realm home.
 * {@code org.sqlite.lib.path} and {@code org.sqlite.tmpdir}, set by an operator, win.
 */
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /** To be called before the first connection. */
    static synchronized void load(Path home) {
        if (System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null) {
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        Optional<Path> kept = kept(temporary);
        if (kept.isPresent()) {
            System.setProperty(PATH, kept.get().toString());
        } else {
            System.setProperty(TEMPORARY, home.toString());
        }
    }

    /** The folder with the unpacked library; empty if it cannot be had safely. */
    static Optional<Path> kept(Path temporary) {
        try {
            if (isNoexec(temporary, Files.readAllLines(Path.of("/proc/self/mounts")))) {
                return Optional.empty();
            }
            Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            Path folder = temporary.resolve("hanse-sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + me);
            if (!isOurs(folder, me)) {
                return Optional.empty();
            }
            unpack(folder.resolve(LibraryLoaderUtil.getNativeLibName()));
            return Optional.of(folder);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not Linux, or nothing can be written there: the realm home is the next best place.
            return Optional.empty();
        }
    }

    /** Others may write to the temporary folder: what we load must be in a folder that only we can write to. */
    private static boolean isOurs(Path folder, Object me) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier start, or by somebody else: looked at below.
        }
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && me.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                        .equals("rwx------");
    }

    /** Renamed into place when whole, so that another process that starts now never loads half a library. */
    private static void unpack(Path library) throws IOException {
        if (Files.exists(library)) {
            return;
        }
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName();
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("no SQLite for " + OSInfo.getNativeLibFolderPathForCurrentOS());
            }
            Path whole = Files.createTempFile(library.getParent(), "unpacking", ".so");
            try {
                Files.copy(packed, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
    }

    /** Whether the mount that holds {@code folder} forbids loading code. The last line that matches best is in force. */
    static boolean isNoexec(Path folder, List<String> mounts) throws IOException {
        Path real = folder.toRealPath();
        int best = -1;
        boolean noexec = false;
        for (String line : mounts) {
            String[] fields = line.split(" ");
            if (fields.length < 4) {
                continue;
            }
            Path point = Path.of(fields[1].replace("\\040", " "));
            if (real.startsWith(point) && point.getNameCount() >= best) {
                best = point.getNameCount();
                noexec = List.of(fields[3].split(",")).contains("noexec");
            }
        }
        return noexec;
    }
}
