package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.Agreement;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.Confirmation;
import org.hanse.realmtrust.agreement.Facts;
import org.hanse.realmtrust.agreement.Message;
import org.hanse.realmtrust.agreement.Parties;
import org.hanse.realmtrust.agreement.Party;
import org.hanse.realmtrust.agreement.Pending;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two realms that agree, each from its own store. */
class AgreementsTest {
    private static final AgreementSettings SETTINGS =
            AgreementSettings.usual(Duration.ofHours(24), Duration.ofHours(10));
    private static final Octets DOCUMENT = Octets.wrap(new byte[48]);

    @TempDir
    Path folder;

    private final Party bergen = new Party(RealmName.of("BERGEN.EXAMPLE"), "1".repeat(64));
    private final Party visby = new Party(RealmName.of("VISBY.EXAMPLE"), "2".repeat(64));
    private final Parties atBergen = new Parties(bergen, visby);
    private final Parties atVisby = new Parties(visby, bergen);
    private final Deque<Message> underway = new ArrayDeque<>();

    private RealmStore bergens;
    private RealmStore visbys;
    private Instant now = StoreHome.NOON;

    @BeforeEach
    void create() {
        bergens = RealmStore.create(home("bergen"), bergen.name(), clock(), StoreHome.RANDOM);
        visbys = RealmStore.create(home("visby"), visby.name(), clock(), StoreHome.RANDOM);
    }

    @AfterEach
    void close() {
        bergens.close();
        visbys.close();
    }

    private Path home(String name) {
        return folder.resolve(name);
    }

    private static Clock clock() {
        return Clock.fixed(StoreHome.NOON, ZoneOffset.UTC);
    }

    /** One call of the agreement. */
    private interface Call {
        Step of(Agreement agreement, AgreementState state, Facts facts);
    }

    private Step step(RealmStore store, Call call) {
        Parties parties = store == bergens ? atBergen : atVisby;
        Facts facts = new Facts(now, DOCUMENT, java.util.Optional.of(DOCUMENT));
        Step step = store.agreements()
                .change(
                        parties,
                        StoreHome.ACTOR,
                        (state, sealing) -> call.of(new Agreement(SETTINGS, sealing, StoreHome.RANDOM), state, facts));
        underway.addAll(step.messages());
        return step;
    }

    private void declare() {
        for (RealmStore store : List.of(bergens, visbys)) {
            step(store, (agreement, state, facts) -> agreement.declare(state, TrustDirection.BOTH, true, facts));
        }
    }

    /** For that long, all messages arriving. */
    private void talk(int seconds) {
        talkHalfSeconds(2 * seconds);
    }

    private void talkHalfSeconds(int count) {
        for (int i = 0; i < count; i++) {
            while (!underway.isEmpty()) {
                Message message = underway.remove();
                RealmStore store = message.head().to().equals(bergen) ? bergens : visbys;
                step(store, (agreement, state, facts) -> agreement.received(state, message, facts));
            }
            now = now.plusMillis(500);
            step(bergens, Agreement::tick);
            step(visbys, Agreement::tick);
        }
    }

    private Trust atBergen() {
        return bergens.trusts().find(visby.name()).orElseThrow();
    }

    private Trust atVisby() {
        return visbys.trusts().find(bergen.name()).orElseThrow();
    }

    @Test
    @Tag("T-008")
    void theKeysOfAnAgreementAreTheKeysOfTheTrust() {
        declare();
        talk(10);
        assertThat(atBergen().state()).isEqualTo(TrustState.ACTIVE);
        assertThat(atBergen().keysOut()).isEqualTo(atVisby().keysIn());
        assertThat(atBergen().keysIn()).isEqualTo(atVisby().keysOut());
        assertThat(atBergen().keysOut())
                .extracting(key -> key.key().etype())
                .containsExactly(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES256_CTS_HMAC_SHA1_96);
        assertThat(atBergen().keysOut()).extracting(TrustKey::kvno).containsOnly(Kvno.FIRST);
    }

    @Test
    @Tag("T-012")
    void afterARotationTheNewKeysSealAndTheOldOnesStillOpen() {
        declare();
        talk(10);
        step(bergens, Agreement::rotate);
        talk(10);
        assertThat(atBergen().keysOut()).extracting(TrustKey::kvno).containsOnly(Kvno.of(2));
        assertThat(atBergen().keysIn())
                .extracting(TrustKey::kvno)
                .containsExactly(Kvno.of(2), Kvno.of(2), Kvno.of(1), Kvno.of(1));
    }

    /** A key by shared secret has a number that no epoch gets. */
    @Test
    void epochsBeginAfterTheKvnosOfASharedSecret() {
        bergens.trusts().put(TrustsTest.trust(visby.name(), TrustState.ACTIVE), StoreHome.ACTOR);
        declare();
        talk(10);
        assertThat(atBergen().keysOut()).extracting(TrustKey::kvno).containsOnly(Kvno.of(2));
        assertThat(atVisby().keysIn()).extracting(TrustKey::kvno).containsOnly(Kvno.of(2));
    }

