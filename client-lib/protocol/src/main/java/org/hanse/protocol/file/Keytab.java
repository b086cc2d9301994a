package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;

/**
 * The keys of services, in a file of MIT's keytab format: reads versions 0x501 and 0x502, writes 0x502. Immutable; the static
 * methods that write are safe against other threads and against other processes that lock the file as MIT does.
 */
public final class Keytab {
    /** fcntl locks belong to the process, so threads of this one need a lock of their own. */
    private static final ReentrantLock WRITING = new ReentrantLock();

    private final List<KeytabEntry> entries;

    private Keytab(List<KeytabEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    public static Keytab of(List<KeytabEntry> entries) {
        return new Keytab(entries);
    }

    /**
     * @throws NoSuchFileException if there is no such file
     * @throws MalformedFileException if it is no keytab, is damaged, or is larger than 16 MiB
     * @throws IOException if it cannot be read
     */
    public static Keytab read(Path file) throws IOException {
        return new Keytab(KeytabFormat.decode(file, FileReader.bytesOf(file)));
    }

    /**
     * What makes it doubtful that only those know the keys of {@code file} who should: that every user may read or anybody but its owner
     * may write it, or that somebody else than root or this process's user owns it or the link that leads to it. That its group may read
     * it is usual, where several accounts serve under one key.
     *
     * @return a clause that follows the file's name; empty if nothing is wrong, or the file is not there
     */
    public static Optional<String> exposureOf(Path file) throws IOException {
        Optional<String> stranger = FileOwner.strangerOf(file);
        if (stranger.isPresent() || !Files.exists(file) || !hasModes(file)) {
            return stranger;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        String text = PosixFilePermissions.toString(mode);
        if (mode.contains(PosixFilePermission.OTHERS_READ)) {
            return Optional.of("may be read by every user of this machine (mode " + text + ")");
        }
        return mode.contains(PosixFilePermission.OTHERS_WRITE) || mode.contains(PosixFilePermission.GROUP_WRITE)
                ? Optional.of("may be written by others than its owner (mode " + text + ")")
                : Optional.empty();
    }

    private static boolean hasModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** In the order of the file. Deleted entries are left out, enctypes that we do not know are kept. */
    public List<KeytabEntry> entries() {
        return entries;
    }

    /** The keys of one principal, in the order of the file. */
    public List<KeytabEntry> entriesOf(Principal principal) {
        return entries.stream().filter(e -> e.principal().equals(principal)).toList();
    }

    /** The key of exactly this version and enctype; the last one written, where a file holds several. */
    public Optional<KeytabEntry> find(Principal principal, Kvno kvno, EncType etype) {
        return entries.stream()
                .filter(e -> e.principal().equals(principal)
                        && e.kvno().equals(kvno)
                        && e.key().etype().equals(etype))
                .reduce((first, second) -> second);
    }

    /** The highest version that there is of a principal's keys. */
    public Optional<Kvno> newestKvno(Principal principal) {
        return entriesOf(principal).stream().map(KeytabEntry::kvno).max(Kvno::compareTo);
    }

    /** This keytab with {@code added}; an entry of the same principal, kvno and enctype takes the old one's place. */
    public Keytab with(List<KeytabEntry> added) {
        List<KeytabEntry> merged = new ArrayList<>(entries);
        for (KeytabEntry one : added) {
            merged.removeIf(one::replaces);
            merged.add(one);
        }
        return new Keytab(merged);
    }

    /** Makes or replaces {@code file}, mode 0600, in one step. */
    public static void write(Path file, List<KeytabEntry> entries) throws IOException {
        OwnerOnlyFile.replace(file, KeytabFormat.encode(entries));
    }

    /**
     * Adds to {@code file}, which is made if it is not there; same principal, kvno and enctype are replaced. Mode 0600 afterwards.
     * All of {@code added} is in the file when this returns, none of it when it throws.
     */
    public static void merge(Path file, List<KeytabEntry> added) throws IOException {
        WRITING.lock();
        try {
            while (!tryMerge(file, added)) {
                // Another process made or replaced the file between our look and our lock: look again.
                Thread.onSpinWait();
            }
        } finally {
            WRITING.unlock();
        }
    }

    private static boolean tryMerge(Path file, List<KeytabEntry> added) throws IOException {
        if (!Files.exists(file)) {
            try {
                OwnerOnlyFile.create(
                        file, KeytabFormat.encode(Keytab.of(List.of()).with(added).entries));
                return true;
            } catch (FileAlreadyExistsException meanwhile) {
                return false;
            }
        }
        Object identity = OwnerOnlyFile.identity(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Objects.requireNonNull(lock);
            FileOwner.requireOurs(file);
            if (!identity.equals(OwnerOnlyFile.identity(file))) {
                return false;
            }
            byte[] present = FileReader.bytesOf(file);
            // An empty file is what mktemp leaves: MIT's ktadd takes it as a keytab to fill, and so do we.
            Keytab old = new Keytab(present.length == 0 ? List.of() : KeytabFormat.decode(file, present));
            OwnerOnlyFile.replace(file, KeytabFormat.encode(old.with(added).entries));
            return true;
        }
    }

    @Override
    public String toString() {
        return "Keytab(" + entries.size() + " entries)";
    }
}
