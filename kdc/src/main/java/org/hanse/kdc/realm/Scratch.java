package org.hanse.kdc.realm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hanse.protocol.name.SubjectId;

/**
 * A folder for unfinished work, 0700, that goes when it is closed. What a process that was killed has left beside it goes
 * when the next one is made: keys of a realm must not lie about. Who works in a folder holds the lock of a file in it, so
 * that only what nobody works in is taken for left over; names never come again, so that nothing is taken twice.
 */
final class Scratch implements AutoCloseable {
    private static final String LOCK = ".lock";

    /** Of this process: closing a second channel to a file gives up the lock that the first one holds (fcntl). */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private Scratch(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * @param parent on the file system on which the work will stay
     * @param prefix tells this kind of work from others
     */
    static Scratch in(Path parent, String prefix, SecureRandom random) throws IOException {
        Path real = parent.toRealPath();
        Path folder = Files.createDirectory(
                real.resolve(prefix + SubjectId.random(random).hex()), HomeFiles.SECRET_FOLDER);
        OPEN.add(folder);
        Scratch made = new Scratch(folder, locked(folder));
        try {
            made.removeLeftovers(real, prefix);
        } catch (IOException | RuntimeException e) {
            try (made) {
                throw e;
            }
        }
        return made;
    }

    /** Under its name only when it is held: until then nobody takes the folder for left over. */
    private static FileChannel locked(Path folder) throws IOException {
        Path unheld = folder.resolve(LOCK + ".new");
        FileChannel lock = FileChannel.open(
                unheld, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), HomeFiles.SECRET);
        lock.lock();
        Files.move(unheld, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return lock;
    }

    Path folder() {
        return folder;
    }

    private void removeLeftovers(Path parent, String prefix) throws IOException {
        UserPrincipal self = Files.getOwner(folder);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path other : found) {
                if (!OPEN.contains(other) && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfLeft(other, self);
                }
            }
        }
    }

    private static void removeIfLeft(Path other, UserPrincipal self) throws IOException {
        try {
            // Another user's folder may change under our hands, and is not ours to delete.
            if (!Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(self)) {
                return;
            }
            removeIfUnlocked(other);
        } catch (NoSuchFileException justMadeOrGone) {
            // Nothing lies about.
        }
    }

    private static void removeIfUnlocked(Path other) throws IOException {
        try (FileChannel theirs =
                FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (theirs.tryLock() != null) {
                remove(other);
            }
        }
    }

    /** The lock goes last: what is broken off here is still known for left over. */
    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path one : content) {
                if (!one.endsWith(LOCK)) {
                    HomeFiles.deleteTree(one);
                }
            }
        }
        HomeFiles.deleteTree(folder);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(folder);
        } finally {
            OPEN.remove(folder);
        }
    }
}
