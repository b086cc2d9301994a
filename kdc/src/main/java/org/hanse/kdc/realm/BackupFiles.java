package org.hanse.kdc.realm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hanse.kdc.config.RealmSettings;

/**
 * The content of a backup: when it was made, then the files of a realm home one after the other. Left out is the log, which is no part
 * of what a realm is.
 */
final class BackupFiles {
    static final String STORE = "store.db";
    static final String MASTER_KEY = "master.key";
    private static final List<String> COPIES = List.of(STORE, MASTER_KEY);
    private static final List<String> SETTINGS = List.of(RealmSettings.FILE_NAME, AccessList.FILE_NAME);
    private static final String TLS = "tls";

    /** What a store in use has beside it, the driver unpacks, and unfinished work is called. */
    private static final Pattern PASSING = Pattern.compile("store\\.db-(wal|shm)|sqlite-.*|\\.hanse-.*");

    /** What may come out of a backup: names that lead nowhere else. */
    private static final Pattern NAME =
            Pattern.compile("store\\.db|master\\.key|realm\\.yaml|admin\\.acl|tls/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private static final int MOST_FILES = 1000;

    private BackupFiles() {}

    /**
     * @param copies has a store and its master key that nobody writes to
     * @param sealed is not closed
     */
    static void write(Path home, Path copies, Instant now, OutputStream sealed, Progress progress) throws IOException {
        DataOutputStream out = new DataOutputStream(sealed);
        out.writeLong(now.getEpochSecond());
        for (String name : COPIES) {
            write(out, name, copies.resolve(name), progress);
        }
        for (String name : SETTINGS) {
            if (Files.exists(home.resolve(name))) {
                write(out, name, home.resolve(name), progress);
            }
        }
        for (Path file : filesIn(home.resolve(TLS))) {
            write(out, TLS + "/" + file.getFileName(), file, progress);
        }
        out.writeUTF("");
        out.flush();
    }

    /** What is in a home and comes into no backup: the log, and what no part of hanse has made. */
    static List<String> leftOut(Path home) throws IOException {
        List<String> left = new ArrayList<>(namesIn(home));
        left.removeIf(name -> COPIES.contains(name)
                || SETTINGS.contains(name)
                || name.equals(TLS)
                || PASSING.matcher(name).matches());
        Path tls = home.resolve(TLS);
        if (Files.isDirectory(tls)) {
            List<Path> taken = filesIn(tls);
            namesIn(tls).stream()
                    .filter(name -> !taken.contains(tls.resolve(name)))
                    .forEach(name -> left.add(TLS + "/" + name));
        }
        return left;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> plain =
                    new ArrayList<>(files.filter(Files::isRegularFile).toList());
            plain.removeIf(file -> !NAME.matcher(TLS + "/" + file.getFileName()).matches());
            plain.sort(null);
            return plain;
        }
    }

    /** The length goes first: a file that changes meanwhile is a failure and no backup. */
    private static void write(DataOutputStream out, String name, Path file, Progress progress) throws IOException {
        long length = Files.size(file);
        out.writeUTF(name);
        out.writeLong(length);
        try (InputStream in = Files.newInputStream(file)) {
            if (copy(in, out, length, progress) < length || in.read() >= 0) {
                throw new IOException(file + " changed while it was read; try again");
            }
        }
    }

    /**
     * Lays the files into {@code home}, a new folder of its owner's.
     *
     * @return when the backup was made
     * @throws BackupFault ALTERED for what no backup holds
     */
    static Instant read(InputStream opened, Path home, Progress progress) throws IOException {
        DataInputStream in = new DataInputStream(opened);
        Instant made = Instant.ofEpochSecond(in.readLong());
        Path tls = Files.createDirectory(home.resolve(TLS), HomeFiles.SECRET_FOLDER);
        int files = 0;
        for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            long length = in.readLong();
            if (!NAME.matcher(name).matches() || length < 0 || ++files > MOST_FILES) {
                throw new BackupFault(BackupFault.Kind.ALTERED);
            }
            read(in, home.resolve(name), length, progress);
        }
        if (in.read() >= 0) {
            throw new BackupFault(BackupFault.Kind.ALTERED);
        }
        HomeFiles.sync(tls);
        return made;
    }

    private static void read(DataInputStream in, Path file, long length, Progress progress) throws IOException {
        boolean isPublic = file.toString().endsWith(".pem");
        Files.createFile(file, isPublic ? HomeFiles.PUBLIC : HomeFiles.SECRET);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            if (copy(in, out, length, progress) < length) {
                throw new BackupFault(BackupFault.Kind.ALTERED);
            }
        }
        HomeFiles.syncFile(file);
    }

    private static long copy(InputStream in, OutputStream out, long length, Progress progress) throws IOException {
        byte[] buffer = new byte[BackupSeal.PIECE];
        long done = 0;
        while (done < length) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - done));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            done += read;
            progress.advance(read);
        }
        return done;
    }

    /** How much there is to copy. */
    static long total(Path home, Path copies) throws IOException {
        long total = Files.size(copies.resolve(STORE));
        for (Path file : filesIn(home.resolve(TLS))) {
            total += Files.size(file);
        }
        return total;
    }

    /** @return whether the folder can take a restored home: it is not there, or empty */
    static boolean isFree(Path home) throws IOException {
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(home)) {
            return false;
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.findAny().isEmpty();
        }
    }

    static Set<StandardOpenOption> newFile() {
        return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
