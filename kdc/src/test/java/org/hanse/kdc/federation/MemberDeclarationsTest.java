package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.FederationDraft;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListSigning;
import org.hanse.realmtrust.federation.SignedList;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the declarations and trusts in a real store when lists say this and that. */
class MemberDeclarationsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RealmSigningKey KEY = RealmSigningKey.generate(RANDOM);
    private static final FederationMember LUEBECK = member("LUEBECK.EXAMPLE", "1");
    private static final FederationMember BERGEN = member("BERGEN.EXAMPLE", "2");
    private static final FederationMember VISBY = member("VISBY.EXAMPLE", "3");

    @TempDir
    Path home;

    private RealmStore store;
    private MemberDeclarations declarations;

    private static FederationMember member(String realm, String digit) {
        return new FederationMember(
                RealmName.of(realm),
                new Fingerprint(digit.repeat(64)),
                "https://kdc." + realm.toLowerCase(java.util.Locale.ROOT));
    }

    @BeforeEach
    void aRealm() {
        store = RealmStore.create(home, LUEBECK.realm(), Clock.fixed(NOON, ZoneOffset.UTC), RANDOM);
        declarations = new MemberDeclarations(LUEBECK.realm(), store.declarations(), store.trusts());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static JoinedFederation north(Acceptance accept, FederationMember... members) {
        List<FederationMember> all = new ArrayList<>(List.of(members));
        all.add(LUEBECK);
        SignedList list = ListSigning.next(
                new FederationDraft("north.example", all),
                Optional.empty(),
                List.of(KEY),
                Optional.empty(),
                NOON,
                Duration.ofDays(90),
                RANDOM);
        return new JoinedFederation(
                        "north.example",
                        KEY.publicKey().fingerprint(),
                        Optional.empty(),
                        accept,
                        Optional.empty(),
                        Optional.empty())
                .having(list, NOON);
    }

    private void follow(JoinedFederation... federations) {
        declarations.follow(LUEBECK.id(), List.of(federations), NOON);
    }

    private Trust trust(FederationMember member) {
        return store.trusts().find(member.realm()).orElseThrow();
    }

    @Test
    void membersAreDeclaredAndShownAsTrusts() {
        follow(north(Acceptance.IN, BERGEN, VISBY));
        assertThat(store.declarations().all())
                .extracting(Declaration::peer, Declaration::origin, Declaration::url)
                .containsExactly(
                        tuple(BERGEN.realm(), Origin.FEDERATION, BERGEN.url()),
                        tuple(VISBY.realm(), Origin.FEDERATION, VISBY.url()));
        assertThat(trust(BERGEN).state()).isEqualTo(TrustState.DECLARED);
        assertThat(trust(BERGEN).policy()).isEqualTo(TrustPolicy.DEFAULT.in(TrustDirection.IN));
    }

    @Test
    void whatIsAcceptedChangesTheDirectionAndNothingElseOfThePolicy() {
        follow(north(Acceptance.IN, BERGEN));
        store.trusts().change(BERGEN.realm(), "test", found -> {
            Trust before = found.orElseThrow();
            TrustPolicy policy = before.policy();
            return new Trust(
                    before.peer(),
                    new TrustPolicy(
                            policy.direction(),
                            policy.acceptRealms(),
                            policy.transitTo(),
                            List.of("guest*"),
                            policy.domains(),
                            policy.maxLife(),
                            true,
                            policy.relayLogins(),
                            policy.logOnly()),
                    before.state(),
                    before.reason(),
                    before.keysIn(),
                    before.keysOut(),
                    before.kdcs());
        });
        follow(north(Acceptance.BOTH, BERGEN));
        assertThat(store.declarations().find(BERGEN.realm()).orElseThrow().direction())
                .isEqualTo(TrustDirection.BOTH);
        assertThat(trust(BERGEN).policy().direction()).isEqualTo(TrustDirection.BOTH);
        assertThat(trust(BERGEN).policy().clients()).containsExactly("guest*");
        assertThat(trust(BERGEN).policy().allowForwardable()).isTrue();
    }

    @Test
    void whoLeavesTheListIsDeclaredNoMore() {
        follow(north(Acceptance.BOTH, BERGEN, VISBY));
        follow(north(Acceptance.BOTH, VISBY));
        assertThat(store.declarations().all()).extracting(Declaration::peer).containsExactly(VISBY.realm());
        assertThat(store.trusts().find(BERGEN.realm())).isEmpty();
        follow();
        assertThat(store.declarations().all()).isEmpty();
        assertThat(store.trusts().all()).isEmpty();
    }

    @Test
    void whatOperatorsHaveMadeStaysWhateverListsSay() {
        Declaration typed = Declaration.byOperator(
                BERGEN.realm(), "https://elsewhere.example", Optional.empty(), TrustDirection.OUT);
        store.declarations().change(BERGEN.realm(), "test", found -> Optional.of(typed));
        Trust shared = new Trust(
                VISBY.realm(),
                TrustPolicy.DEFAULT,
                TrustState.ACTIVE,
                Optional.empty(),
                List.of(new TrustKey(Kvno.of(1), ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, RANDOM))),
                List.of(),
                List.of());
        store.trusts().put(shared, "test");
        follow(north(Acceptance.BOTH, BERGEN, VISBY));
        follow();
        assertThat(store.declarations().all()).containsExactly(typed);
        assertThat(trust(VISBY)).isEqualTo(shared);
    }

    @Test
    void whatIsSoAlreadyIsNotWrittenAgain() {
        follow(north(Acceptance.BOTH, BERGEN));
        Instant written = store.newestChange();
        store.close();
        store = RealmStore.open(home, Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC), RANDOM);
        declarations = new MemberDeclarations(LUEBECK.realm(), store.declarations(), store.trusts());
        follow(north(Acceptance.BOTH, BERGEN));
        assertThat(store.newestChange()).isEqualTo(written);
    }
}
