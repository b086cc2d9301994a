package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.store.StoreHome.NOON;
import static org.hanse.kdc.store.StoreHome.name;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;
import org.junit.jupiter.api.Test;

class CachedPrincipalsTest {
    static final PrincipalName ALICE = name("alice");

    final AtomicReference<Optional<PrincipalEntry>> stored = new AtomicReference<>(Optional.empty());
    final AtomicInteger loads = new AtomicInteger();

    static PrincipalEntry entry(PrincipalName name, long version) {
        return new PrincipalEntry(
                new SubjectId("0".repeat(32)),
                name,
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                NOON,
                NOON,
                version);
    }

    private CachedPrincipals cache() {
        return new CachedPrincipals(
                name -> {
                    loads.incrementAndGet();
                    return stored.get();
                },
                List::of,
                100);
    }

    @Test
    void aPrincipalIsLoadedOnce() {
        CachedPrincipals cache = cache();
        stored.set(Optional.of(entry(ALICE, 1)));

        cache.find(ALICE);
        cache.find(ALICE);

        assertThat(loads).hasValue(1);
    }

    @Test
    void aMissIsRememberedUntilTheNameIsAdded() {
        CachedPrincipals cache = cache();
        assertThat(cache.find(ALICE)).isEmpty();
        assertThat(cache.find(ALICE)).isEmpty();
        assertThat(loads).hasValue(1);

        stored.set(Optional.of(entry(ALICE, 1)));
        cache.changed(List.of(Change.of(ALICE)));

        assertThat(cache.find(ALICE)).isPresent();
    }

    @Test
    void aNameTooLongForAnyPrincipalTakesNoRoom() {
        CachedPrincipals cache = cache();
        PrincipalName huge = PrincipalName.of("x".repeat(60_000));

        cache.find(huge);
        cache.find(huge);

        assertThat(cache.find(huge)).isEmpty();
        assertThat(loads).hasValue(0);
    }

    @Test
    void missesDoNotPushOutPrincipals() {
        CachedPrincipals cache = cache();
        stored.set(Optional.of(entry(ALICE, 1)));
        cache.find(ALICE);
        stored.set(Optional.empty());
        for (int i = 0; i < 1000; i++) {
            cache.find(name("guess" + i));
        }
        loads.set(0);

        assertThat(cache.find(ALICE)).isPresent();
        assertThat(loads).hasValue(0);
    }

    @Test
    void theCacheIsBounded() {
        CachedPrincipals cache = cache();
        for (int i = 0; i < 1000; i++) {
            stored.set(Optional.of(entry(name("u" + i), 1)));
            cache.find(name("u" + i));
        }
        loads.set(0);
        for (int i = 0; i < 1000; i++) {
            cache.find(name("u" + i));
        }

        assertThat(loads.get()).isGreaterThanOrEqualTo(800);
    }

    @Test
    void aLoadThatBeganBeforeAChangeIsNotKeptAfterIt() throws Exception {
        assertNotKept(cache -> cache.changed(List.of(Change.of(ALICE))));
    }

    @Test
    void aLoadThatBeganBeforeTheFeedWasLostIsNotKeptAfterIt() throws Exception {
        assertNotKept(CachedPrincipals::lost);
    }

    private void assertNotKept(java.util.function.Consumer<CachedPrincipals> invalidate) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<PrincipalEntry> row = new AtomicReference<>(entry(ALICE, 1));
        AtomicInteger asked = new AtomicInteger();
        CachedPrincipals cache = new CachedPrincipals(
                name -> {
                    PrincipalEntry seen = row.get();
                    if (asked.getAndIncrement() == 0) {
                        read.countDown();
                        await(goOn);
                    }
                    return Optional.of(seen);
                },
                List::of,
                100);
        CompletableFuture<Optional<PrincipalEntry>> slow = CompletableFuture.supplyAsync(() -> cache.find(ALICE));
        assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();

        row.set(entry(ALICE, 2));
        invalidate.accept(cache);
        goOn.countDown();

        assertThat(slow.get(10, TimeUnit.SECONDS).orElseThrow().version()).isEqualTo(1);
        assertThat(cache.find(ALICE).orElseThrow().version()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
