package org.hanse.protocol.gss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tls-server-end-point, RFC 5929 §4.1: which hash of the certificate names the channel. */
class ChannelBindingsTest {

    @ParameterizedTest
    @CsvSource({
        "ecdsa-sha384.pem, SHA-384",
        "ecdsa-sha1.pem, SHA-256", // SHA-1 is too weak to name anything by: the RFC lifts it to SHA-256
        "rsa-pss-sha512.pem, SHA-512",
    })
    void theHashIsThatOfTheCertificatesSignature(String file, String hash) throws Exception {
        X509Certificate certificate = certificate(file);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes("tls-server-end-point:".getBytes(StandardCharsets.US_ASCII));
        expected.writeBytes(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));

        assertThat(ChannelBindings.tlsServerEndPoint(certificate).hash())
                .isEqualTo(ChannelBindings.of(expected.toByteArray()).hash());
    }

    @Test
    void aSignatureWithoutAHashOfItsOwnDefinesNoBinding() throws Exception {
        X509Certificate certificate = certificate("ed25519.pem");

        assertThatThrownBy(() -> ChannelBindings.tlsServerEndPoint(certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls-server-end-point");
    }

    @Test
    void bindingsDoNotPrintTheirData() {
        assertThat(ChannelBindings.of("secret".getBytes(StandardCharsets.UTF_8)).toString())
                .doesNotContain("secret");
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream in = ChannelBindingsTest.class.getResourceAsStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
