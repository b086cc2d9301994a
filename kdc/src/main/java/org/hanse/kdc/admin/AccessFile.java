package org.hanse.kdc.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.RealmName;

/**
 * admin.acl as it is now: read again when it has changed, so that a right that is taken away is gone at once. A file with a mistake
 * changes nothing; from the start it gives nobody anything. Thread-safe.
 */
public final class AccessFile {
    private final Path file;
    private final RealmName realm;
    private AccessList list = AccessList.NOBODY;
    private Optional<Looks> read = Optional.empty();

    /** By which a change is noticed; one of a file that is not there is all zeroes. */
    private record Looks(long millis, long size, String key) {}

    public AccessFile(Path file, RealmName realm) {
        this.file = file;
        this.realm = realm;
    }

    public synchronized AccessList current() {
        Looks now = look();
        if (!read.equals(Optional.of(now))) {
            boolean again = read.isPresent();
            read = Optional.of(now);
            refresh(again);
        }
        return list;
    }

    private void refresh(boolean again) {
        try {
            list = AccessList.read(file, realm);
            if (again) {
                log().info("{} was read again", file);
            }
        } catch (RealmFailure wrong) {
            log().error("administrators stay as they are: {}", wrong.getMessage());
        } catch (IOException e) {
            log().error("administrators stay as they are: {}", file + " cannot be read", e);
        }
    }

    private Looks look() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Looks(
                    attributes.lastModifiedTime().toMillis(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return new Looks(0, 0, "");
        }
    }

    /** Not a constant: Log4j must not start before it is set up. */
    private static Logger log() {
        return LogManager.getLogger(AccessFile.class);
    }
}
