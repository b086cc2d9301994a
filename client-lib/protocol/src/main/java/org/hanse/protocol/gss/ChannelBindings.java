package org.hanse.protocol.gss;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import org.hanse.protocol.wire.Octets;

/**
 * Which channel a login belongs to, so that a token taken from one channel is worth nothing on another: RFC 2743 §1.1.6,
 * RFC 5056. Only application data; network addresses, long out of use, are left empty. Immutable.
 */
public final class ChannelBindings {
    static final int HASH_LENGTH = 16;
    /** What an initiator without bindings sends, RFC 4121 §4.1.1.2 (3). */
    public static final Octets NO_BINDINGS = Octets.wrap(new byte[HASH_LENGTH]);

    /** RFC 2744 §3.11: what MIT, Heimdal and Windows put where an address is left out. */
    private static final int AF_UNSPEC = 0;
    /** RFC 2744 §3.11: what the JDK puts there. */
    private static final int AF_NULLADDR = 255;

    private final byte[] applicationData;

    private ChannelBindings(byte[] applicationData) {
        this.applicationData = applicationData;
    }

    /** Bindings to whatever {@code applicationData} names, prefix included. */
    public static ChannelBindings of(byte[] applicationData) {
        return new ChannelBindings(applicationData.clone());
    }

    /**
     * {@code tls-server-end-point}, RFC 5929 §4: the certificate that the server shows in TLS.
     *
     * @throws IllegalArgumentException if the certificate's signature algorithm has no hash that the RFC defines a binding by
     */
    public static ChannelBindings tlsServerEndPoint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance(endPointHash(certificate)).digest(certificate.getEncoded());
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            data.writeBytes("tls-server-end-point:".getBytes(StandardCharsets.US_ASCII));
            data.writeBytes(hash);
            return new ChannelBindings(data.toByteArray());
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no tls-server-end-point binding for this certificate", e);
        }
    }

    /** 16 octets, RFC 4121 §4.1.1.2, as MIT computes them. */
    public Octets hash() {
        return Octets.wrap(hash(AF_UNSPEC));
    }

    /** Whether {@code received} is the hash of these bindings, with either way of leaving out the addresses. */
    public boolean matches(Octets received) {
        byte[] octets = received.toByteArray();
        return MessageDigest.isEqual(hash(AF_UNSPEC), octets) || MessageDigest.isEqual(hash(AF_NULLADDR), octets);
    }

    private byte[] hash(int noAddress) {
        ByteBuffer fields = ByteBuffer.allocate(20 + applicationData.length).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(noAddress).putInt(0).putInt(noAddress).putInt(0);
        fields.putInt(applicationData.length).put(applicationData);
        try {
            // MD5 is the RFC's; it names a channel here and protects nothing by itself (RFC 6542 keeps it for this
            // use).
            return MessageDigest.getInstance("MD5").digest(fields.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** RFC 5929 §4.1: the hash of the certificate's signature algorithm, SHA-256 where that is MD5 or SHA-1. */
    private static String endPointHash(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        String hash = algorithm.contains("PSS") ? pssHash(certificate) : hashBeforeWith(algorithm);
        return switch (hash) {
            case "MD5", "SHA1", "SHA-1", "SHA256", "SHA-256" -> "SHA-256";
            case "SHA224", "SHA-224" -> "SHA-224";
            case "SHA384", "SHA-384" -> "SHA-384";
            case "SHA512", "SHA-512" -> "SHA-512";
            default ->
                throw new IllegalArgumentException(
                        "no tls-server-end-point binding for a certificate signed with " + certificate.getSigAlgName());
        };
    }

    private static String hashBeforeWith(String algorithm) {
        int with = algorithm.indexOf("WITH");
        return with < 0 ? "" : algorithm.substring(0, with);
    }

    private static String pssHash(X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getSigAlgParams();
            if (encoded == null) {
                return "SHA-1"; // RFC 4055 §3.1: the default of parameters that are left out
            }
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters
                    .getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificate's PSS parameters are unreadable", e);
        }
    }

    /** Says only how long the data is: bindings may be derived from secrets of the channel. */
    @Override
    public String toString() {
        return "ChannelBindings(" + applicationData.length + " octets)";
    }
}
