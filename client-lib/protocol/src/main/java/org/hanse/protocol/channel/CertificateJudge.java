package org.hanse.protocol.channel;

import java.net.Socket;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges the certificate that a server shows on one connection: it is of a believed authority and for the host's name (RFC 9525), or its key is one that was told otherwise,
 * whatever else the certificate says. Of one thread.
 */
public final class CertificateJudge extends X509ExtendedTrustManager {
    private static final X509Certificate[] NO_ISSUERS = {};

    private final X509ExtendedTrustManager authorities;
    private final Predicate<byte[]> listed;
    private final boolean mustBeBelieved;
    private Optional<byte[]> shown = Optional.empty();
    private Optional<Doubt> doubt = Optional.empty();

    /** Why a certificate is not believed. */
    public enum Doubt {
        /** Or not valid yet. */
        EXPIRED,
        OTHER_NAME,
        /** Of an authority that is not believed, of none, or broken. */
        NOT_KNOWN
    }

    /**
     * @param authorities whose certificates are believed
     * @param listed whether a key counts without them; told its SubjectPublicKeyInfo in DER, RFC 5280 §4.1.2.7
     * @param mustBeBelieved whether the connection ends if it is neither; else {@link #doubt} says so
     */
    public CertificateJudge(X509ExtendedTrustManager authorities, Predicate<byte[]> listed, boolean mustBeBelieved) {
        this.authorities = authorities;
        this.listed = listed;
        this.mustBeBelieved = mustBeBelieved;
    }

    /** The public authorities that this Java knows. Reads a file of some hundred kilobytes. */
    public static X509ExtendedTrustManager publicAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw new IllegalStateException("this Java has no list of public authorities", e);
        }
    }

    /** For this connection alone: a session that is resumed would show no certificate. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException bug) {
            throw new IllegalStateException("this Java has no TLS", bug);
        }
    }

    /** SubjectPublicKeyInfo of the key that was shown; empty if it did not come to that. */
    public Optional<byte[]> shown() {
        return shown.map(byte[]::clone);
    }

    /** Why the certificate is not believed; empty if it is. */
    public Optional<Doubt> doubt() {
        return doubt;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        byte[] key = chain[0].getPublicKey().getEncoded();
        shown = Optional.of(key);
        doubt = listed.test(key.clone()) ? Optional.empty() : judged(chain, kind, engine);
        if (mustBeBelieved && doubt.isPresent()) {
            throw new CertificateException("the certificate is not believed: " + doubt.get());
        }
    }

    private Optional<Doubt> judged(X509Certificate[] chain, String kind, SSLEngine engine) {
        try {
            authorities.checkServerTrusted(chain, kind, engine);
            return Optional.empty();
        } catch (CertificateException no) {
            return Optional.of(named(chain, kind));
        }
    }

    /** What an operator can mend differs. */
    private Doubt named(X509Certificate[] chain, String kind) {
        try {
            chain[0].checkValidity();
        } catch (CertificateException expired) {
            return Doubt.EXPIRED;
        }
        try {
            authorities.checkServerTrusted(chain, kind); // names aside
            return Doubt.OTHER_NAME;
        } catch (CertificateException no) {
            return Doubt.NOT_KNOWN;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NO_ISSUERS;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noEngine();
    }

    /** Without an engine there is no host to compare with, and a peer's server never asks for our certificate. */
    private static CertificateException noEngine() {
        return new CertificateException("only servers are judged here");
    }
}
