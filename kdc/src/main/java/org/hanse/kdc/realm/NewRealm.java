package org.hanse.kdc.realm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;

/**
 * What {@link RealmInit} needs to be told.
 *
 * @param home the folder to make; absent or empty
 * @param hosts where to listen; empty means every address
 * @param publicName the DNS name for others; empty means the machine's own, or {@code localhost} if it only listens there
 * @param kdcPort UDP and TCP; 0 picks a free port now and keeps it
 * @param adminPassword of {@code admin/admin}
 */
public record NewRealm(
        RealmName realm,
        Path home,
        List<String> hosts,
        Optional<String> publicName,
        int kdcPort,
        int kpasswdPort,
        int httpsPort,
        SecretBytes adminPassword) {
    public static final int KDC_PORT = 88;
    public static final int KPASSWD_PORT = 464;
    public static final int HTTPS_PORT = 443;

    public NewRealm {
        hosts = List.copyOf(hosts);
    }
}
