package org.hanse.kdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.OwnFacts;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.SigningKeys;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.realm.TestCertificates;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.TlsClient;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.DocumentSequence;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.FirstContact;
import org.hanse.realmtrust.document.FirstContactOutcome.Known;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.RealmDocument;
import org.hanse.realmtrust.document.SignedDocument;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running server shows its realm's document and those before it, and signs anew when what it says is not so any more. */
@Timeout(60)
class RealmDocumentTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DOCUMENT = "/.well-known/hanse-realm";

    @TempDir
    Path folder;

    private Optional<RealmServer> server = Optional.empty();

    private RealmServer start(String realm) throws Exception {
        StoreMaker stores = (place, name) -> new NewStore(RealmStore.create(place, name, Clock.systemUTC(), RANDOM));
        new RealmInit(stores, Clock.systemUTC(), RANDOM, "test")
                .make(new NewRealm(
                        new RealmName(realm),
                        home(),
                        List.of("127.0.0.1"),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        SecretBytes.copyOf("secret".getBytes(StandardCharsets.UTF_8))));
        RealmServer started = RealmServer.start(home(), Clock.systemUTC(), RANDOM);
        server = Optional.of(started);
        return started;
    }

    private record NewStore(RealmStore store) implements StoreMaker.NewStore {
        @Override
        public PrincipalStore principals() {
            return store.principals();
        }

        @Override
        public IdentityStore identity() {
            return store.identity();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @AfterEach
    void stop() {
        server.ifPresent(RealmServer::close);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private TlsClient.Reply get(String path, String... headers) throws Exception {
        int port =
                Integer.parseInt(server.orElseThrow().readyLine().replaceAll(".* https=127\\.0\\.0\\.1:(\\d+)", "$1"));
        SSLContext trust = TlsClient.trusting(home().resolve("tls/ca.pem"));
        try (TlsClient client = TlsClient.connect(new InetSocketAddress("127.0.0.1", port), trust)) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return client.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n")
                    .read();
        }
    }

    private RealmDocument newest() throws Exception {
        TlsClient.Reply reply = get(DOCUMENT);
        assertThat(reply.status()).isEqualTo(200);
        return SignedDocument.read(reply.body()).document();
    }

    @Test
    void anybodyMayReadWhoTheRealmIs() throws Exception {
        start("A.TEST");
        await().untilAsserted(() -> assertThat(get(DOCUMENT).status()).isEqualTo(200));
        TlsClient.Reply reply = get(DOCUMENT);
        assertThat(reply.says("Content-Type: application/cms")).isTrue();
        assertThat(reply.says("Cache-Control: max-age=300")).isTrue();
        SignedDocument signed = SignedDocument.read(reply.body());
        assertThat(signed.document().realm()).isEqualTo(RealmName.of("A.TEST"));
        int port = SettingsFile.read(home().resolve("realm.yaml")).listen().httpsPort();
        assertThat(signed.document().endpoints().urls()).containsExactly("https://localhost:" + port);
        assertThat(signed.document().endpoints().tlsKeys()).hasSize(1);

        String tag = "\"" + signed.hash() + "\"";
        assertThat(reply.says("ETag: " + tag)).isTrue();
        assertThat(get(DOCUMENT, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(get(DOCUMENT, "If-None-Match: \"other\"").status()).isEqualTo(200);
    }

    /** What peers choose their ways by; who does not want to be known by his friends says so in realm.yaml. */
    @Test
    void theTrustsThatLeadOutAreToldUnlessTheSettingsForbidIt() throws Exception {
        start("A.TEST");
        server.orElseThrow().close();
        try (RealmStore command = RealmStore.open(home(), Clock.systemUTC(), RANDOM)) {
            for (String peer : List.of("C.TEST", "B.TEST", "no-document.test")) {
                command.trusts().put(trust(peer, TrustDirection.OUT, TrustState.ACTIVE), "test");
            }
            command.trusts().put(trust("IN.TEST", TrustDirection.IN, TrustState.ACTIVE), "test");
            command.trusts().put(trust("SUSPENDED.TEST", TrustDirection.OUT, TrustState.SUSPENDED), "test");
        }
        server = Optional.of(RealmServer.start(home(), Clock.systemUTC(), RANDOM));

        await().untilAsserted(() ->
                assertThat(newest().trusts()).containsExactly(RealmName.of("B.TEST"), RealmName.of("C.TEST")));

        Path settings = home().resolve("realm.yaml");
        Files.writeString(settings, Files.readString(settings).replace("tellTrusts: true", "tellTrusts: false"));
        server.orElseThrow().reload();
        await().untilAsserted(() -> assertThat(newest().trusts()).isEmpty());
    }

    private static Trust trust(String peer, TrustDirection direction, TrustState state) {
        TrustPolicy policy = new TrustPolicy(
                direction, Set.of(), Set.of(), List.of(), List.of(), Optional.empty(), false, false, false);
        return new Trust(RealmName.of(peer), policy, state, Optional.empty(), List.of(), List.of(), List.of());
    }

    @Test
    void aRolloverByAnotherProcessIsShownWithItsHistory() throws Exception {
        start("A.TEST");
        await().untilAsserted(() -> assertThat(newest().version()).isEqualTo(1));
        Fingerprint id = newest().id();
        try (RealmStore command = RealmStore.open(home(), Clock.systemUTC(), RANDOM)) {
            new SigningKeys(command.realm(), command.identity(), Clock.systemUTC(), RANDOM)
                    .rollOver(OwnFacts.of(home(), SettingsFile.read(home().resolve("realm.yaml")), List.of()), false);
        }
        await().untilAsserted(() -> assertThat(newest().version()).isEqualTo(3));

        List<SignedDocument> all =
                DocumentSequence.read(get(DOCUMENT + "/history?from=1").body());
        Known known = (Known) FirstContact.judge(
                RealmName.of("A.TEST"), Optional.of(id), all, Clock.systemUTC().instant());
        assertThat(known.pinned()).isEqualTo(Pinned.BY_ID);
        assertThat(known.history().head()).isEqualTo(newest());
        assertThat(DocumentSequence.read(get(DOCUMENT + "/history?from=3").body()))
                .hasSize(1);
        assertThat(get(DOCUMENT + "/history?from=4").body()).isEmpty();
        for (String query : List.of("from=0", "from=-1", "from=1&from=2", "from=99999999999999999", "x")) {
            assertThat(get(DOCUMENT + "/history?" + query).status()).as(query).isEqualTo(400);
        }
    }

    /** Else peers would not believe this server's certificate until the next hour. */
    @Test
    @Tag("T-017")
    void anotherKeyOfHttpsIsToldAtOnce() throws Exception {
        start("A.TEST");
        await().untilAsserted(() -> assertThat(newest().version()).isEqualTo(1));
        List<Fingerprint> before = newest().endpoints().tlsKeys();
        Path other = TestCertificates.write(
                folder.resolve("other"), Clock.systemUTC().instant());
        for (String file : List.of("ca.pem", "server.key", "server.pem")) {
            Files.copy(other.resolve(file), home().resolve("tls").resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        await().ignoreExceptions() // of TLS, until the new certificate is shown
                .untilAsserted(() -> assertThat(newest().version()).isEqualTo(2));
        assertThat(newest().endpoints().tlsKeys()).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void whatTheSettingsSayAnewIsSignedAtOnce() throws Exception {
        start("A.TEST");
        await().untilAsserted(() -> assertThat(newest().domains()).isEmpty());
        Path file = home().resolve("realm.yaml");
        Files.writeString(file, Files.readString(file) + "\ndomains:\n  \".a.test\": A.TEST\n  \"b.test\": B.TEST\n");
        server.orElseThrow().reload();
        await().untilAsserted(() -> assertThat(newest().domains()).containsExactly("a.test"));
        assertThat(newest().version()).isEqualTo(2);
    }

    /** Such a realm is served as any other; it is only one that no other can agree with by itself. */
    @Test
    void aRealmWhoseNameNoDocumentCanHaveShowsNone() throws Exception {
        start("a_b.test");
        TlsClient.Reply reply = get(DOCUMENT);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(get(DOCUMENT + "/history?from=1").status()).isEqualTo(404);
        assertThat(get("/health/ready").status()).isEqualTo(200);
    }
}
