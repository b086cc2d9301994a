package org.hanse.kdc.realm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hanse.kdc.realm.StoreOpener.Opened;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Puts a realm home into one encrypted file, and makes a home of such a file. A backup is called done when it has been restored into a
 * scratch folder and every key of it opened; a restored home appears whole or not at all. docs/formats/backup.md, docs/decisions/restore-jumps.md.
 */
public final class RealmBackup {
    /** More than the keys of one principal change in the time that clocks are apart. */
    private static final long JUMP = 1000;

    private static final String BACKING = ".hanse-backup-";
    private static final String RESTORING = ".hanse-restore-";

    private final StoreOpener stores;
    private final Clock clock;
    private final SecureRandom random;

    public RealmBackup(StoreOpener stores, Clock clock, SecureRandom random) {
        this.stores = stores;
        this.clock = clock;
        this.random = random;
    }

    /** A change of the master key changes its file twice. */
    private static final int COPIES = 3;

    /**
     * What was backed up.
     *
     * @param octets of the file
     * @param leftOut names of what is in the home and not in the file
     */
    public record Backup(RealmName realm, Instant made, long principals, long octets, List<String> leftOut) {
        public Backup {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * What was restored.
     *
     * @param made when it was backed up
     * @param leastKvno of keys that are made from now on
     */
    public record Restored(RealmName realm, Instant made, long principals, Kvno leastKvno) {}

    /**
     * Backs up a home, while its servers run.
     *
     * @param file must not be there
     * @throws RealmFailure if it cannot be done; then there is no file
     */
    public Backup back(Path home, Path file, SecretBytes passphrase, Progress progress)
            throws RealmFailure, IOException {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw RealmFailure.refused(target + " is there already", "name a new file");
        }
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            throw RealmFailure.refused("there is no folder for " + target, "make it, or name another file");
        }
        try (Scratch scratch = Scratch.in(home, BACKING, random);
                Scratch beside = Scratch.in(target.getParent(), BACKING, random)) {
            Instant now = clock.instant();
            Path copies = scratch.folder();
            copyStore(home, copies);
            // Written, and read again.
            progress.total(2 * BackupFiles.total(home, copies));
            Path unfinished = beside.folder().resolve("backup");
            write(home, copies, now, unfinished, passphrase, progress);
            Backup done = tried(home, unfinished, copies, passphrase, progress);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            HomeFiles.sync(target.getParent());
            return done;
        }
    }

    /** A store and the master keys that open it: the file is the same before and after, so it was all the while. */
    private void copyStore(Path home, Path copies) throws RealmFailure, IOException {
        Path masterKey = copies.resolve(BackupFiles.MASTER_KEY);
        Path copy = copies.resolve(BackupFiles.STORE);
        try (Opened store = stores.open(home)) {
            for (int attempt = 0; attempt < COPIES; attempt++) {
                Files.deleteIfExists(copy);
                Files.copy(
                        home.resolve(BackupFiles.MASTER_KEY),
                        masterKey,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
                store.copyTo(copy);
                if (Files.mismatch(masterKey, home.resolve(BackupFiles.MASTER_KEY)) < 0) {
                    return;
                }
            }
        }
        throw RealmFailure.refused("the master key changes all the time", "try again when it does not");
    }

    private void write(Path home, Path copies, Instant now, Path file, SecretBytes passphrase, Progress progress)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, BackupFiles.newFile(), HomeFiles.SECRET);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            BackupOutput sealed = new BackupOutput(out, BackupHead.fresh(random), passphrase);
            BackupFiles.write(home, copies, now, sealed, progress);
            sealed.finish();
            channel.force(true);
        }
    }

    private Backup tried(Path home, Path file, Path scratch, SecretBytes passphrase, Progress progress)
            throws RealmFailure, IOException {
        Path trial = Files.createDirectory(scratch.resolve("trial"), HomeFiles.SECRET_FOLDER);
        Instant made = read(file, trial, passphrase, progress);
        try (Opened store = stores.open(trial)) {
            store.verify();
            return new Backup(store.realm(), made, store.principals(), Files.size(file), BackupFiles.leftOut(home));
        }
    }

    /**
     * Makes a home of a backup.
     *
     * @param home must not be there, or be empty
     * @throws RealmFailure if it cannot be done; then nothing is there
     */
    public Restored restore(Path file, Path home, SecretBytes passphrase, Progress progress)
            throws RealmFailure, IOException {
        Path target = home.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (!Files.isRegularFile(file)) {
            throw RealmFailure.refused("there is no file " + file, "name a backup with -i");
        }
        if (parent == null || !BackupFiles.isFree(target)) {
            throw RealmFailure.refused(target + " is not empty", "name a new or empty folder with --home");
        }
        List<Path> made = HomeFiles.missingParents(target);
        boolean isDone = false;
        Files.createDirectories(parent);
        try (Scratch scratch = Scratch.in(parent, RESTORING, random)) {
            Path building = Files.createDirectory(scratch.folder().resolve("home"), HomeFiles.SECRET_FOLDER);
            progress.total(Files.size(file));
            Restored done = built(file, building, passphrase, progress);
            Files.createDirectory(building.resolve("log"), HomeFiles.SECRET_FOLDER);
            HomeFiles.sync(building);
            Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
            isDone = true;
            HomeFiles.sync(parent);
            return done;
        } catch (AtomicMoveNotSupportedException mounted) {
            throw RealmFailure.refused(target + " is a file system of its own", "name a folder inside it with --home");
        } finally {
            if (!isDone) {
                HomeFiles.deleteEmpty(made);
            }
        }
    }

    private Restored built(Path file, Path building, SecretBytes passphrase, Progress progress)
            throws RealmFailure, IOException {
        Instant made = read(file, building, passphrase, progress);
        try (Opened store = stores.open(building)) {
            Kvno least = past(store.verify(), made);
            store.startKvnosAt(least);
            store.skipDocumentVersions(jump(made));
            return new Restored(store.realm(), made, store.principals(), least);
        }
    }

    /** Past what any principal's kvno can have become since: docs/decisions/restore-jumps.md. */
    private Kvno past(Kvno highest, Instant made) {
        return Kvno.of(Math.min(Kvno.LAST.value(), highest.value() + jump(made)));
    }

    private long jump(Instant made) {
        return JUMP + Math.max(0, Duration.between(made, clock.instant()).toSeconds());
    }

    private static Instant read(Path file, Path home, SecretBytes passphrase, Progress progress)
            throws RealmFailure, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                BackupInput opened = new BackupInput(in, passphrase)) {
            return BackupFiles.read(opened, home, progress);
        } catch (BackupFault fault) {
            throw RealmFailure.refused(file + " " + fault.getMessage(), cure(fault.kind()));
        } catch (java.io.EOFException | java.io.UTFDataFormatException malformed) {
            throw RealmFailure.refused(file + " " + BackupFault.Kind.ALTERED.words(), cure(BackupFault.Kind.ALTERED));
        }
    }

    private static String cure(BackupFault.Kind kind) {
        return switch (kind) {
            case NOT_A_BACKUP -> "name a file that hanse realm backup has made";
            case NEWER_FORMAT -> "update hanse";
            case WRONG_PASSPHRASE -> "give the passphrase that it was made with, or take another backup";
            case CUT_OFF, ALTERED -> "take another copy, or another backup";
        };
    }
}
