package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.store.StoreHome.NOON;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.introduction.Introduced;
import org.hanse.realmtrust.introduction.Introduction;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.Party;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.introduction.Terms;
import org.hanse.realmtrust.introduction.Wish;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store keeps of introductions. */
class IntroductionsTest {
    private static final RealmName VISBY = RealmName.of("VISBY.EXAMPLE");
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final RealmSigningKey KEY = RealmSigningKey.generate(StoreHome.RANDOM);

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

    private static SignedIntroduction introduction(long seconds) {
        Instant issued = Instant.ofEpochSecond(NOON.getEpochSecond() + seconds);
        return SignedIntroduction.sign(
                new Introduction(
                        new Party(VISBY, KEY.publicKey().fingerprint()),
                        KEY.publicKey().fingerprint(),
                        List.of(
                                new Introduced(BERGEN, new Fingerprint("2".repeat(64)), "https://kdc.bergen.example"),
                                new Introduced(StoreHome.REALM, new Fingerprint("1".repeat(64)), "https://store.test")),
                        issued,
                        issued.plus(Duration.ofDays(30))),
                KEY,
                StoreHome.RANDOM);
    }

    @Test
    void termsComeBackAndNobodyHasAnyBefore() {
        Terms terms = new Terms(VISBY, Optional.of(TrustDirection.IN), true);
        assertThat(store.introductions().terms(VISBY)).isEqualTo(Terms.none(VISBY));
        store.introductions().change(VISBY, "test", before -> terms);
        store.close();
        store = StoreHome.open(home);
        assertThat(store.introductions().terms(VISBY)).isEqualTo(terms);
        assertThat(store.introductions().allTerms()).containsExactly(terms);
        store.introductions().change(VISBY, "test", before -> Terms.none(VISBY));
        assertThat(store.introductions().allTerms()).isEmpty();
    }

    @Test
    @Tag("T-003")
    void anIntroductionIsKeptOnceAndOnlyALaterOneReplacesIt() {
        SignedIntroduction first = introduction(0);
        SignedIntroduction later = introduction(1);
        assertThat(store.introductions().keep(BERGEN, first, "test")).isTrue();
        assertThat(store.introductions().keep(BERGEN, first, "test")).isFalse();
        assertThat(store.introductions().keep(BERGEN, later, "test")).isTrue();
        assertThat(store.introductions().keep(BERGEN, first, "test")).isFalse();
        store.close();
        store = StoreHome.open(home);
        assertThat(store.introductions().find(VISBY, BERGEN)).contains(later);
        assertThat(store.introductions().all()).containsExactly(new IntroductionStore.Kept(BERGEN, later));
        assertThat(store.introductions().find(BERGEN, VISBY)).isEmpty();
    }

    @Test
    void aWishIsThereUntilItIsFulfilled() {
        Wish wish = new Wish(BERGEN, VISBY, NOON, Optional.empty());
        store.introductions().changeWish(BERGEN, "test", none -> Optional.of(wish));
        assertThat(store.introductions().wishes()).containsExactly(wish);
        store.introductions().changeWish(BERGEN, "test", found -> found.map(one -> one.failing("why")));
        assertThat(store.introductions().wishes()).containsExactly(wish.failing("why"));
        store.introductions().changeWish(BERGEN, "test", found -> Optional.empty());
        assertThat(store.introductions().wishes()).isEmpty();
    }

    @Test
    void whoWatchesHearsOfTerms() {
        AtomicInteger heard = new AtomicInteger();
        store.watchFederations(heard::incrementAndGet);
        store.introductions().change(VISBY, "test", before -> new Terms(VISBY, Optional.empty(), true));
        assertThat(heard).hasPositiveValue();
    }
}
