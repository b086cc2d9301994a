package org.hanse.client.kdc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hanse.client.kdc.KdcFailure.Kind;

/** Whose certificates an HTTPS server of a realm may show: krb5.conf's {@code http_anchors}. */
public final class HttpAnchors {
    private static final String FILE = "FILE:";
    private static final String DIR = "DIR:";

    private HttpAnchors() {}

    /**
     * @param anchors {@code FILE:} and {@code DIR:} values; without one, what the JDK trusts
     * @throws KdcFailure of kind NO_KDC if one cannot be read: to go on without it would be to trust others than the file says
     */
    static SSLContext of(List<String> anchors) throws KdcFailure {
        try {
            if (anchors.isEmpty()) {
                return SSLContext.getDefault();
            }
            List<Certificate> believed = new ArrayList<>();
            for (String anchor : anchors) {
                for (Path file : files(anchor)) {
                    believed.addAll(certificates(file));
                }
            }
            return believing(believed);
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("this Java has no TLS", bug);
        }
    }

    /** For connections to servers for which one of these vouches. */
    public static SSLContext believing(List<? extends Certificate> authorities) {
        try {
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            int count = 0;
            for (Certificate authority : authorities) {
                believed.setCertificateEntry("anchor-" + count++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException bug) {
            throw new IllegalStateException("this Java cannot keep certificates in memory", bug);
        }
    }

    private static List<Path> files(String anchor) throws KdcFailure {
        if (anchor.startsWith(FILE)) {
            return List.of(Path.of(anchor.substring(FILE.length())));
        }
        if (!anchor.startsWith(DIR)) {
            throw new KdcFailure(
                    Kind.NO_KDC,
                    "http_anchors in krb5.conf says \"" + anchor
                            + "\"; write FILE: and a file of certificates, or DIR:");
        }
        Path folder = Path.of(anchor.substring(DIR.length()));
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder);
        }
    }

    private static List<Certificate> certificates(Path file) throws KdcFailure {
        try {
            return new ArrayList<>(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (CertificateException | IOException e) {
            throw unreadable(file);
        }
    }

    private static KdcFailure unreadable(Path place) {
        return new KdcFailure(
                Kind.NO_KDC,
                "http_anchors in krb5.conf names " + place
                        + ", which cannot be read as certificates; put the realm's CA there, hanse krb5-conf --ca-out"
                        + " writes it");
    }
}
