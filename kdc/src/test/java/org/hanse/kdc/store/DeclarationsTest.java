package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With whom a realm wants agreements, as the store keeps it. */
class DeclarationsTest {
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.EXAMPLE");
    private static final Fingerprint ID = new Fingerprint("0123456789abcdef".repeat(4));
    private static final Declaration TYPED =
            Declaration.byOperator(BERGEN, "https://kdc.bergen.example:8443", Optional.of(ID), TrustDirection.OUT);
    private static final Declaration LISTED = new Declaration(
            LUEBECK,
            "https://kdc.luebeck.example",
            Optional.empty(),
            Optional.empty(),
            TrustDirection.BOTH,
            Origin.FEDERATION,
            Optional.of("hanse"));

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

    private void put(Declaration declaration) {
        store.declarations().change(declaration.peer(), "test", before -> Optional.of(declaration));
    }

    @Test
    void whatIsKeptComesBack() {
        put(LISTED);
        put(TYPED);
        put(TYPED.confirmedAs(ID));
        store.close();
        store = StoreHome.open(home);
        assertThat(store.declarations().all()).containsExactly(TYPED.confirmedAs(ID), LISTED);
        assertThat(store.declarations().find(LUEBECK)).contains(LISTED);
    }

    @Test
    void whatIsTakenBackIsGone() {
        put(TYPED);
        assertThat(store.declarations().change(BERGEN, "test", before -> {
                    assertThat(before).contains(TYPED);
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(store.declarations().all()).isEmpty();
    }

    @Test
    void aFailedEditChangesNothing() {
        put(TYPED);
        assertThatThrownBy(() -> store.declarations().change(BERGEN, "test", before -> Optional.of(LISTED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.declarations().change(BERGEN, "test", before -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(store.declarations().all()).containsExactly(TYPED);
    }
}
