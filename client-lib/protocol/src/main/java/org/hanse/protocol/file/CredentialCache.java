package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hanse.protocol.name.Principal;

/**
 * The content of a credential cache file: who it is of, and the tickets. Immutable. The static methods read versions 3 and 4 of MIT's
 * format and write version 4; {@link #append} is safe against other threads, and other processes that lock the file as MIT does.
 *
 * @param clockOffset how far the KDC's clock is ahead of this machine's, where the writer knew
 * @param credentials in the order of the file, configuration entries included
 */
public record CredentialCache(Principal principal, Optional<Duration> clockOffset, List<Credential> credentials) {
    /** fcntl locks belong to the process, so threads of this one need a lock of their own. */
    private static final ReentrantLock USING = new ReentrantLock();

    public CredentialCache {
        credentials = List.copyOf(credentials);
    }

    /** The credentials that are tickets. */
    public List<Credential> tickets() {
        return credentials.stream().filter(c -> !c.isConfiguration()).toList();
    }

    /** The latest-ending ticket of this cache's principal for {@code server}. */
    public Optional<Credential> ticketFor(Principal server) {
        return credentials.stream()
                .filter(c -> c.server().equals(server) && c.client().equals(principal) && !c.underSessionKey())
                .max(Comparator.comparing(Credential::endTime));
    }

    /**
     * @throws NoSuchFileException if there is no such file; its {@code getFile()} is the path
     * @throws AccessDeniedException if it may not be read, or is another user's
     * @throws MalformedFileException if it is no cache of version 3 or 4, is damaged, or is larger than 16 MiB
     * @throws IOException if it cannot be read
     */
    public static CredentialCache read(Path file) throws IOException {
        USING.lock();
        try (FileChannel channel = opened(file, StandardOpenOption.READ);
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
            Objects.requireNonNull(lock);
            return CacheFormat.decode(file, FileReader.bytesOf(file));
        } finally {
            USING.unlock();
        }
    }

    /** Makes or replaces {@code file}, mode 0600, in one step. */
    public static void write(Path file, CredentialCache cache) throws IOException {
        OwnerOnlyFile.replace(file, CacheFormat.encode(cache));
    }

    /**
     * Adds to the end of an existing cache, under MIT's lock. All of {@code added} is in the file when this returns, none of it when it
     * throws.
     */
    public static void append(Path file, List<Credential> added) throws IOException {
        USING.lock();
        try {
            while (!tryAppend(file, added)) {
                // The file was replaced between our opening it and our lock: look again.
                Thread.onSpinWait();
            }
        } finally {
            USING.unlock();
        }
    }

    private static boolean tryAppend(Path file, List<Credential> added) throws IOException {
        Object identity = OwnerOnlyFile.identity(file);
        try (FileChannel channel = opened(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Objects.requireNonNull(lock);
            if (!identity.equals(OwnerOnlyFile.identity(file))) {
                return false;
            }
            long end = channel.size();
            if (end < 2) {
                throw MalformedFileException.in(file, "is no credential cache: it is empty");
            }
            ByteBuffer version = ByteBuffer.allocate(2);
            channel.read(version, 0);
            ByteBuffer octets = ByteBuffer.wrap(CacheFormat.encode(file, version.getShort(0), added));
            try {
                for (long at = end; octets.hasRemaining(); ) {
                    at += channel.write(octets, at);
                }
            } catch (IOException | RuntimeException failed) {
                channel.truncate(end);
                throw failed;
            }
            return true;
        }
    }

    /**
     * Overwrites the keys and removes the file.
     *
     * @throws NoSuchFileException if there is none
     */
    public static void destroy(Path file) throws IOException {
        USING.lock();
        try {
            try (FileChannel channel = opened(file, StandardOpenOption.WRITE)) {
                ByteBuffer zeroes = ByteBuffer.allocate(8192);
                for (long at = 0; at < channel.size(); at += zeroes.capacity()) {
                    zeroes.clear().limit((int) Math.min(zeroes.capacity(), channel.size() - at));
                    channel.write(zeroes, at);
                }
                channel.force(false);
            }
            Files.delete(file);
        } finally {
            USING.unlock();
        }
    }

    private static FileChannel opened(Path file, StandardOpenOption... options) throws IOException {
        FileOwner.requireOurs(file);
        try {
            return FileChannel.open(file, options);
        } catch (NoSuchFileException absent) {
            throw new NoSuchFileException(file.toString(), null, "does not exist");
        }
    }
}
