package org.hanse.admin.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.hanse.admin.output.CommandFailure;
import org.hanse.protocol.wire.SecretBytes;

/** Passwords in files: readable by their owner only, or not read at all. */
public final class SecretFiles {
    /** In octets; a password beyond this is a wrong file. */
    static final int LONGEST = 64 * 1024;

    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private SecretFiles() {}

    /**
     * The password in a file, less one trailing newline. Pipes and other descriptors are as safe as who made them.
     *
     * @throws CommandFailure if there is no such file, or group or others can read it, or it is empty or beyond 64 KiB
     */
    public static SecretBytes read(Path file) throws CommandFailure, IOException {
        if (!Files.exists(file)) {
            throw new CommandFailure("password file " + file + " does not exist", "check the path");
        }
        if (Files.isDirectory(file)) {
            throw new CommandFailure("password file " + file + " is a folder", "name a file");
        }
        if (Files.isRegularFile(file)
                && Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
            throw new CommandFailure(
                    "password file " + file + " can be read by group or others", "run chmod 600 " + file);
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailure("password file " + file + " may not be read by this user", "check its owner");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return password(in.readNBytes(LONGEST + 1), "password file " + file);
        }
    }

    /** Takes {@code octets} over: they are erased. */
    static SecretBytes password(byte[] octets, String source) throws CommandFailure {
        try {
            if (octets.length > LONGEST) {
                throw new CommandFailure(source + " is longer than 64 KiB", "check that it is the right one");
            }
            boolean newline = octets.length > 0 && octets[octets.length - 1] == '\n';
            int length = newline ? octets.length - 1 : octets.length;
            if (length == 0) {
                throw new CommandFailure(source + " holds no password", "write one into it");
            }
            return SecretBytes.takeOver(Arrays.copyOf(octets, length));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
