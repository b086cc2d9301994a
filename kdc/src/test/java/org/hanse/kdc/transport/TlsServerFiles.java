package org.hanse.kdc.transport;

import java.nio.file.Path;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;

/** The certificate and key in {@code tls/} of a realm home, for servers of tests in other rooms. */
public final class TlsServerFiles {
    private TlsServerFiles() {}

    public static SSLContext context(Path folder) throws ListenFault {
        return TlsIdentity.read(folder.resolve("server.pem"), folder.resolve("server.key"))
                .context(new SecureRandom());
    }
}
