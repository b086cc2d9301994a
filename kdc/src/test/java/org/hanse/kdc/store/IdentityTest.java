package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hanse.kdc.store.StoreHome.NOON;
import static org.hanse.kdc.store.StoreHome.RANDOM;
import static org.hanse.kdc.store.StoreHome.REALM;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This realm's keys and documents, and its peers' documents, as the store keeps them. */
class IdentityTest {
    private static final DocumentFacts FACTS = new DocumentFacts(
            new Endpoints(List.of("https://kdc.store.test"), List.of(), List.of()),
            List.of(),
            List.of(EncType.AES256_CTS_HMAC_SHA384_192),
            List.of(),
            List.of());

    @TempDir
    Path home;

    private RealmStore store;

    @BeforeEach
    void open() {
        store = StoreHome.create(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private RealmIdentity begun() {
        return store.identity().change(before -> due(RealmIdentity.create(REALM, RANDOM)));
    }

    private static RealmIdentity due(RealmIdentity identity) {
        return Publication.due(identity, FACTS, NOON, RANDOM).orElseThrow();
    }

    @Test
    void whatIsKeptComesBack() {
        assertThat(store.identity().find()).isEmpty();
        RealmIdentity begun = begun();
        store.close();
        store = StoreHome.open(home);
        RealmIdentity back = store.identity().find().orElseThrow();
        assertThat(back.signingKey().publicKey()).isEqualTo(begun.signingKey().publicKey());
        assertThat(back.recoveryKey().orElseThrow().publicKey().fingerprint()).isEqualTo(begun.recovery());
        assertThat(back.history().orElseThrow().documents())
                .isEqualTo(begun.history().orElseThrow().documents());
        assertThat(store.identity().history().orElseThrow().documents())
                .isEqualTo(begun.history().orElseThrow().documents());
        assertThat(back.leastVersion()).isEqualTo(1);
        store.verify();
    }

    @Test
    void aKeyThatIsReplacedIsErased() throws Exception {
        RealmIdentity begun = begun();
        RealmIdentity rolled = store.identity()
                .change(before -> Publication.rollOver(
                        before.orElseThrow(), FACTS, NOON.plus(Duration.ofHours(1)), RANDOM, false));
        assertThat(rolled.fingerprint()).isNotEqualTo(begun.fingerprint());
        assertThat(store.identity().find().orElseThrow().fingerprint()).isEqualTo(rolled.fingerprint());
        assertThat(store.newestDocument()).isEqualTo(3);
        assertThat(store.sealedSecrets()).isEqualTo(2);
    }

    @Test
    void theRecoveryKeyMayGoAndItsFingerprintStays() {
        RealmIdentity begun = begun();
        store.identity()
                .change(before -> new RealmIdentity(
                        REALM, begun.signingKey(), begun.recovery(), Optional.empty(), begun.history(), 1));
        RealmIdentity back = store.identity().find().orElseThrow();
        assertThat(back.recoveryKey()).isEmpty();
        assertThat(back.recovery()).isEqualTo(begun.recovery());
    }

    @Test
    void noKeyIsInTheFileInClear() throws Exception {
        RealmIdentity begun = begun();
        byte[] secret = begun.signingKey().encoded().reveal();
        store.close();
        String file = HexFormat.of().formatHex(Files.readAllBytes(home.resolve("store.db")));
        assertThat(file).doesNotContain(HexFormat.of().formatHex(secret, 1, 33));
        assertThat(file).doesNotContain(HexFormat.of().formatHex(secret, 33, 65));
        assertThat(file).contains(HexFormat.of().formatHex(REALM.value().getBytes(StandardCharsets.UTF_8)));
        store = StoreHome.open(home);
    }

    @Test
    void whatIsDamagedIsFoundByACheck() throws Exception {
        begun();
        alter("UPDATE identity_keys SET sealed = zeroblob(94) WHERE purpose = 'recovery'");
        assertThatThrownBy(store::verify).isInstanceOf(StoreFault.class).hasMessageContaining("recovery key");
        alter("DELETE FROM identity_keys WHERE purpose = 'recovery'");
        store.verify();
        alter("UPDATE realm_documents SET signed = zeroblob(7000)");
        assertThatThrownBy(store::verify).isInstanceOf(StoreFault.class).hasMessageContaining("document");
    }

    /** A key that was sealed as one thing does not open as another. */
    @Test
    void keysDoNotChangePlaces() throws Exception {
        begun();
        alter("UPDATE identity_keys SET sealed = (SELECT sealed FROM identity_keys WHERE purpose = 'recovery')");
        assertThatThrownBy(() -> store.identity().find()).isInstanceOf(StoreFault.class);
    }

    @Test
    void aRestoredRealmSkipsVersions() {
        store.skipDocumentVersions(1000);
        assertThat(store.identity().find()).isEmpty();
        begun();
        store.skipDocumentVersions(1000);
        RealmIdentity next = store.identity()
                .change(before -> Publication.due(before.orElseThrow(), FACTS, NOON.plus(Duration.ofDays(8)), RANDOM)
                        .orElseThrow());
        assertThat(next.history().orElseThrow().head().version()).isEqualTo(1002);
    }

    @Test
    @Tag("T-006")
    void aNameHasOneHistory() {
        RealmName bergen = RealmName.of("BERGEN.EXAMPLE");
        KeyHistory first = history(bergen);
        KeyHistory other = history(bergen);
        store.peerHistories().change(bergen, before -> Optional.of(first));
        assertThat(store.peerHistories().find(bergen).orElseThrow().id()).isEqualTo(first.id());
        store.peerHistories().change(bergen, before -> Optional.empty());
        assertThat(store.peerHistories().find(bergen)).isEmpty();
        store.peerHistories().change(bergen, before -> Optional.of(other));
        assertThat(store.peerHistories().find(bergen).orElseThrow().id()).isEqualTo(other.id());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        store.peerHistories().change(RealmName.of("VISBY.EXAMPLE"), before -> Optional.of(first)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.peerHistories().change(REALM, before -> Optional.empty()));
    }

    /** What a peer's newest document tells reaches the exchanges of another process, and goes with the document. */
    @Test
    void whatDocumentsTellIsHeardByEveryProcess() {
        RealmName bergen = RealmName.of("BERGEN.EXAMPLE");
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        DocumentFacts facts =
                new DocumentFacts(FACTS.endpoints(), List.of(), FACTS.enctypes(), List.of(), List.of(visby));
        begun();
        try (RealmStore server = StoreHome.open(home)) {
            assertThat(server.toldTrusts().of(bergen)).isEmpty();

            RealmIdentity telling = Publication.due(RealmIdentity.create(bergen, RANDOM), facts, NOON, RANDOM)
                    .orElseThrow();
            store.peerHistories().change(bergen, before -> telling.history());
            await().untilAsserted(
                            () -> assertThat(server.toldTrusts().of(bergen)).containsExactly(visby));
            assertThat(server.toldTrusts().of(REALM)).isEmpty();

            RealmIdentity silent = Publication.due(telling, FACTS, NOON.plusSeconds(60), RANDOM)
                    .orElseThrow();
            store.peerHistories().change(bergen, before -> silent.history());
            await().untilAsserted(
                            () -> assertThat(server.toldTrusts().of(bergen)).isEmpty());
        }
    }

    private static KeyHistory history(RealmName realm) {
        return due(RealmIdentity.create(realm, RANDOM)).history().orElseThrow();
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
