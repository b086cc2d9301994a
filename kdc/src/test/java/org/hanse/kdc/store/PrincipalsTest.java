package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.ACTOR;
import static org.hanse.kdc.store.StoreHome.NOON;
import static org.hanse.kdc.store.StoreHome.add;
import static org.hanse.kdc.store.StoreHome.draft;
import static org.hanse.kdc.store.StoreHome.key;
import static org.hanse.kdc.store.StoreHome.name;
import static org.hanse.kdc.store.StoreHome.octets;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.kdc.principal.StoreRefusal.Why;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalsTest {
    @TempDir
    Path home;

    RealmStore store;

    @BeforeEach
    void create() {
        store = StoreHome.create(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = StoreHome.open(home);
    }

    private PrincipalEntry read(String name) {
        return store.principals().find(name(name)).orElseThrow();
    }

    private static void assertRefused(Why why, org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        StoreRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why))
                .hasMessageContaining("; ");
    }

    /** Keys of two reads are different objects; everything else compares by value. */
    private static void assertSame(PrincipalEntry actual, PrincipalEntry expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFields("keys").isEqualTo(expected);
        assertThat(actual.keys()).hasSameSizeAs(expected.keys());
        for (int i = 0; i < actual.keys().size(); i++) {
            PrincipalKey a = actual.keys().get(i);
            PrincipalKey e = expected.keys().get(i);
            assertThat(a.kvno()).isEqualTo(e.kvno());
            assertThat(a.etype()).isEqualTo(e.etype());
            assertThat(a.salt()).isEqualTo(e.salt());
            assertThat(a.parameters()).isEqualTo(e.parameters());
            assertThat(a.made()).isPresent().isEqualTo(e.made());
            assertThat(octets(a)).isEqualTo(octets(e));
        }
    }

    @Test
    void everythingAboutAPrincipalIsThereAfterReopening() {
        store.principals().write(ACTOR, changes -> {
            changes.putPolicy(new Policy("staff", Optional.of(Duration.ofHours(4)), Optional.empty()));
            return true;
        });
        PrincipalKey old = key(3, EncType.AES128_CTS_HMAC_SHA1_96);
        PrincipalKey first = key(4_000_000_000L, EncType.AES256_CTS_HMAC_SHA384_192);
        PrincipalKey salted = new PrincipalKey(
                Kvno.of(4_000_000_000L),
                key(1, EncType.AES128_CTS_HMAC_SHA256_128).key(),
                Optional.of("STORE.TESTalice"),
                Optional.of(Octets.copyOf(new byte[] {0, 0, 16, 0})));
        PrincipalDraft draft = new PrincipalDraft(
                name("alice"),
                EnumSet.of(PrincipalFlag.REQUIRES_PREAUTH, PrincipalFlag.ALLOW_TIX),
                List.of(old, first, salted),
                Optional.of(NOON.plusNanos(1)),
                Optional.of(NOON.plusSeconds(60)),
                Optional.of(Duration.ofHours(10)),
                Optional.of(Duration.ofDays(7)),
                Optional.of("staff"),
                Map.of("session_enctypes", "aes256-sha2", "note", "ä"));

        PrincipalEntry added = store.principals().write(ACTOR, changes -> changes.add(draft));
        reopen();

        PrincipalEntry read = read("alice");
        assertSame(read, added);
        assertThat(read.keys())
                .extracting(PrincipalKey::etype)
                .containsExactly(first.etype(), salted.etype(), old.etype());
        assertThat(read.created()).isEqualTo(NOON);
        assertThat(read.expires()).contains(NOON.truncatedTo(ChronoUnit.MILLIS));
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.flags()).containsExactlyInAnyOrder(PrincipalFlag.REQUIRES_PREAUTH, PrincipalFlag.ALLOW_TIX);
    }

    @Test
    void anUpdateReplacesEverythingAndCountsIt() {
        PrincipalEntry before = add(store, "alice");
        PrincipalDraft wanted = PrincipalDraft.from(before)
                .withKeys(List.of(before.keys().get(0), key(2, EncType.AES128_CTS_HMAC_SHA1_96)))
                .withFlags(EnumSet.of(PrincipalFlag.ALLOW_TIX))
                .withExpires(Optional.of(NOON))
                .withAttributes(Map.of("a", "b"));

        PrincipalEntry after = store.principals().write(ACTOR, changes -> changes.update(before, wanted));

        assertThat(after.version()).isEqualTo(2);
        assertThat(after.subjectId()).isEqualTo(before.subjectId());
        assertThat(after.keys().get(0).kvno()).isEqualTo(Kvno.of(2));
        assertSame(read("alice"), after);

        PrincipalEntry cleared = store.principals()
                .write(
                        ACTOR,
                        changes -> changes.update(
                                after,
                                PrincipalDraft.from(after)
                                        .withExpires(Optional.empty())
                                        .withAttributes(Map.of())));
        assertSame(read("alice"), cleared);
        assertThat(cleared.expires()).isEmpty();
    }

    @Test
    void anEntryThatIsNotTheNewestIsNotWrittenOver() {
        PrincipalEntry seen = add(store, "alice");
        store.principals().write(ACTOR, changes -> changes.update(seen, PrincipalDraft.from(seen)));

        assertRefused(
                Why.CHANGED_MEANWHILE,
                () -> store.principals().write(ACTOR, changes -> changes.update(seen, PrincipalDraft.from(seen))));
        assertRefused(Why.CHANGED_MEANWHILE, () -> store.principals().write(ACTOR, changes -> changes.delete(seen)));
    }

    @Test
    void aNameIsOnePrincipalsOnly() {
        PrincipalEntry alice = add(store, "alice");
        store.principals().write(ACTOR, changes -> changes.addAlias(alice, name("al")));

        assertRefused(Why.NAME_IN_USE, () -> add(store, "alice"));
        assertRefused(Why.NAME_IN_USE, () -> add(store, "al"));
        PrincipalEntry bob = add(store, "bob");
        assertRefused(
                Why.NAME_IN_USE,
                () -> store.principals().write(ACTOR, changes -> changes.addAlias(bob, name("alice"))));
        assertRefused(
                Why.NAME_IN_USE, () -> store.principals().write(ACTOR, changes -> changes.rename(bob, name("al"))));
        assertRefused(
                Why.NAME_IN_USE, () -> store.principals().write(ACTOR, changes -> changes.addNewPerson(draft("al"))));
    }

    @Test
    @Tag("K-040")
    @Tag("K-042")
    void namesAreComparedOctetForOctetAndNotByType() {
        add(store, "alice");

        assertThat(store.principals().find(name("Alice"))).isEmpty();
        assertThat(store.principals().find(name("alice").withType(NameType.SRV_INST)))
                .isPresent();
        add(store, "Alice");
        assertThat(store.principals().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\/b/c",
                "a/b\\/c",
                "a/b/c",
                "w@x",
                "tab\\there",
                "nul\\0here",
                "admin\\0x",
                "\\\\n",
                "ends in\\\\",
                "a\u0308 and \u00e4",
                "new\\nline",
                "back\\\\slash",
                " ",
                "ä€\uD83D\uDE00",
                "a%_'\";--",
                "K/M",
                "x\\bq"
            })
    @Tag("K-037")
    @Tag("K-038")
    @Tag("K-042")
    void oddNamesComeBackAsTheyWere(String text) {
        // '@' stands for itself here, not for a realm.
        PrincipalName odd = name(text.replace("@", "\\@"));

        store.principals().write(ACTOR, changes -> changes.add(draft(odd)));
        reopen();

        assertThat(store.principals().find(odd)).map(PrincipalEntry::name).contains(odd);
        assertThat(store.principals().names(PrincipalGlob.ALL, Optional.empty(), 10))
                .containsExactly(odd);
    }

    @Test
    @Tag("K-037")
    void aNulEndsNoName() {
        add(store, "admin");

        assertThat(store.principals().find(PrincipalName.of("admin\0x"))).isEmpty();
        assertThat(store.principals().find(PrincipalName.of("admin\0"))).isEmpty();
        store.principals().write(ACTOR, changes -> changes.add(draft(PrincipalName.of("admin\0x"))));
        reopen();
        assertThat(store.principals().count()).isEqualTo(2);
        assertThat(store.principalDirectory().find(PrincipalName.of("admin\0x")))
                .map(PrincipalEntry::name)
                .contains(PrincipalName.of("admin\0x"));
    }

    /** What the look-alike of a name is called is another name: nothing normalises, folds or upper-cases. */
    @Test
    @Tag("K-042")
    void namesThatLookAlikeAreDifferentNames() {
        List<String> alike = List.of("k\u00e4the", "ka\u0308the", "K\u00c4THE", "\u212a\u00e4the", "k\u00e4the ");
        alike.forEach(name -> add(store, name));
        reopen();

        for (String name : alike) {
            assertThat(store.principalDirectory().find(PrincipalName.of(name)))
                    .map(found -> found.name().components())
                    .contains(List.of(name));
        }
        assertThat(store.principals().count()).isEqualTo(alike.size());
    }

    @Test
    void componentsAreNotMixedUpWithSlashesInsideThem() {
        store.principals().write(ACTOR, changes -> changes.add(draft(PrincipalName.of("a/b"))));

        assertThat(store.principals().find(PrincipalName.of("a", "b"))).isEmpty();
        assertThat(store.principals().find(PrincipalName.of("a/b"))).isPresent();
    }

    @Test
    @Tag("K-042")
    void aNameThatIsNotUnicodeIsNobodys() {
        store.principals().write(ACTOR, changes -> changes.add(draft("a?")));

        PrincipalName lone = PrincipalName.of("a\uD800");
        assertThat(store.principals().find(lone)).isEmpty();
        assertThat(store.principals().tombstone(lone)).isEmpty();
        assertRefused(Why.NOT_A_PRINCIPAL, () -> store.principals().write(ACTOR, changes -> changes.add(draft(lone))));
    }

    @Test
    @Tag("K-032")
    @Tag("K-039")
    void aPrincipalHasANameAndKeysThatDiffer() {
        PrincipalKey key = key(1, EncType.AES128_CTS_HMAC_SHA1_96);
        List<PrincipalDraft> wrong = List.of(
                PrincipalDraft.of(name("a"), List.of()),
                PrincipalDraft.of(name("a"), List.of(key, key)),
                draft(PrincipalName.of("")),
                draft(PrincipalName.of("a", "")),
                draft(new PrincipalName(NameType.PRINCIPAL, List.of())),
                draft(PrincipalName.of("x".repeat(2000))));

        for (PrincipalDraft draft : wrong) {
            assertRefused(Why.NOT_A_PRINCIPAL, () -> store.principals().write(ACTOR, changes -> changes.add(draft)));
        }
        assertThat(store.principals().count()).isZero();
    }

    @Test
    @Tag("K-045")
    void aDeletedNameIsNotGivenToAnybodyElseUnasked() {
        PrincipalEntry alice = add(store, "alice");
        Tombstone tombstone = store.principals().write(ACTOR, changes -> changes.delete(alice));

        assertThat(tombstone.subjectId()).isEqualTo(alice.subjectId());
        assertThat(tombstone.lastKvno()).isEqualTo(Kvno.of(1));
        assertThat(tombstone.kind()).isEqualTo(Tombstone.Kind.DELETED);
        assertThat(tombstone.since()).isEqualTo(NOON);
        assertThat(tombstone.by()).isEqualTo(ACTOR);
        assertThat(store.principals().find(name("alice"))).isEmpty();
        assertThat(store.principals().tombstone(name("alice"))).contains(tombstone);
        assertThat(store.principals().count()).isZero();
        assertRefused(Why.NAME_WAS_IN_USE, () -> add(store, "alice"));
        PrincipalEntry bob = add(store, "bob");
        assertRefused(
                Why.NAME_WAS_IN_USE,
                () -> store.principals().write(ACTOR, changes -> changes.rename(bob, name("alice"))));
        assertRefused(
                Why.NAME_WAS_IN_USE,
                () -> store.principals().write(ACTOR, changes -> changes.addAlias(bob, name("alice"))));
        assertRefused(Why.NO_SUCH_PRINCIPAL, () -> store.principals().write(ACTOR, changes -> changes.delete(alice)));
    }

    @Test
    @Tag("K-045")
    void aNewPersonUnderADeletedNameIsSomebodyElse() {
        PrincipalEntry alice = add(store, "alice");
        store.principals().write(ACTOR, changes -> changes.delete(alice));

        PrincipalEntry other = store.principals().write(ACTOR, changes -> changes.addNewPerson(draft("alice")));

        assertThat(other.subjectId()).isNotEqualTo(alice.subjectId());
        assertSame(read("alice"), other);
        assertRefused(
                Why.NOT_DELETED, () -> store.principals().write(ACTOR, changes -> changes.undelete(name("alice"))));
    }

    @Test
    void undeletingBringsBackTheSamePersonWithKeysAndAliases() {
        PrincipalEntry alice = add(store, "alice");
        PrincipalEntry aliased = store.principals().write(ACTOR, changes -> {
            PrincipalEntry one = changes.addAlias(alice, name("al"));
            return changes.addAlias(one, name("lis"));
        });
        store.principals().write(ACTOR, changes -> changes.delete(aliased));
        assertThat(store.principals().find(name("al"))).isEmpty();
        assertRefused(Why.NAME_WAS_IN_USE, () -> add(store, "al"));
        store.principals().write(ACTOR, changes -> changes.addNewPerson(draft("lis")));

        PrincipalEntry back = store.principals().write(ACTOR, changes -> changes.undelete(name("alice")));

        assertThat(back.subjectId()).isEqualTo(alice.subjectId());
        assertThat(octets(back.keys().get(0))).isEqualTo(octets(alice.keys().get(0)));
        assertThat(back.aliases()).containsExactly(name("al"));
        assertSame(read("al"), back);
        assertThat(read("lis").subjectId()).isNotEqualTo(alice.subjectId());
    }

    @Test
    void aFormerNameStaysWithItsPrincipal() {
        PrincipalEntry alice = add(store, "alice");

        PrincipalEntry renamed = store.principals().write(ACTOR, changes -> changes.rename(alice, name("alicia")));

        assertThat(renamed.name()).isEqualTo(name("alicia"));
        assertThat(renamed.subjectId()).isEqualTo(alice.subjectId());
        assertSame(read("alicia"), renamed);
        assertThat(store.principals().find(name("alice"))).isEmpty();
        assertThat(store.principals().tombstone(name("alice")))
                .map(Tombstone::kind)
                .contains(Tombstone.Kind.RENAMED);
        assertRefused(Why.NAME_WAS_IN_USE, () -> add(store, "alice"));
        assertRefused(
                Why.NOT_DELETED, () -> store.principals().write(ACTOR, changes -> changes.undelete(name("alice"))));
        PrincipalEntry again = store.principals().write(ACTOR, changes -> changes.rename(renamed, name("alice")));
        assertThat(again.name()).isEqualTo(name("alice"));
    }

    @Test
    void anAliasFindsItsPrincipalUntilItIsRemoved() {
        PrincipalEntry web = add(store, "HTTP/www.example");
        PrincipalEntry aliased =
                store.principals().write(ACTOR, changes -> changes.addAlias(web, name("HTTP/example")));

        assertThat(read("HTTP/example").name()).isEqualTo(web.name());
        assertThat(aliased.aliases()).containsExactly(name("HTTP/example"));
        PrincipalEntry plain =
                store.principals().write(ACTOR, changes -> changes.removeAlias(aliased, name("HTTP/example")));
        assertThat(plain.aliases()).isEmpty();
        assertThat(store.principals().find(name("HTTP/example"))).isEmpty();
        assertRefused(
                Why.NO_SUCH_ALIAS,
                () -> store.principals().write(ACTOR, changes -> changes.removeAlias(plain, name("HTTP/example"))));
        add(store, "HTTP/example");
    }

    @Test
    void aPolicyIsKeptWhileItHasPrincipals() {
        Policy staff = new Policy("staff", Optional.of(Duration.ofHours(8)), Optional.of(Duration.ofDays(1)));
        assertRefused(
                Why.NO_SUCH_POLICY,
                () -> store.principals()
                        .write(ACTOR, changes -> changes.add(draft("a").withPolicy(Optional.of("staff")))));
        store.principals().write(ACTOR, changes -> {
            changes.putPolicy(new Policy("staff", Optional.empty(), Optional.empty()));
            changes.putPolicy(staff);
            return changes.add(draft("a").withPolicy(Optional.of("staff")));
        });

        assertThat(store.principals().policies()).containsExactly(staff);
        assertRefused(Why.POLICY_IN_USE, () -> removePolicy("staff"));
        store.principals().write(ACTOR, changes -> changes.delete(read("a")));
        removePolicy("staff");
        assertThat(store.principals().policy("staff")).isEmpty();
        assertRefused(Why.NO_SUCH_POLICY, () -> removePolicy("staff"));
        PrincipalEntry back = store.principals().write(ACTOR, changes -> changes.undelete(name("a")));
        assertThat(back.policy()).isEmpty();
    }

    private void removePolicy(String policy) {
        store.principals().write(ACTOR, changes -> {
            changes.removePolicy(policy);
            return true;
        });
    }

    @Test
    void namesAreListedInOrderPageByPage() {
        store.principals().write(ACTOR, changes -> {
            for (int i = 0; i < 2500; i++) {
                changes.add(draft("u" + i));
            }
            PrincipalEntry extra = changes.add(draft("HTTP/www"));
            return changes.addAlias(extra, name("u-alias"));
        });
        List<PrincipalName> all = new ArrayList<>();
        store.principals().forEachName(PrincipalGlob.ALL, all::add);

        assertThat(all)
                .hasSize(2501)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        List<PrincipalName> services = new ArrayList<>();
        store.principals().forEachName(PrincipalGlob.of("*/*@STORE.*"), services::add);
        assertThat(services).containsExactly(name("HTTP/www"));
        assertThat(store.principals().names(PrincipalGlob.of("u1?"), Optional.of(name("u12")), 3))
                .containsExactly(name("u13"), name("u14"), name("u15"));
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> store.principals().write(ACTOR, changes -> {
                    changes.add(draft("alice"));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(store.principals().count()).isZero();
        assertThat(store.principals().find(name("alice"))).isEmpty();
        add(store, "alice");
    }

    @Test
    void anImportGoesOnAfterARefusedLine() {
        add(store, "u5");

        int refused = store.principals().write(ACTOR, changes -> {
            int bad = 0;
            for (int i = 0; i < 10; i++) {
                try {
                    changes.add(draft("u" + i));
                } catch (StoreRefusal e) {
                    bad++;
                }
            }
            return bad;
        });

        assertThat(refused).isEqualTo(1);
        assertThat(store.principals().count()).isEqualTo(10);
    }

    @Test
    void aTransactionIsOfNoUseWhenItIsOver() {
        var leaked = store.principals().write(ACTOR, changes -> changes);

        assertThatThrownBy(() -> leaked.add(draft("alice"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaked.find(name("alice"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriteInsideAWriteIsAnErrorAndNotADeadlock() {
        assertThatThrownBy(() -> store.principals().write(ACTOR, changes -> add(store, "alice")))
                .isInstanceOf(IllegalStateException.class);
        add(store, "alice");
    }
}
