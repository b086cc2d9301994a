package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.Envelope;
import org.hanse.realmtrust.agreement.Epoch;
import org.hanse.realmtrust.agreement.Head;
import org.hanse.realmtrust.agreement.Message;
import org.hanse.realmtrust.agreement.Notice;
import org.hanse.realmtrust.agreement.Party;
import org.hanse.realmtrust.agreement.Standing;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What LUEBECK's server makes of what is posted to it: only a message of a declared peer, by that peer's key, counts. */
@Timeout(60)
class AgreementRoutesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.TEST");
    private static final RealmName BERGEN = RealmName.of("BERGEN.TEST");
    private static final Fingerprint TLS_KEY = new Fingerprint("a".repeat(64));
    private static final String FROM_BERGEN = "from=BERGEN.TEST";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final PeerRealm luebeck = PeerRealm.named("LUEBECK.TEST").signing(Instant.now(), TLS_KEY, "a.test");
    private final PeerRealm bergen = PeerRealm.named("BERGEN.TEST").signing(Instant.now(), TLS_KEY, "b.test");
    private RealmStore store;
    private PeerClient client;
    private PeerDocuments documents;
    private Agreements agreements;
    private HttpRoute route;

    @BeforeEach
    void aServerThatKnowsBergen() {
        Clock clock = Clock.systemUTC();
        store = RealmStore.create(folder.resolve("home"), LUEBECK, clock, RANDOM);
        store.identity().change(none -> luebeck.identity());
        client = new PeerClient(() -> false);
        documents = PeerDocuments.start(
                new PeerDocuments.Source(
                        store.declarations(), store.peerHistories(), store.trusts(), client, clock, RANDOM),
                nanos::get);
        agreements = Agreements.start(
                new Agreements.Source(
                        LUEBECK,
                        store.declarations(),
                        store.agreements(),
                        store.trusts(),
                        store.peerHistories(),
                        store.identity(),
                        store::newestDocument,
                        documents,
                        client,
                        () -> AgreementSettings.usual(Duration.ofDays(1), Duration.ofHours(1)),
                        () -> false,
                        clock,
                        RANDOM),
                nanos::get);
        route = AgreementRoutes.of(agreements, nanos::get).get(0);
    }

    @AfterEach
    void stop() {
        agreements.close();
        documents.close();
        client.close();
        store.close();
    }

    private void declareBergen() {
        store.peerHistories().change(BERGEN, none -> Optional.of(bergen.history()));
        store.declarations()
                .change(
                        BERGEN,
                        "test",
                        none -> Optional.of(Declaration.byOperator(
                                BERGEN, "https://localhost:1", Optional.of(bergen.id()), TrustDirection.BOTH)));
    }

    private HttpAnswer post(String query, String contentType, byte[] body) throws Exception {
        HttpRequest request = new HttpRequest(
                "POST",
                AgreementRoutes.PATH,
                Optional.of(query),
                Map.of("content-type", List.of(contentType)),
                Octets.copyOf(body),
                new InetSocketAddress("192.0.2.7", 40000),
                Optional.empty(),
                "TLSv1.3");
        return route.endpoint().answer(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private HttpAnswer post(byte[] body) throws Exception {
        return post(FROM_BERGEN, "application/cms", body);
    }

    /** A notice by {@code signer}, who says that he is {@code from}. */
    private byte[] notice(PeerRealm signer, Party from, Party to) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Standing standing =
                new Standing(1, true, false, 0, Epoch.NONE, Epoch.NONE, Epoch.NONE, Epoch.NONE, Duration.ofHours(1));
        MessageSignatures signatures = new MessageSignatures(signer.identity(), luebeck.history(), now, RANDOM);
        return new Envelope(from, signatures, signatures)
                .seal(new Message(new Head(from, to, now, standing, 0, 0), new Notice()));
    }

    private static Party party(PeerRealm realm) {
        return new Party(realm.history().realm(), realm.id().hex());
    }

    private static void refused(HttpAnswer answer, int status, String word) {
        assertThat(new String(answer.body().toByteArray(), StandardCharsets.UTF_8))
                .startsWith(word + ": ");
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aMessageOfADeclaredPeerIsTaken() throws Exception {
        declareBergen();
        HttpAnswer answer = post(notice(bergen, party(bergen), party(luebeck)));
        assertThat(answer.status()).isIn(200, 204);
        assertThat(store.agreements()
                        .find(bergen.id().hex())
                        .orElseThrow()
                        .peer()
                        .declared())
                .isTrue();
    }

    @Test
    @Tag("T-004")
    void whoIsNotDeclaredIsNotListenedTo() throws Exception {
        refused(post(notice(bergen, party(bergen), party(luebeck))), 403, "not-declared");
        assertThat(store.agreements().all()).isEmpty();
    }

    @Test
    void whoseDocumentsAreNotKnownYetHasToWait() throws Exception {
        declareBergen();
        store.peerHistories().change(BERGEN, known -> Optional.empty());
        refused(post(notice(bergen, party(bergen), party(luebeck))), 503, "not-known-yet");
    }

    @Test
    @Tag("T-002")
    void nobodySpeaksInThePeersName() throws Exception {
        declareBergen();
        PeerRealm thief = PeerRealm.named("BERGEN.TEST").signing(Instant.now(), TLS_KEY, "b.test");
        refused(post(notice(thief, party(thief), party(luebeck))), 403, "signature-wrong");
        refused(post(notice(thief, party(bergen), party(luebeck))), 403, "signature-wrong");
        byte[] altered = notice(bergen, party(bergen), party(luebeck));
        altered[altered.length / 2] ^= 1;
        refused(post(altered), 403, "signature-wrong");
        refused(post(new byte[] {1, 2, 3}), 403, "signature-wrong");
        assertThat(store.agreements()
                        .find(bergen.id().hex())
                        .filter(state -> state.peer().declared()))
                .isEmpty();
    }

    @Test
    void whatIsForAnotherOrByAnotherNameIsRefused() throws Exception {
        declareBergen();
        Party visby = new Party(RealmName.of("VISBY.TEST"), "b".repeat(64));
        refused(post(notice(bergen, party(bergen), visby)), 400, "not-for-us");
        Party otherName = new Party(RealmName.of("VISBY.TEST"), bergen.id().hex());
        refused(post(notice(bergen, otherName, party(luebeck))), 400, "malformed");
        byte[] message = notice(bergen, party(bergen), party(luebeck));
        refused(post("from=VISBY.TEST", "application/cms", message), 403, "not-declared");
        refused(post("from=", "application/cms", message), 400, "sender-not-named");
        refused(post(FROM_BERGEN, "application/json", message), 415, "not-cms");
    }

    @Test
    @Tag("T-018")
    void nobodyMakesMoreWorkThanAgreementsDo() throws Exception {
        assertThat(route.mostOctets()).isEqualTo(16 * 1024);
        for (int i = 0; i < 200; i++) {
            refused(post(new byte[0]), 403, "not-declared");
        }
        refused(post(new byte[0]), 429, "too-many");
        nanos.addAndGet(1_000_000_000L);
        refused(post(new byte[0]), 403, "not-declared");
    }

    @Test
    @Tag("T-018")
    void aPeerGetsOnlySoManyMessagesJudged() throws Exception {
        declareBergen();
        byte[] message = notice(bergen, party(bergen), party(luebeck));
        for (int i = 0; i < 60; i++) {
            assertThat(post(message).status()).as("message %s", i).isIn(200, 204);
        }
        refused(post(message), 429, "too-many");
        nanos.addAndGet(1_000_000_000L);
        assertThat(post(message).status()).isIn(200, 204);
    }
}
