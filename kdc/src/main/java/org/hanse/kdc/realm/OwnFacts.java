package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmDocument;
import org.hanse.realmtrust.trust.Trust;

/** What this realm's documents say of it, as far as that follows from the files of its home and from its trusts. */
public final class OwnFacts {
    private static final int HTTPS = 443;
    /** Characters that the names of trusts may take: a document has 64 KiB for all. */
    private static final int ROOM_FOR_TRUSTS = 24_576;

    private OwnFacts() {}

    /** From the settings, the trusts, and the certificate of the HTTPS port if there is one that can be read. */
    public static DocumentFacts of(Path home, RealmSettings settings, List<Trust> trusts) {
        ListenSettings listen = settings.listen();
        String host = host(settings.publicName());
        String url = "https://" + host + (listen.httpsPort() == HTTPS ? "" : ":" + listen.httpsPort());
        return new DocumentFacts(
                new Endpoints(
                        List.of(url), tlsKeys(home.resolve("tls/server.pem")), List.of(host + ":" + listen.kdcPort())),
                domains(settings),
                settings.kdc().etypes(),
                List.of(),
                settings.tellTrusts() ? told(trusts) : List.of());
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

    /**
     * Realms that we send people on to, as many as there is room for: who lacks one finds his way by what his own trusts say. Names that no
     * document can have are left out.
     */
    private static List<RealmName> told(List<Trust> trusts) {
        List<RealmName> all = trusts.stream()
                .filter(Trust::admitsOut)
                .map(Trust::peer)
                .filter(Publication::suits)
                .sorted()
                .limit(RealmDocument.MOST_TRUSTS)
                .toList();
        List<RealmName> told = new ArrayList<>();
        int room = ROOM_FOR_TRUSTS;
        for (RealmName peer : all) {
            room -= peer.value().length();
            if (room >= 0) {
                told.add(peer);
            }
        }
        return told;
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
