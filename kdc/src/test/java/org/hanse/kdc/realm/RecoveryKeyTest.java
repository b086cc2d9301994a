package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.FirstContact;
import org.hanse.realmtrust.document.FirstContactOutcome;
import org.hanse.realmtrust.document.HeldDocument;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.Succession;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key in the safe, and the day on which it is needed. */
class RecoveryKeyTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes PASSPHRASE = secret("kogge unter vollen segeln");
    private static final DocumentFacts FACTS = facts("a.test");

    @TempDir
    Path folder;

    private Path file;
    private RealmStore store;
    private RecoveryKey key;

    @BeforeEach
    void realm() {
        file = folder.resolve("a.recovery");
        store = RealmStore.create(folder.resolve("home"), REALM, Clock.fixed(NOON, ZoneOffset.UTC), RANDOM);
        key = at(NOON);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private RecoveryKey at(Instant now) {
        return new RecoveryKey(REALM, store.identity(), Clock.fixed(now, ZoneOffset.UTC), RANDOM);
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static DocumentFacts facts(String domain) {
        return new DocumentFacts(
                new Endpoints(List.of("https://kdc.a.test"), List.of(), List.of()),
                List.of(domain),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
    }

    private RealmIdentity publish(Instant now) {
        return store.identity()
                .change(before -> Publication.due(
                                before.orElseGet(() -> RealmIdentity.create(REALM, RANDOM)), FACTS, now, RANDOM)
                        .orElseThrow());
    }

    private RealmIdentity identity() {
        return store.identity().find().orElseThrow();
    }

    private KeyHistory asAPeerKnowsIt() {
        return ((FirstContactOutcome.Known) FirstContact.judge(
                        REALM,
                        Optional.of(identity().id()),
                        identity().history().orElseThrow().documents().stream()
                                .map(HeldDocument::signed)
                                .toList(),
                        NOON))
                .history();
    }

    @Test
    void theKeyGoesIntoAFileOfItsOwnersAndOutOfTheStore() throws Exception {
        Fingerprint written = key.export(file, PASSPHRASE, false);
        assertThat(written).isEqualTo(identity().recovery());
        assertThat(identity().recoveryKey()).isEmpty();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> key.export(folder.resolve("b"), PASSPHRASE, false))
                .isInstanceOf(RealmFailure.class)
                .hasMessageContaining("not in the store");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void itStaysIfThatIsWished() throws Exception {
        key.export(file, PASSPHRASE, true);
        assertThat(identity().recoveryKey()).isPresent();
    }

    @Test
    void noFileIsOverwritten() throws Exception {
        Files.writeString(file, "something");
        assertThatThrownBy(() -> key.export(file, PASSPHRASE, false)).hasMessageContaining("is there already");
        assertThat(identity().recoveryKey()).isPresent();
        assertThat(file).hasContent("something");
    }

    @Test
    void theRealmComesBackFromAThiefAndKeepsItsId() throws Exception {
        publish(NOON);
        key.export(file, PASSPHRASE, false);
        RealmIdentity stolen = identity();
        KeyHistory peers = asAPeerKnowsIt();
        RealmIdentity thief = stolen;
        for (int i = 0; i < 3; i++) {
            thief = Publication.due(thief, facts("t" + i + ".test"), NOON, RANDOM)
                    .orElseThrow();
        }
        peers = ((Accepted)
                        Succession.judge(peers, thief.history().orElseThrow().from(2), NOON))
                .history();

        Instant later = NOON.plus(Duration.ofDays(2));
        RealmIdentity owner = at(later).recover(file, PASSPHRASE, FACTS);
        Accepted back =
                (Accepted) Succession.judge(peers, owner.history().orElseThrow().from(2), later);
        assertThat(back.manner()).isEqualTo(Manner.RECOVERS);
        assertThat(back.history().id()).isEqualTo(stolen.id());
        assertThat(back.history().head().signer())
                .isEqualTo(owner.fingerprint())
                .isNotEqualTo(stolen.fingerprint());
        assertThat(owner.recovery()).isNotEqualTo(stolen.recovery());
        assertThat(identity().recoveryKey()).as("the new one, for another file").isPresent();
        assertThatThrownBy(() -> key.recover(file, PASSPHRASE, FACTS))
                .as("it serves once")
                .hasMessageContaining("not the recovery key");
    }

    @Test
    void theKeyInTheStoreServesUntilItIsTakenOut() throws Exception {
        publish(NOON);
        assertThat(key.recover(FACTS).history().orElseThrow().head().version()).isEqualTo(3);
        key.export(file, PASSPHRASE, false);
        assertThatThrownBy(() -> key.recover(FACTS)).hasMessageContaining("not in the store");
    }

    @Test
    void whatIsNotTheKeyChangesNothing() throws Exception {
        RealmIdentity before = publish(NOON);
        key.export(file, PASSPHRASE, false);
        assertThatThrownBy(() -> key.recover(file, secret("another passphrase"), FACTS))
                .isInstanceOf(RealmFailure.class)
                .hasMessageContaining("do not open");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> key.recover(file, PASSPHRASE, FACTS)).isInstanceOf(RealmFailure.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> key.recover(file, PASSPHRASE, FACTS)).hasMessageContaining("read by others");
        assertThat(identity().fingerprint()).isEqualTo(before.fingerprint());
        assertThat(identity().history().orElseThrow().head().version()).isEqualTo(1);
    }

    @Test
    void aRealmThatNobodyKnowsHasNothingToTakeBack() {
        assertThatThrownBy(() -> key.recover(FACTS)).isInstanceOf(RealmFailure.class);
        assertThat(store.identity().find()).isEmpty();
    }
}
