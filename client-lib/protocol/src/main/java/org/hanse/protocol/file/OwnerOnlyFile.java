package org.hanse.protocol.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files with keys in them: readable by their owner alone from the first moment, and replaced whole, so that a reader or a power
 * failure sees the old content or the new and nothing between.
 */
final class OwnerOnlyFile {
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0600 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerOnlyFile() {}

    /**
     * Puts {@code content} in the place of {@code file}, or of what {@code file} links to.
     *
     * @throws AccessDeniedException if either is another user's
     */
    static void replace(Path file, byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        // After the link was followed: who changes it now, changes nothing any more.
        FileOwner.requireOurs(file);
        FileOwner.requireOurs(target);
        Path temporary = written(target, content);
        try {
            move(temporary, target);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        syncFolder(target);
    }

    /**
     * Makes {@code file} with {@code content}.
     *
     * @throws FileAlreadyExistsException if it is there already, also when another process made it just now
     */
    static void create(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path temporary = written(target, content);
        try {
            // A hard link, unlike a rename, does not overwrite what appeared meanwhile.
            Files.createLink(target, temporary);
        } catch (UnsupportedOperationException noLinks) {
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(target);
    }

    /**
     * What tells a file from the one that took its name. Read it before the file is opened and again under its lock: if both are equal,
     * the lock is on the file that has the name now.
     *
     * @throws NoSuchFileException if there is no such file; its {@code getFile()} is the path
     */
    static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException absent) {
            throw new NoSuchFileException(file.toString(), null, "does not exist");
        }
    }

    private static Path written(Path target, byte[] content) throws IOException {
        Path folder = folderOf(target);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "does not exist");
        }
        Path temporary = Files.createTempFile(folder, "." + target.getFileName() + ".", ".new", MODE_0600);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer all = ByteBuffer.wrap(content);
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.force(true);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        return temporary;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new UncheckedIOException("cannot replace " + to + " in one step", e);
        }
    }

    /** Without this the new name may be lost with the power, although the new content is safe. */
    private static void syncFolder(Path target) throws IOException {
        try (FileChannel folder = FileChannel.open(folderOf(target), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static Path folderOf(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target.toAbsolutePath() : parent;
    }
}
