package org.hanse.kdc.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;

/** What {@code hanse realm init} puts into {@code tls/}, for tests of other rooms. */
public final class TestCertificates {
    private TestCertificates() {}

    /** A new authority and a certificate for localhost, valid from {@code now} on. */
    public static Path write(Path folder, Instant now) throws IOException {
        return write(folder, now, Set.of("localhost", "127.0.0.1"));
    }

    /** The same for other names. */
    public static Path write(Path folder, Instant now, Set<String> names) throws IOException {
        Files.createDirectories(folder);
        new TlsFiles(new SecureRandom(), now).write(folder, "A.TEST", names);
        return folder;
    }
}
