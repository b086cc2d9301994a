package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.kdc.federation.PeerView.Known;
import org.hanse.kdc.federation.PeerView.Refused;
import org.hanse.kdc.federation.PeerView.Unconfirmed;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.DocumentSequence;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.SignedDocument;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a realm comes to know another over TLS, keeps knowing it, and what it makes of lies. */
@Timeout(60)
class PeerDocumentsTest {
    private static final RealmName PEER = RealmName.of("B.TEST");
    private static final Instant BEGIN = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> news = new ArrayList<>();
    private RealmStore store;
    private PeerServer server;
    private PeerClient client;
    private PeerDocuments documents;
    private PeerRealm peer;

    /** The time by which documents are judged; certificates go by the machine's. */
    private static final class SettableClock extends Clock {
        private volatile Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() throws Exception {
        store = RealmStore.create(folder.resolve("home"), RealmName.of("A.TEST"), clock, new SecureRandom());
        server = PeerServer.start(folder.resolve("peer"));
        client = new PeerClient(() -> false);
        documents = start();
        peer = PeerRealm.named("B.TEST").signing(BEGIN, server.key(), "b.test");
        show(peer);
    }

    private PeerDocuments start() {
        PeerDocuments started = PeerDocuments.start(
                new PeerDocuments.Source(
                        store.declarations(), store.peerHistories(), store.trusts(), client, clock, new SecureRandom()),
                nanos::get);
        started.onChange(realm -> news.add(realm.value()));
        return started;
    }

    @AfterEach
    void close() {
        documents.close();
        client.close();
        server.close();
        store.close();
    }

    private void show(PeerRealm realm) {
        server.answering(realm::serve);
    }

    private void declare(Optional<Fingerprint> fingerprint) {
        declare(Declaration.byOperator(PEER, server.url().toString(), fingerprint, TrustDirection.BOTH));
    }

    private void declare(Declaration declaration) {
        store.declarations().change(PEER, "test", before -> Optional.of(declaration));
    }

    private void trust(TrustState state) {
        store.trusts()
                .put(
                        new Trust(PEER, TrustPolicy.DEFAULT, state, Optional.empty(), List.of(), List.of(), List.of()),
                        "test");
    }

    private TrustState state() {
        return store.trusts().find(PEER).orElseThrow().state();
    }

    private PeerView refresh() throws Exception {
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        PeerView view = documents.refresh(PEER).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(documents.known(PEER)).hasSameClassAs(view);
        return view;
    }

    private void later(Duration by) {
        clock.now = clock.now.plus(by);
    }

