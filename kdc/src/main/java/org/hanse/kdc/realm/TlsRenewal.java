package org.hanse.kdc.realm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.config.RealmSettings;

/**
 * Keeps the certificate of the HTTPS port in force, as long as it is one of the realm's own authority; an operator's is the operator's
 * care. The key stays: so one file changes, at once, and there is no moment at which two do not fit.
 */
public final class TlsRenewal {
    /** Before its end: nobody need look for two months. */
    private static final Duration AHEAD = Duration.ofDays(60);

    private final Clock clock;
    private final SecureRandom random;

    public TlsRenewal(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a new certificate if the one there ends soon, or lacks a name that the settings have; it keeps all names of the old one.
     *
     * @param tls the folder of certificates and keys
     * @return false if nothing is due, or it is not for us to do
     * @throws IOException if it was due and could not be done
     */
    public boolean renewIfDue(Path tls, RealmSettings settings) throws IOException {
        Path file = tls.resolve("server.pem");
        Path caKey = tls.resolve("ca.key");
        Optional<X509Certificate> leaf = first(file);
        Optional<X509Certificate> ca = first(tls.resolve("ca.pem"));
        if (leaf.isEmpty() || ca.isEmpty() || !Files.exists(caKey) || !isSignedBy(leaf.get(), ca.get())) {
            return false;
        }
        Instant now = clock.instant();
        Set<String> names = names(leaf.get());
        boolean isNamed = true;
        for (String name : TlsFiles.names(settings)) {
            isNamed &= !names.add(inFull(name));
        }
        Instant end = leaf.get().getNotAfter().toInstant();
        boolean isLasting = now.plus(AHEAD).isBefore(end);
        // Under an authority that ends itself a new certificate would last no longer.
        boolean isLast = end.equals(ca.get().getNotAfter().toInstant());
        if (isNamed && (isLasting || isLast)) {
            return false;
        }
        String renewed = new TlsFiles(random, now).renewed(leaf.get(), names, ca.get(), caKey);
        Path fresh = tls.resolve("server.pem.new");
        Files.deleteIfExists(fresh);
        HomeFiles.write(fresh, renewed, HomeFiles.PUBLIC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        HomeFiles.sync(tls);
        return true;
    }

    /** Nothing for a file that is none: who serves it says so. */
    private static Optional<X509Certificate> first(Path file) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .findFirst()
                    .map(X509Certificate.class::cast);
        } catch (CertificateException | IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSignedBy(X509Certificate leaf, X509Certificate ca) {
        try {
            leaf.verify(ca.getPublicKey());
            return leaf.getIssuerX500Principal().equals(ca.getSubjectX500Principal());
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** RFC 5280 §4.2.1.6: DNS names and addresses, in their order. */
    private static Set<String> names(X509Certificate leaf) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> all = leaf.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    names.add(inFull(name.get(1).toString()));
                }
            }
        } catch (CertificateException e) {
            throw new IOException("the names of the certificate cannot be read", e);
        }
        return names;
    }

    /** An address has several forms. */
    private static String inFull(String name) throws IOException {
        return TlsFiles.isAddress(name) ? InetAddress.getByName(name).getHostAddress() : name;
    }
}