    /** Killed after any message: what was stored goes on. */
    @Test
    void aServerThatIsRestartedAtAnyPointGoesOn() {
        declare();
        for (int i = 0; i < 20; i++) {
            underway.clear(); // what it had to send is lost with it
            bergens.close();
            bergens = RealmStore.open(home("bergen"), clock(), StoreHome.RANDOM);
            talk(1);
        }
        talk(60);
        assertThat(atBergen().state()).isEqualTo(TrustState.ACTIVE);
        assertThat(atBergen().keysOut()).isNotEmpty().isEqualTo(atVisby().keysIn());
    }

    @Test
    void aNewMasterKeyInMidAgreementMakesItBeginAnew() {
        declare();
        assertThat(pending(bergens)).isInstanceOf(Pending.Proposed.class);
        bergens.changeMasterKey(moved -> {});
        talk(60);
        assertThat(atBergen().keysOut()).isNotEmpty().isEqualTo(atVisby().keysIn());
    }

    /** At whatever point of it, and at whichever side: what does not open any more is given up, and another epoch takes its place. */
    @Test
    void aNewMasterKeyAtAnyPointOfAnAgreementDelaysIt() {
        declare();
        for (int i = 0; i < 12; i++) {
            step(bergens, Agreement::rotate);
            talkHalfSeconds(i / 2);
            (i % 2 == 0 ? bergens : visbys).changeMasterKey(moved -> {});
            talk(60);
            assertThat(atBergen().keysOut())
                    .as("change %s", i)
                    .isNotEmpty()
                    .isEqualTo(atVisby().keysIn().stream()
                            .filter(key ->
                                    key.kvno().equals(atVisby().keysIn().get(0).kvno()))
                            .toList());
        }
    }

    private Pending pending(RealmStore store) {
        return store.agreements().all().get(0).pending();
    }

    /** Later theft of a backup and its master key opens nothing that was recorded. */
    @Test
    void secretsOfAnOpenAgreementAreInNoBackup() throws IOException {
        declare();
        Pending.Proposed open = (Pending.Proposed) pending(bergens);
        String sealed =
                java.util.Base64.getEncoder().encodeToString(open.secret().toByteArray());
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Path copy = copies.resolve("store.db");
        bergens.copyTo(copy);

        assertThat(new String(Files.readAllBytes(copy), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("agreements")
                .doesNotContain(sealed);
        Files.copy(home("bergen").resolve("master.key"), copies.resolve("master.key"));
        try (RealmStore copied = RealmStore.open(copies, clock(), StoreHome.RANDOM)) {
            assertThat(pending(copied)).isEqualTo(new Pending.None());
        }
        assertThat(pending(bergens)).isEqualTo(open);
    }

    @Test
    void aRestoredRealmIssuesNothingUntilItHasAgreedAnew() {
        declare();
        talk(10);
        bergens.startKvnosAt(Kvno.of(1000));
        assertThat(atBergen().keysOut()).isEmpty();
        assertThat(atBergen().keysIn()).isNotEmpty();
        talk(10);
        assertThat(atBergen().keysOut()).isNotEmpty().extracting(TrustKey::kvno).containsOnly(Kvno.of(2));
        assertThat(atVisby().keysIn()).containsAll(atBergen().keysOut());
    }

    @Test
    @Tag("T-014")
    void whatIsRemovedLeavesCountersAndNoTrust() {
        declare();
        talk(10);
        step(bergens, Agreement::remove);
        assertThat(bergens.trusts().find(visby.name())).isEmpty();
        assertThat(bergens.agreements().declared(visby.name())).isEmpty();
        assertThat(bergens.agreements().find(visby.id()).orElseThrow().own().removals())
                .isEqualTo(1);
        talk(10);
        assertThat(atVisby().state()).isEqualTo(TrustState.FAILED);
        assertThat(atVisby().reason()).contains("the peer says not-declared");
        assertThat(atVisby().keysIn()).isEmpty();

        // A trust by shared secret that comes after it is nobody else's business.
        bergens.trusts().put(TrustsTest.trust(visby.name(), TrustState.ACTIVE), StoreHome.ACTOR);
        talk(10);
        assertThat(bergens.trusts().find(visby.name())).isPresent();
    }

    @Test
    @Tag("T-006")
    void aSecondRealmOfTheSameNameIsNotDeclaredWhileTheFirstIs() {
        declare();
        Parties other = new Parties(bergen, new Party(visby.name(), "3".repeat(64)));
        Facts facts = new Facts(now, DOCUMENT, java.util.Optional.of(DOCUMENT));
        assertThatThrownBy(() -> bergens.agreements()
                        .change(
                                other,
                                StoreHome.ACTOR,
                                (state, sealing) -> new Agreement(SETTINGS, sealing, StoreHome.RANDOM)
                                        .declare(state, TrustDirection.BOTH, true, facts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another realm of the name VISBY.EXAMPLE");
        assertThat(bergens.agreements().find("3".repeat(64))).isEmpty();
    }

    @Test
    void whatDoesNotChangeIsNotWritten() {
        declare();
        talk(10);
        Instant before = bergens.newestChange();
        AgreementState state = bergens.agreements().find(visby.id()).orElseThrow();
        step(bergens, Agreement::tick);
        assertThat(bergens.agreements().find(visby.id())).contains(state);
        assertThat(bergens.newestChange()).isEqualTo(before);
        assertThat(underway).noneMatch(message -> message.body() instanceof Confirmation);
    }
}
