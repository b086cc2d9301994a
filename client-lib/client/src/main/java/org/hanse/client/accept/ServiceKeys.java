package org.hanse.client.accept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.file.MalformedFileException;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;

/**
 * The keys of one service, made ready once and made again when the keytab file changes. Thread-safe.
 *
 * <p>A file that is gone means no keys: that is how an administrator takes them away. A file that is half written keeps the keys
 * of before, and is looked at again at the next login.
 */
final class ServiceKeys {
    /** A key and whose it is. */
    record Held(Principal principal, Kvno kvno, ProtocolKey key) {}

    private record Stamp(FileTime modified, long size, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), key == null ? file : key);
        }
    }

    private record Snapshot(Optional<Stamp> stamp, List<Held> keys) {}

    private final Optional<Path> file;
    private final ServiceName service;
    private volatile Snapshot snapshot;

    /** Reads {@code file} now, so that what is wrong with it is known before the first login. */
    ServiceKeys(Path file, ServiceName service) throws IOException {
        this.file = Optional.of(file);
        this.service = service;
        Stamp stamp = Stamp.of(file);
        this.snapshot = new Snapshot(Optional.of(stamp), held(Keytab.read(file)));
    }

    ServiceKeys(Keytab keytab, ServiceName service) {
        this.file = Optional.empty();
        this.service = service;
        this.snapshot = new Snapshot(Optional.empty(), held(keytab));
    }

    /** All keys of the service, those of the file as it is now. */
    List<Held> current() throws IOException {
        if (file.isEmpty()) {
            return snapshot.keys;
        }
        Stamp now = Stamp.of(file.get());
        Snapshot last = snapshot;
        return last.stamp.equals(Optional.of(now)) ? last.keys : reread(file.get());
    }

    /** See {@link Keytab#exposureOf}; keys that are in no file are not exposed by one. */
    Optional<String> exposure() throws IOException {
        return file.isPresent() ? Keytab.exposureOf(file.get()) : Optional.empty();
    }

    private synchronized List<Held> reread(Path path) throws IOException {
        // Taken before the content is read: a change in between is seen again at the next login.
        Stamp stamp = Stamp.of(path);
        if (!snapshot.stamp.equals(Optional.of(stamp))) {
            try {
                snapshot = new Snapshot(Optional.of(stamp), held(Keytab.read(path)));
            } catch (MalformedFileException halfWritten) {
                return snapshot.keys;
            }
        }
        return snapshot.keys;
    }

    private List<Held> held(Keytab keytab) {
        List<Held> keys = new ArrayList<>();
        for (KeytabEntry entry : keytab.entries()) {
            if (service.matches(entry.principal()) && entry.key().etype().isSupported()) {
                usable(entry).ifPresent(keys::add);
            }
        }
        return List.copyOf(keys);
    }

    /** A key of the wrong length in the file is no key. */
    private static Optional<Held> usable(KeytabEntry entry) {
        try {
            return Optional.of(new Held(entry.principal(), entry.kvno(), ProtocolKey.of(entry.key())));
        } catch (IllegalArgumentException wrongLength) {
            return Optional.empty();
        }
    }
}
