package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.NOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.FederationDraft;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListSigning;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The federations that a realm has joined, as the store keeps them. */
class FederationsTest {
    private static final RealmSigningKey KEY = RealmSigningKey.generate(StoreHome.RANDOM);
    private static final FederationMember BERGEN = new FederationMember(
            RealmName.of("BERGEN.EXAMPLE"), new Fingerprint("2".repeat(64)), "https://kdc.bergen.example");
    private static final SignedList LIST = ListSigning.next(
            new FederationDraft("north.example", List.of(BERGEN)),
            Optional.empty(),
            List.of(KEY),
            Optional.empty(),
            NOON,
            Duration.ofDays(90),
            StoreHome.RANDOM);
    private static final JoinedFederation NORTH = new JoinedFederation(
            "north.example",
            KEY.publicKey().fingerprint(),
            ListUrl.parse("https://north.example:8443/lists/newest.p7m"),
            Acceptance.BOTH,
            Optional.of(LIST),
            Optional.empty());
    private static final JoinedFederation EAST = new JoinedFederation(
            "east.example",
            new Fingerprint("7".repeat(64)),
            Optional.empty(),
            Acceptance.NONE,
            Optional.empty(),
            Optional.of("why not"));

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

    private void put(JoinedFederation federation) {
        store.federations().change(federation.name(), "test", before -> Optional.of(federation));
    }

    @Test
    void whatIsKeptComesBack() {
        put(NORTH.failing("for a while"));
        put(EAST);
        put(NORTH);
        store.close();
        store = StoreHome.open(home);
        assertThat(store.federations().all()).containsExactly(EAST, NORTH);
        assertThat(store.federations().find("north.example")).contains(NORTH);
        assertThat(store.verify()).isNotNull();
    }

    @Test
    void whatIsLeftIsGone() {
        put(NORTH);
        assertThat(store.federations().change("north.example", "test", before -> Optional.empty()))
                .isEmpty();
        assertThat(store.federations().all()).isEmpty();
    }

    @Test
    void aFailedEditChangesNothing() {
        put(NORTH);
        assertThatThrownBy(() -> store.federations().change("north.example", "test", before -> Optional.of(EAST)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.federations().all()).containsExactly(NORTH);
    }

    @Test
    void whoWatchesHearsOfWhatChangesAndOfNothingElse() {
        AtomicInteger heard = new AtomicInteger();
        store.watchFederations(heard::incrementAndGet);
        put(NORTH);
        assertThat(heard).hasValue(1);
        put(NORTH);
        assertThat(heard).hasValue(1);
    }
}
