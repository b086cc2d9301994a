package org.hanse.kdc.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Whom the HTTPS port proves to be: a certificate with its issuers, and the key. Of files that fit together, or there is none. */
public final class TlsIdentity {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final char[] NO_PASSWORD = {};

    private final List<Certificate> chain;
    private final PrivateKey key;

    private TlsIdentity(List<Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * @param certificates PEM, the server's own first, then its issuers
     * @param key PEM of its key in PKCS #8, without a password
     * @throws ListenFault if one cannot be read, or they do not belong together
     */
    public static TlsIdentity read(Path certificates, Path key) throws ListenFault {
        List<Certificate> chain = certificates(certificates);
        return new TlsIdentity(chain, privateKey(key, chain.get(0), certificates));
    }

    /** When the server's own certificate ends. */
    public Instant ends() {
        return ((X509Certificate) chain.get(0)).getNotAfter().toInstant();
    }

    private static List<Certificate> certificates(Path file) throws ListenFault {
        try {
            List<Certificate> chain = new ArrayList<>(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(octets(file))));
            if (!chain.isEmpty()) {
                return List.copyOf(chain);
            }
        } catch (CertificateException e) {
            throw ListenFault.unusable(
                    file + " holds no certificate that can be read; put the server's there in PEM, then its issuers");
        }
        throw ListenFault.unusable(file + " holds no certificate; put the server's there in PEM, then its issuers");
    }

    private static PrivateKey privateKey(Path file, Certificate leaf, Path certificates) throws ListenFault {
        Matcher pem = PRIVATE_KEY.matcher(new String(octets(file), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw ListenFault.unusable(
                    file + " holds no key in PKCS #8 without a password; openssl pkcs8 -topk8 -nocrypt"
                            + " makes one of any other");
        }
        String kind = leaf.getPublicKey().getAlgorithm();
        try {
            PrivateKey key = KeyFactory.getInstance(kind)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
            if (belongTogether(key, leaf, signature(kind))) {
                return key;
            }
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw doNotFit(file, certificates);
        } catch (GeneralSecurityException e) {
            throw ListenFault.unusable(
                    certificates + " is for a kind of key that this Java does not know; take one for ECDSA or RSA");
        }
        throw doNotFit(file, certificates);
    }

    /** Made by one key of a kind and checked by the other, it shows that they belong together. */
    private static String signature(String kind) {
        return switch (kind) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> kind;
        };
    }

    private static ListenFault doNotFit(Path key, Path certificates) {
        return ListenFault.unusable(key + " is not the key of the first certificate of " + certificates
                + "; replace both, or mend their order");
    }

    private static boolean belongTogether(PrivateKey key, Certificate leaf, String algorithm)
            throws GeneralSecurityException {
        byte[] anything = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(anything);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(leaf.getPublicKey());
        checking.update(anything);
        return checking.verify(signature);
    }

    private static byte[] octets(Path file) throws ListenFault {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ListenFault.unusable(
                    file + " cannot be read; put the HTTPS port's certificate and key there, or check owner and mode");
        }
    }

    /** A new context, that knows no session of an earlier one. */
    SSLContext context(SecureRandom random) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            // No client shows a certificate, so there is nothing to trust.
            context.init(managers.getKeyManagers(), new javax.net.ssl.TrustManager[0], random);
            return context;
        } catch (GeneralSecurityException | IOException bug) {
            throw new IllegalStateException("this Java cannot keep a key in memory", bug);
        }
    }
}
