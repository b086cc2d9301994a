package org.hanse.admin.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether the certificate of the HTTPS port is in force, is for the server's name, and goes with its key and its authority. */
final class CertificatesCheck {
    private static final String CHECK = "certs";
    private static final Duration SOON = Duration.ofDays(30);

    private CertificatesCheck() {}

    static List<Finding> of(Path tls, String publicName, Instant now) {
        try {
            X509Certificate leaf = first(tls.resolve("server.pem"));
            X509Certificate authority = first(tls.resolve("ca.pem"));
            List<Finding> findings = new ArrayList<>();
            inForce("the certificate", leaf, now).ifPresent(findings::add);
            inForce("the authority's certificate", authority, now).ifPresent(findings::add);
            if (!names(leaf).contains(publicName)) {
                findings.add(Finding.fail(
                        CHECK,
                        "the certificate is for " + String.join(", ", names(leaf)) + ", and not for " + publicName,
                        "use one that names publicName of realm.yaml"));
            }
            if (!isSignedBy(leaf, authority)) {
                findings.add(Finding.fail(
                        CHECK,
                        "tls/server.pem is not signed by tls/ca.pem, which clients trust",
                        "put back the files that belong together"));
            }
            if (!fits(leaf.getPublicKey(), tls.resolve("server.key"))) {
                findings.add(Finding.fail(
                        CHECK,
                        "tls/server.key is not the key of tls/server.pem",
                        "put back the files that belong together"));
            }
            return findings.isEmpty()
                    ? List.of(Finding.ok(CHECK, "for " + String.join(", ", names(leaf)) + " until " + until(leaf)))
                    : findings;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return List.of(Finding.fail(
                    CHECK,
                    "the files of " + tls + " cannot be used: " + e.getMessage(),
                    "put back server.pem, server.key and ca.pem in PEM, the key in PKCS #8 without a passphrase"));
        }
    }

    private static X509Certificate first(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            return (X509Certificate) all.stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(file + " holds no certificate"));
        }
    }

    private static Optional<Finding> inForce(String which, X509Certificate certificate, Instant now) {
        if (now.isAfter(until(certificate))) {
            return Optional.of(
                    Finding.fail(CHECK, which + " ended at " + until(certificate), "put a new one in its place"));
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(Finding.fail(
                    CHECK,
                    which + " begins at " + certificate.getNotBefore().toInstant(),
                    "set the clock, or put another in its place"));
        }
        return Duration.between(now, until(certificate)).compareTo(SOON) < 0
                ? Optional.of(Finding.warn(
                        CHECK, which + " ends at " + until(certificate), "put a new one in its place soon"))
                : Optional.empty();
    }

    private static Instant until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static List<String> names(X509Certificate leaf) throws CertificateParsingException {
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        return alternatives == null
                ? List.of()
                : alternatives.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static boolean isSignedBy(X509Certificate leaf, X509Certificate authority) {
        try {
            leaf.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    /** What the private key signs, the certificate's key verifies. */
    private static boolean fits(PublicKey certified, Path keyFile) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----|\\s", "");
        String algorithm = certified.getAlgorithm();
        PrivateKey key = KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> algorithm;
                });
        byte[] anything = {1, 2, 3};
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(anything);
        return signature.verify(signed);
    }
}
