package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsRenewalTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant MADE = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(825);

    @TempDir
    Path tls;

    private final RealmSettings settings = named("kdc.a.test");

    @BeforeEach
    void aRealmIsMade() throws IOException {
        new TlsFiles(RANDOM, MADE).write(tls, "A.TEST", TlsFiles.names(settings));
    }

    @Test
    void aCertificateStaysUntilTwoMonthsBeforeItsEnd() throws Exception {
        byte[] before = Files.readAllBytes(tls.resolve("server.pem"));

        assertThat(renewedAt(MADE, settings)).isFalse();
        assertThat(renewedAt(MADE.plus(LIFE).minus(Duration.ofDays(61)), settings))
                .isFalse();

        assertThat(tls.resolve("server.pem")).hasBinaryContent(before);
    }

    @Test
    void thenItIsRenewedForTheSameKeyAndNames() throws Exception {
        X509Certificate before = chain().get(0);
        byte[] key = Files.readAllBytes(tls.resolve("server.key"));
        Instant then = MADE.plus(LIFE).minus(Duration.ofDays(59));

        assertThat(renewedAt(then, settings)).isTrue();

        List<X509Certificate> chain = chain();
        assertThat(chain).hasSize(2);
        X509Certificate after = chain.get(0);
        after.verify(chain.get(1).getPublicKey());
        assertThat(after.getPublicKey()).isEqualTo(before.getPublicKey());
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(after.getNotAfter().toInstant()).isEqualTo(then.plus(LIFE));
        assertThat(after.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
        assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(before.getSubjectAlternativeNames()));
        assertThat(tls.resolve("server.key")).hasBinaryContent(key);
        assertThat(tls.resolve("server.pem.new")).doesNotExist();
        assertThat(renewedAt(then, settings)).isFalse();
    }

    @Test
    void anotherPublicNameIsAddedToTheNames() throws Exception {
        assertThat(renewedAt(MADE, named("new.a.test"))).isTrue();

        assertThat(chain().get(0).getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .contains("kdc.a.test", "new.a.test", "localhost", "127.0.0.1");
        assertThat(renewedAt(MADE, named("new.a.test"))).isFalse();
        assertThat(renewedAt(MADE, settings)).isFalse();
    }

    @Test
    void noCertificateOutlastsTheAuthority() throws Exception {
        Instant end = chain().get(1).getNotAfter().toInstant();
        Instant late = end.minus(Duration.ofDays(100));

        assertThat(renewedAt(late, settings)).isTrue();
        assertThat(chain().get(0).getNotAfter().toInstant()).isEqualTo(end);
        assertThat(renewedAt(end.minus(Duration.ofDays(1)), settings)).isFalse();
    }

    @Test
    void whatAnotherAuthoritySignedIsLeftAlone() throws Exception {
        Path other = TestCertificates.write(tls.resolve("other"), MADE);
        Files.copy(other.resolve("server.pem"), tls.resolve("mine.pem"));
        Files.move(
                tls.resolve("mine.pem"), tls.resolve("server.pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(renewedAt(MADE.plus(LIFE), settings)).isFalse();
    }

    @Test
    void withoutTheAuthoritysKeyOrFilesNothingIsDone() throws Exception {
        Files.delete(tls.resolve("ca.key"));
        assertThat(renewedAt(MADE.plus(LIFE), settings)).isFalse();
        Files.writeString(tls.resolve("server.pem"), "no certificate");
        assertThat(renewedAt(MADE.plus(LIFE), settings)).isFalse();
        Files.delete(tls.resolve("server.pem"));
        assertThat(renewedAt(MADE.plus(LIFE), settings)).isFalse();
    }

    @Test
    void anAuthoritysKeyThatIsNoneIsTold() throws Exception {
        Files.writeString(tls.resolve("ca.key"), "no key");

        assertThat(catchThrowableOfType(IOException.class, () -> renewedAt(MADE.plus(LIFE), settings)))
                .hasMessage(tls.resolve("ca.key") + " holds no key in PKCS #8 without a password");
        assertThat(chain()).hasSize(2);
    }

    private boolean renewedAt(Instant now, RealmSettings wanted) throws IOException {
        return new TlsRenewal(Clock.fixed(now, ZoneOffset.UTC), RANDOM).renewIfDue(tls, wanted);
    }

    private static RealmSettings named(String publicName) {
        return RealmSettings.defaults(RealmName.of("A.TEST"), publicName);
    }

    private List<X509Certificate> chain() throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(tls.resolve("server.pem"))))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
