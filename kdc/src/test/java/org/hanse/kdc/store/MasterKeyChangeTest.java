package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.ACTOR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another master key under a store in use, and what is left when the change is broken off. */
@Tag("R-007")
class MasterKeyChangeTest {
    private static final int PRINCIPALS = 1200;
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");

    @TempDir
    Path home;

    /** The server: open since before the change. */
    private RealmStore server;

    @BeforeEach
    void aStoreInUse() {
        server = StoreHome.create(home);
        server.principals().write(ACTOR, changes -> {
            for (int i = 0; i < PRINCIPALS; i++) {
                changes.add(StoreHome.draft("u" + i));
            }
            return true;
        });
        server.trusts().put(TrustsTest.trust(BERGEN, TrustState.ACTIVE), ACTOR);
        server.identity().change(before -> RealmIdentity.create(StoreHome.REALM, StoreHome.RANDOM));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String change() {
        try (RealmStore command = StoreHome.open(home)) {
            return command.changeMasterKey(moved -> {});
        }
    }

    private List<String> keysInTheFile() throws Exception {
        return Files.readAllLines(home.resolve("master.key")).stream()
                .map(line -> line.split(" ")[2])
                .toList();
    }

    private List<String> keysInTheStore() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT master_key FROM principal_keys"
                        + " UNION SELECT DISTINCT master_key FROM trust_keys"
                        + " UNION SELECT DISTINCT master_key FROM identity_keys ORDER BY 1")) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static void everythingOpens(RealmStore store) {
        store.verify();
        assertThat(store.principals().count()).isGreaterThanOrEqualTo(PRINCIPALS);
        assertThat(store.trusts().find(BERGEN)).isPresent();
        assertThat(store.identity().find()).isPresent();
    }

    @Test
    void everySecretIsUnderTheNewKeyAndTheOldOneIsGone() throws Exception {
        String before = keysInTheFile().get(0);
        PrincipalEntry alice = server.principals().find(StoreHome.name("u7")).orElseThrow();

        String after = change();

        assertThat(after).isNotEqualTo(before);
        assertThat(keysInTheFile()).containsExactly(after);
        assertThat(keysInTheStore()).containsExactly(after);
        assertThat(server.principals().find(StoreHome.name("u7")).orElseThrow().keys())
                .as("the server reads on, with the same keys")
                .isEqualTo(alice.keys());
        everythingOpens(server);
        add(server, "bob");
        assertThat(keysInTheStore()).as("and writes under the new one").containsExactly(after);
        String third = change();
        assertThat(keysInTheStore()).containsExactly(third);
        everythingOpens(server);
    }

    private static void add(RealmStore store, String name) {
        store.principals().write(ACTOR, changes -> changes.add(StoreHome.draft(name)));
    }

    @Test
    void whoWritesAmidTheChangeWritesUnderTheNewKey() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        try (RealmStore command = StoreHome.open(home)) {
            command.changeMasterKey(moved -> {
                if (batches.incrementAndGet() == 1) {
                    add(server, "amid");
                    PrincipalEntry first =
                            server.principals().find(StoreHome.name("u1")).orElseThrow();
                    server.principals()
                            .write(
                                    ACTOR,
                                    changes -> changes.update(
                                            first,
                                            PrincipalDraft.from(first)
                                                    .withKeys(List.of(
                                                            StoreHome.key(2, EncType.AES256_CTS_HMAC_SHA384_192)))));
                }
            });
        }

        assertThat(batches.get()).as("several batches").isGreaterThan(2);
        assertThat(keysInTheStore()).isEqualTo(keysInTheFile());
        everythingOpens(server);
    }

    @Test
    void aChangeThatIsBrokenOffGoesOnWhereItWas() throws Exception {
        String before = keysInTheFile().get(0);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> {
                        try (RealmStore command = StoreHome.open(home)) {
                            command.changeMasterKey(moved -> {
                                throw new IllegalStateException("killed");
                            });
                        }
                    })
                    .hasMessage("killed");

            assertThat(keysInTheFile()).as("both keys are there").hasSize(2).contains(before);
            everythingOpens(server);
            try (RealmStore fresh = StoreHome.open(home)) {
                everythingOpens(fresh);
            }
        }
        String named = keysInTheFile().get(1);

        assertThat(change()).as("the same change, not another").isEqualTo(named);
        assertThat(keysInTheFile()).containsExactly(named);
        everythingOpens(server);
    }

    @Test
    void aChangeThatBeginsWhenAnotherIsAboutToEndKeepsItsKey() throws Exception {
        try (RealmStore first = StoreHome.open(home);
                RealmStore second = StoreHome.open(home)) {
            AtomicBoolean begun = new AtomicBoolean();
            first.changeMasterKey(moved -> {
                if (isUnderOneKey() && !begun.getAndSet(true)) {
                    assertThatThrownBy(() -> second.changeMasterKey(batch -> {
                                throw new IllegalStateException("killed");
                            }))
                            .hasMessage("killed");
                }
            });
            assertThat(begun).isTrue();
        }

        assertThat(keysInTheFile()).as("what the first one left is not its own").containsAll(keysInTheStore());
        everythingOpens(server);
        String last = change();
        assertThat(keysInTheFile()).containsExactly(last);
        assertThat(keysInTheStore()).containsExactly(last);
        everythingOpens(server);
    }

    private boolean isUnderOneKey() {
        try {
            return keysInTheStore().size() == 1;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyThatWasMadeAndNeverNamedIsDropped() throws Exception {
        MasterKeyFile.add(home, StoreHome.RANDOM);
        String unused = keysInTheFile().get(1);

        String after = change();

        assertThat(after).isNotEqualTo(unused);
        assertThat(keysInTheFile()).containsExactly(after);
        everythingOpens(server);
    }

    @Test
    void aStoreWhoseKeyIsNotInTheFileIsNotOpened() throws Exception {
        byte[] old = Files.readAllBytes(home.resolve("master.key"));
        change();
        Files.write(home.resolve("master.key"), old);

        assertThatThrownBy(() -> StoreHome.open(home))
                .hasMessageContaining("master.key is not the key of this store.db");
    }
}
