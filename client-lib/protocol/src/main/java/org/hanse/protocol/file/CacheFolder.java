package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.Principal;

/**
 * A collection of caches as MIT's DIR type keeps it: one file {@code tkt*} for each cache, and a file {@code primary} with the name of
 * the one that is used when none is chosen.
 */
public final class CacheFolder {
    private static final String PRIMARY = "primary";
    private static final String PREFIX = "tkt";

    private final Path folder;

    public CacheFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    /**
     * The file of the primary cache, which need not exist; {@code tkt} in a new collection.
     *
     * @throws MalformedFileException if the file {@code primary} names none
     */
    public Path primary() throws IOException {
        Path pointer = folder.resolve(PRIMARY);
        if (!Files.exists(pointer)) {
            return folder.resolve(PREFIX);
        }
        String name = new String(FileReader.bytesOf(pointer), StandardCharsets.UTF_8).strip();
        // The name comes from a file: it must not lead out of the folder.
        if (!name.startsWith(PREFIX) || name.indexOf('/') >= 0) {
            throw MalformedFileException.in(pointer, "does not name a cache of this folder");
        }
        return folder.resolve(name);
    }

    /** The files of all caches, the primary one first, then by name. */
    public List<Path> members() throws IOException {
        List<Path> members = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return members;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            files.forEach(members::add);
        }
        members.sort(null);
        Path primary = primary();
        if (members.remove(primary)) {
            members.add(0, primary);
        }
        return members;
    }

    /**
     * The file for new tickets of {@code principal}, as MIT's kinit chooses it: the cache that is this principal's already, else the
     * primary one if it is not in use, else a new one.
     */
    public Path fileFor(Principal principal) throws IOException {
        for (Path member : members()) {
            if (isOf(member, principal)) {
                return member;
            }
        }
        Path primary = primary();
        if (!Files.exists(primary)) {
            return primary;
        }
        Path fresh = Files.createTempFile(folder, PREFIX, "");
        Files.delete(fresh);
        return fresh;
    }

    private static boolean isOf(Path member, Principal principal) throws IOException {
        try {
            return CredentialCache.read(member).principal().equals(principal);
        } catch (MalformedFileException notOurs) {
            return false;
        }
    }

    /** Makes {@code member} the cache that is used when none is chosen. */
    public void makePrimary(Path member) throws IOException {
        OwnerOnlyFile.replace(folder.resolve(PRIMARY), (member.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the folder, mode 0700, unless it is there; its parent must be. */
    public void create() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