    private void isKnown(PeerView view, long version) {
        assertThat(view)
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.history().head().version()).isEqualTo(version));
    }

    private static void isRefused(PeerView view, String code) {
        assertThat(view)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.trouble().code()).isEqualTo(code));
    }

    private void isTroubled(String code) {
        assertThat(documents.trouble(PEER).map(PeerTrouble::code)).contains(code);
    }

    // First contact

    @Test
    @Tag("T-017")
    void aPeerIsKnownByItsIdAndTheTlsKeyThatItsDocumentLists() throws Exception {
        declare(Optional.of(peer.id()));
        PeerView view = refresh();
        isKnown(view, 1);
        assertThat(((Known) view).pinned()).isEqualTo(Pinned.BY_ID);
        assertThat(store.peerHistories().find(PEER)).isPresent();
        assertThat(documents.trouble(PEER)).isEmpty();
        assertThat(documents.address(PEER)).contains(new PeerAddress(server.url(), Set.of(server.key()), true));
        assertThat(news).containsExactly("B.TEST");
    }

    @Test
    void aFingerprintOfTheCurrentKeyStandsForTheIdEverAfter() throws Exception {
        peer = peer.rollingOver(BEGIN, server.key());
        show(peer);
        declare(Optional.of(peer.currentKey()));
        isKnown(refresh(), 3);
        assertThat(store.declarations().find(PEER).orElseThrow().confirmed()).contains(peer.id());
        later(Duration.ofHours(1));
        peer = peer.rollingOver(clock.now, server.key());
        show(peer);
        isKnown(refresh(), 5);
    }

    @Test
    @Tag("T-001")
    void withoutAFingerprintAPeerIsUnconfirmedUntilACodeWasCompared() throws Exception {
        declare(Optional.empty());
        assertThat(refresh()).isInstanceOf(Unconfirmed.class);
        Declaration declared = store.declarations().find(PEER).orElseThrow();
        declare(declared.confirmedAs(peer.id()));
        isKnown(documents.known(PEER), 1);
    }

    @Test
    void whoIsUnconfirmedStandsInNobodysWay() throws Exception {
        declare(Optional.empty());
        show(PeerRealm.named("B.TEST").signing(BEGIN, server.key(), "b.test"));
        assertThat(refresh()).isInstanceOf(Unconfirmed.class);
        show(peer);
        assertThat(refresh())
                .isInstanceOfSatisfying(
                        Unconfirmed.class, now -> assertThat(now.history().id()).isEqualTo(peer.id()));
    }

    @Test
    @Tag("T-006")
    void anotherRealmOfTheNameIsRefused() throws Exception {
        declare(Optional.of(peer.id()));
        refresh();
        show(PeerRealm.named("B.TEST").signing(BEGIN, server.key(), "b.test"));
        isKnown(refresh(), 1);
        isTroubled("DOCUMENT_OTHER_IDENTITY");
    }

    @Test
    void anotherFingerprintThanTheDeclaredOneIsRefused() throws Exception {
        declare(Optional.of(new Fingerprint("0".repeat(64))));
        isRefused(refresh(), "DOCUMENT_FINGERPRINT_OTHER");
        assertThat(store.peerHistories().find(PEER)).isEmpty();
    }

    @Test
    @Tag("T-017")
    void whoShowsAKeyThatTheDocumentDoesNotListIsNotThePeer() throws Exception {
        peer = PeerRealm.named("B.TEST").signing(BEGIN, new Fingerprint("0".repeat(64)), "b.test");
        show(peer);
        declare(Optional.of(peer.id()));
        isRefused(refresh(), "PEER_CERTIFICATE_NOT_KNOWN");
        assertThat(store.peerHistories().find(PEER)).isEmpty();
    }

    @Test
    @Tag("T-016")
    void aUrlThatNoOperatorTypedDoesNotLeadIntoAPrivateNetwork() throws Exception {
        Declaration typed =
                Declaration.byOperator(PEER, server.url().toString(), Optional.of(peer.id()), TrustDirection.BOTH);
        declare(new Declaration(
                PEER,
                typed.url(),
                typed.fingerprint(),
                Optional.empty(),
                TrustDirection.BOTH,
                Origin.FEDERATION,
                Optional.of("SOME.FEDERATION")));
        isRefused(refresh(), "PEER_ADDRESS_NOT_ALLOWED");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whoIsNotDeclaredIsNotAsked() throws Exception {
        isRefused(refresh(), "PEER_NOT_DECLARED");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aUrlThatIsNoneIsSaidToBeNone() throws Exception {
        declare(Declaration.byOperator(PEER, "http://localhost/x", Optional.of(peer.id()), TrustDirection.BOTH));
        isRefused(refresh(), "PEER_URL_WRONG");
    }

    @Test
    @Tag("T-015")
    void whatIsNoDocumentOrTooLongIsRefusedByName() throws Exception {
        declare(Optional.of(peer.id()));
        server.answering(200, "{\"realms\": [1, 2, 3]}");
        isRefused(refresh(), "DOCUMENT_NOT_CMS");
        server.answering(exchange -> PeerServer.send(exchange, 200, new byte[DocumentSequence.LONGEST + 1]));
        isRefused(refresh(), "DOCUMENT_TOO_LARGE");
        server.answering(exchange -> PeerServer.send(exchange, 200, new byte[2 * DocumentSequence.LONGEST]));
        isRefused(refresh(), "PEER_TOO_LARGE");
        server.answering(404, "nothing");
        isRefused(refresh(), "PEER_NOT_SERVED");
    }

    @Test
    @Tag("T-015")
    void aHistoryWithoutEndIsGivenUp() throws Exception {
        declare(Optional.of(peer.id()));
        byte[] one = peer.history().newest().signed().encoded().toByteArray();
        byte[] many = new byte[DocumentSequence.LONGEST / one.length * one.length];
        for (int at = 0; at < many.length; at += one.length) {
            System.arraycopy(one, 0, many, at, one.length);
        }
        server.answering(exchange -> PeerServer.send(exchange, 200, many));
        isRefused(refresh(), "DOCUMENT_NOT_LINKED");
        assertThat(server.asked()).hasSizeLessThan(3);
    }

    @Test
    void whoAsksAServerThatStopsIsToldSo() throws Exception {
        declare(Optional.of(peer.id()));
        documents.close();
        isRefused(documents.refresh(PEER).toCompletableFuture().get(30, TimeUnit.SECONDS), "PEER_NOT_JUDGED");
    }

    // What is known already

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        declare(Optional.of(peer.id()));
        isKnown(refresh(), 1);
        isKnown(refresh(), 1);
        assertThat(server.asked())
                .containsExactly("GET " + DocumentRoutes.HISTORY + "?from=1", "GET " + DocumentRoutes.DOCUMENT);
        assertThat(news).hasSize(1);
        assertThat(documents.trouble(PEER)).isEmpty();
    }

    @Test
    void whoAsksTwiceInASecondGetsTheSameAnswer() throws Exception {
        declare(Optional.of(peer.id()));
        isKnown(refresh(), 1);
        documents.refresh(PEER).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void documentsThatWereMissedAreFetchedThoughTheyHaveExpired() throws Exception {
        declare(Optional.of(peer.id()));
        refresh();
        for (int week = 0; week < 8; week++) {
            later(Duration.ofDays(7));
            peer = peer.signing(clock.now, server.key(), "b" + week + ".test");
        }
        show(peer);
        isKnown(refresh(), 9);
        assertThat(store.peerHistories().find(PEER).orElseThrow().documents()).hasSize(9);
    }

    @Test
    @Tag("T-017")
    void aNewTlsKeyIsBelievedWhenADocumentThatFollowsListsIt() throws Exception {
        PeerRealm before = PeerRealm.named("B.TEST").signing(BEGIN, server.key(), "b.test");
        declare(Optional.of(before.id()));
        show(before);
        isKnown(refresh(), 1);
        try (PeerServer renewed = PeerServer.start(folder.resolve("renewed"))) {
            declare(Declaration.byOperator(
                    PEER, renewed.url().toString(), Optional.of(before.id()), TrustDirection.BOTH));
            renewed.answering(before::serve);
            refresh();
            isTroubled("PEER_CERTIFICATE_NOT_KNOWN");
            renewed.answering(before.signing(BEGIN, renewed.key(), "b.test")::serve);
            isKnown(refresh(), 2);
            assertThat(documents.trouble(PEER)).isEmpty();
        }
    }

    @Test
    @Tag("T-010")
    void anOldDocumentDoesNotComeBack() throws Exception {
        PeerRealm old = peer;
        peer = peer.signing(BEGIN, server.key(), "c.test");
        show(peer);
        declare(Optional.of(peer.id()));
        isKnown(refresh(), 2);
        later(Duration.ofDays(10));
        show(old);
        isKnown(refresh(), 2);
        isTroubled("DOCUMENT_ROLLED_BACK");
    }

    @Test
    @Tag("T-011")
    void aTrustWhosePeerShowsNothingNewBecomesStaleAndComesBack() throws Exception {
        declare(Optional.of(peer.id()));
        trust(TrustState.ACTIVE);
        isKnown(refresh(), 1);
        later(Duration.ofDays(15));
        isRefused(refresh(), "DOCUMENT_EXPIRED");
        assertThat(state()).isEqualTo(TrustState.STALE);
        assertThat(store.trusts().find(PEER).orElseThrow().admitsIn()).isFalse();
        show(peer.signing(clock.now, server.key(), "b.test"));
        isKnown(refresh(), 2);
        assertThat(state()).isEqualTo(TrustState.ACTIVE);
    }

    @Test
    @Tag("T-011")
    void aPeerThatCannotBeAskedIsStaleNoLaterThanItsDocument() throws Exception {
        declare(Optional.of(peer.id()));
        trust(TrustState.ACTIVE);
        refresh();
        server.close();
        isKnown(refresh(), 1);
        isTroubled("PEER_UNREACHABLE");
        assertThat(state()).isEqualTo(TrustState.ACTIVE);
        later(Duration.ofDays(15));
        isRefused(refresh(), "DOCUMENT_EXPIRED");
        assertThat(state()).isEqualTo(TrustState.STALE);
    }

    @Test
    void twoDocumentsOfOneVersionSuspendTheTrustUntilTheRecoveryKeySpeaks() throws Exception {
        PeerRealm owner = peer.signing(BEGIN, server.key(), "c.test");
        PeerRealm thief = peer.signing(BEGIN, server.key(), "thief.test");
        declare(Optional.of(peer.id()));
        trust(TrustState.ACTIVE);
        show(owner);
        isKnown(refresh(), 2);
        show(thief);
        isRefused(refresh(), "DOCUMENT_CONFLICT");
        assertThat(state()).isEqualTo(TrustState.SUSPENDED);
        assertThat(store.trusts().find(PEER).orElseThrow().reason()).contains("DOCUMENT_CONFLICT");
        SignedDocument other =
                store.peerHistories().contradiction(PEER).orElseThrow().other();
        assertThat(other).isEqualTo(thief.history().newest().signed());
        show(owner); // is no end: somebody else has the key
        isRefused(refresh(), "DOCUMENT_CONFLICT");
        show(owner.recovering(BEGIN, server.key()));
        isKnown(refresh(), 4);
        assertThat(state()).isEqualTo(TrustState.ACTIVE);
        assertThat(store.peerHistories().contradiction(PEER)).isEmpty();
    }

    @Test
    void aRealmThatWasStolenComesBackByItsRecoveryKeyThoughTheThiefHasAHigherVersion() throws Exception {
        declare(Optional.of(peer.id()));
        isKnown(refresh(), 1);
        PeerRealm thief = peer;
        for (int i = 0; i < 5; i++) {
            thief = thief.signing(BEGIN, server.key(), "t" + i + ".test");
        }
        show(thief);
        isKnown(refresh(), 6);
        later(Duration.ofHours(12));
        PeerRealm owner = peer.recovering(clock.now, server.key());
        show(owner);
        isKnown(refresh(), owner.version());
        assertThat(store.peerHistories().find(PEER).orElseThrow().newest().signed())
                .isEqualTo(owner.history().newest().signed());
    }

    @Test
    void anOperatorWhoHasLookedMayEndAContradiction() throws Exception {
        declare(Optional.of(peer.id()));
        trust(TrustState.ACTIVE);
        PeerRealm owner = peer.signing(BEGIN, server.key(), "c.test");
        show(owner);
        refresh();
        show(peer.signing(BEGIN, server.key(), "thief.test"));
        isRefused(refresh(), "DOCUMENT_CONFLICT");
        show(owner);
        store.watchPeers(documents);
        store.peerHistories().settle(PEER);
        await().untilAsserted(() -> assertThat(state()).isEqualTo(TrustState.ACTIVE));
        isKnown(refresh(), 2);
    }

    @Test
    void whatIsDeclaredIsAskedAtOnceAndAnewWhenItIsDeclaredInAnotherWay() throws Exception {
        store.watchPeers(documents);
        declare(Declaration.byOperator(PEER, "https://localhost:1", Optional.of(peer.id()), TrustDirection.BOTH));
        await().untilAsserted(() -> isTroubled("PEER_UNREACHABLE"));
        declare(Optional.of(peer.id()));
        await().untilAsserted(() -> isKnown(documents.known(PEER), 1));
    }

    @Test
    void forgettingAPeerForgetsTheEvidenceToo() throws Exception {
        declare(Optional.of(peer.id()));
        show(peer.signing(BEGIN, server.key(), "c.test"));
        refresh();
        show(peer.signing(BEGIN, server.key(), "thief.test"));
        isRefused(refresh(), "DOCUMENT_CONFLICT");
        store.peerHistories().change(PEER, before -> Optional.empty());
        isKnown(refresh(), 2);
    }

    @Test
    @Tag("T-018")
    void whatWasFetchedIsThereAfterARestartAndWhileThePeerIsAway() throws Exception {
        declare(Optional.of(peer.id()));
        refresh();
        documents.close();
        server.close();
        documents = start();
        isKnown(documents.known(PEER), 1);
        isKnown(refresh(), 1);
    }
}
