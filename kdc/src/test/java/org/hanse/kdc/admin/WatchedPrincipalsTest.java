package org.hanse.kdc.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.kdc.admin.operation.Need;
import org.hanse.kdc.admin.operation.PrincipalEdits;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalOperations.Renamed;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.audit.AdminRecord.Change;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.kdc.realm.Restrictions;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change counts if its right holds when it is committed, and the ledger has what it changed. */
class WatchedPrincipalsTest {
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PrincipalName ALICE = PrincipalName.of("alice");
    private static final PrincipalName ADMIN = PrincipalName.of("bob", "admin");

    private static final PrincipalEdits NO_EDITS = new PrincipalEdits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of());

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final Ledger ledger = new Ledger();
    private RealmStore store;
    private AccessFile access;

    @BeforeEach
    void open() throws Exception {
        store = RealmStore.create(home, REALM, clock, RANDOM);
        store.principals().write("test", changes -> changes.add(draft(ADMIN)));
        store.principals().write("test", changes -> changes.add(draft(ALICE)));
        access = new AccessFile(home.resolve("admin.acl"), REALM);
        acl("bob/admin ad");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @Tag("T-026")
    void aRightThatIsTakenAwayMeanwhileIsGoneWhenTheChangeIsCommitted() throws Exception {
        Authority authority = rename("alice", "carol");
        assertThat(authority.check(store.principals()::find)).isEqualTo(Restrictions.NONE);

        acl("bob/admin l");

        assertRefused(authority, RefusalCode.NO_RIGHT);
    }

    @Test
    @Tag("T-026")
    void anAdministratorWhoIsDeletedMeanwhileChangesNothingMore() throws Exception {
        Authority authority = rename("alice", "carol");
        authority.check(store.principals()::find);

        store.principals()
                .write("test", changes -> changes.delete(changes.find(ADMIN).orElseThrow()));

        assertRefused(authority, RefusalCode.ACCOUNT_UNUSABLE);
    }

    @Test
    @Tag("T-026")
    void restrictionsThatCameMeanwhileAreNotEscaped() throws Exception {
        acl("bob/admin m");
        Authority authority =
                authority(PrincipalOperations.MODIFY.needs(new PrincipalOperations.Modify("alice", NO_EDITS)));
        authority.check(store.principals()::find);

        acl("bob/admin m * -maxlife 1h");

        assertRefused(authority, RefusalCode.NO_RIGHT);
    }

    @Test
    @Tag("T-026")
    void aTrustAndTheRealmsKeysAreWatchedToo() throws Exception {
        RealmName peer = RealmName.of("B.TEST");
        store.trusts()
                .put(
                        new Trust(
                                peer,
                                TrustPolicy.DEFAULT,
                                TrustState.ACTIVE,
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of()),
                        "test");
        Authority authority = authority(List.of());
        TrustStore trusts = new WatchedTrusts(store.trusts(), store.principals(), authority, ledger);
        IdentityStore identity = new WatchedIdentity(store.identity(), store.principals(), authority, ledger);
        assertThat(trusts.find(peer)).isPresent();

        identity.change(none -> RealmIdentity.create(REALM, RANDOM));
        assertThat(ledger.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.field()).isEqualTo("signing"));
        store.principals()
                .write("test", changes -> changes.delete(changes.find(ADMIN).orElseThrow()));

        assertThatThrownBy(() -> trusts.remove(peer, "bob")).isInstanceOf(AdminFault.Carrier.class);
        assertThatThrownBy(() -> identity.change(none -> RealmIdentity.create(REALM, RANDOM)))
                .isInstanceOf(AdminFault.Carrier.class);
        assertThat(store.trusts().find(peer)).isPresent();
        assertThat(ledger.changes()).hasSize(1);
    }

    @Test
    void aTrustThatIsGoneIsInTheLedger() throws Exception {
        RealmName peer = RealmName.of("B.TEST");
        TrustStore trusts = new WatchedTrusts(store.trusts(), store.principals(), authority(List.of()), ledger);
        trusts.put(
                new Trust(
                        peer,
                        TrustPolicy.DEFAULT,
                        TrustState.ACTIVE,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()),
                "bob");

        assertThat(trusts.remove(peer, "bob")).isTrue();
        assertThat(trusts.remove(peer, "bob")).isFalse();

        assertThat(ledger.changes()).contains(new Change("trust B.TEST", "peer", "B.TEST", ""));
    }

    private void assertRefused(Authority authority, RefusalCode code) {
        AdminFault.Carrier refused = catchThrowableOfType(
                AdminFault.Carrier.class,
                () -> watched(authority)
                        .write(
                                "bob",
                                changes ->
                                        changes.rename(changes.find(ALICE).orElseThrow(), PrincipalName.of("carol"))));

        assertThat(refused.fault().code()).isEqualTo(code);
        assertThat(store.principals().find(ALICE)).isPresent();
        assertThat(ledger.changes()).isEmpty();
    }

    @Test
    @Tag("T-025")
    void aRightToAnAliasIsNoneToThePrincipal() throws Exception {
        store.principals()
                .write(
                        "test",
                        changes ->
                                changes.addAlias(changes.find(ALICE).orElseThrow(), PrincipalName.of("alice", "desk")));
        acl("bob/admin d */desk", "bob/admin a");

        AdminFault fault = catchThrowableOfType(
                AdminFault.class, () -> rename("alice/desk", "carol").check(store.principals()::find));

        assertThat(fault.code()).isEqualTo(RefusalCode.NO_RIGHT);
    }

    @Test
    @Tag("T-025")
    void whoIsBoundByRestrictionsCannotAddByRenaming() throws Exception {
        acl("bob/admin *  * -maxlife 1h");

        AdminFault fault = catchThrowableOfType(
                AdminFault.class, () -> rename("alice", "carol").check(store.principals()::find));

        assertThat(fault.code()).isEqualTo(RefusalCode.NO_RIGHT);
    }

    @Test
    void anAccountThatHasTheNameSinceTheLoginIsAnother() throws Exception {
        Authority authority = new Authority(
                new Caller(new Principal(ADMIN, REALM), NOON.minusSeconds(2)), List.<Need>of(), access, clock);

        AdminFault fault = catchThrowableOfType(AdminFault.class, () -> authority.check(store.principals()::find));

        assertThat(fault.code()).isEqualTo(RefusalCode.ACCOUNT_UNUSABLE);
    }

    @Test
    void theLedgerHasWhatIsDifferentAndNoKey() throws Exception {
        watched(rename("alice", "carol")).write("bob", changes -> {
            PrincipalDraft draft = PrincipalDraft.from(changes.find(ALICE).orElseThrow());
            return changes.update(
                    changes.find(ALICE).orElseThrow(),
                    draft.withKeys(List.of(key(2))).withAttributes(Map.of("k", "v")));
        });

        String etype = EncType.AES256_CTS_HMAC_SHA1_96.toString();
        assertThat(ledger.changes())
                .containsExactly(
                        new Change("alice@A.TEST", "attributes", "", "k=v"),
                        new Change("alice@A.TEST", "keys", "1/" + etype + "/" + NOON, "2/" + etype + "/" + NOON));
    }

    @Test
    void whatIsUndoneIsNotInTheLedger() throws Exception {
        PrincipalStore watched = watched(rename("alice", "carol"));

        assertThatThrownBy(() -> watched.write("bob", changes -> {
                    changes.add(draft(PrincipalName.of("carol")));
                    return changes.add(draft(ALICE));
                }))
                .isInstanceOf(StoreRefusal.class);

        assertThat(store.principals().find(PrincipalName.of("carol"))).isEmpty();
        assertThat(ledger.changes()).isEmpty();
    }

    @Test
    void aListWithAMistakeChangesNothing() throws Exception {
        acl("bob/admin ad", "alice ?");

        assertThat(rename("alice", "carol").check(store.principals()::find)).isEqualTo(Restrictions.NONE);
    }

    private Authority rename(String from, String to) {
        return authority(PrincipalOperations.RENAME.needs(new Renamed(from, to)));
    }

    private Authority authority(List<Need> needs) {
        return new Authority(new Caller(new Principal(ADMIN, REALM), NOON), needs, access, clock);
    }

    private PrincipalStore watched(Authority authority) {
        return new WatchedPrincipals(store.principals(), REALM, authority, ledger);
    }

    /** Another file in its place, as editors write it: it is another one even within the same millisecond. */
    private void acl(String... lines) throws Exception {
        access.current();
        Path next = Files.write(home.resolve("next"), List.of(lines));
        Files.move(next, home.resolve("admin.acl"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static PrincipalDraft draft(PrincipalName name) {
        return PrincipalDraft.of(name, List.of(key(1)));
    }

    private static PrincipalKey key(long kvno) {
        return new PrincipalKey(
                Kvno.of(kvno),
                ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, RANDOM),
                Optional.empty(),
                Optional.empty());
    }
}
