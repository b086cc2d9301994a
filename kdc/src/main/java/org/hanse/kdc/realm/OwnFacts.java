package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;

/** What this realm's documents say of it, as far as that follows from the files of its home. */
public final class OwnFacts {
    private static final int HTTPS = 443;

    private OwnFacts() {}

    /** From the settings, and from the certificate of the HTTPS port if there is one that can be read. */
    public static DocumentFacts of(Path home, RealmSettings settings) {
        ListenSettings listen = settings.listen();
        String host = host(settings.publicName());
        String url = "https://" + host + (listen.httpsPort() == HTTPS ? "" : ":" + listen.httpsPort());
        return new DocumentFacts(
                new Endpoints(
                        List.of(url), tlsKeys(home.resolve("tls/server.pem")), List.of(host + ":" + listen.kdcPort())),
                domains(settings),
                settings.kdc().etypes(),
                List.of());
    }

    private static String host(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':') >= 0 ? "[" + lower + "]" : lower;
    }

    private static List<String> domains(RealmSettings settings) {
        return settings.domains().entrySet().stream()
                .filter(entry -> entry.getValue().equals(settings.realm()))
                .map(entry -> entry.getKey().replaceFirst("^\\.", "").toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Fingerprint> tlsKeys(Path certificates) {
        try (InputStream in = Files.newInputStream(certificates)) {
            Certificate leaf = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return List.of(Fingerprint.ofTlsKey(leaf.getPublicKey().getEncoded()));
        } catch (IOException | CertificateException unreadable) {
            return List.of(); // the HTTPS port says what is amiss with it
        }
    }
}
