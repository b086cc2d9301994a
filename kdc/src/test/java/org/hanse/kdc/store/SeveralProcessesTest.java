package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hanse.kdc.store.StoreHome.ACTOR;
import static org.hanse.kdc.store.StoreHome.add;
import static org.hanse.kdc.store.StoreHome.draft;
import static org.hanse.kdc.store.StoreHome.name;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores open on one home share nothing in memory: they are as two processes. */
class SeveralProcessesTest {
    @TempDir
    Path home;

    RealmStore server;
    RealmStore command;
    PrincipalDirectory principals;
    TrustDirectory trusts;

    @BeforeEach
    void create() {
        server = StoreHome.create(home);
        command = StoreHome.open(home);
        principals = server.principalDirectory();
        trusts = server.trustDirectory();
    }

    @AfterEach
    void close() {
        command.close();
        server.close();
    }

    private static void withinASecond(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(holds);
    }

    @Test
    void whatOneAddsTheOtherSeesAlthoughItHadLookedBefore() {
        assertThat(principals.find(name("alice"))).isEmpty();

        add(command, "alice");

        withinASecond(() -> assertThat(principals.find(name("alice"))).isPresent());
    }

    @Test
    void everyKindOfChangeIsInForceWithinASecond() {
        PrincipalEntry alice = add(command, "alice");
        withinASecond(() -> assertThat(principals.find(name("alice"))).isPresent());
        assertThat(principals.find(name("al"))).isEmpty();

        PrincipalEntry aliased = command.principals().write(ACTOR, changes -> changes.addAlias(alice, name("al")));
        withinASecond(() -> assertThat(principals.find(name("al"))).isPresent());

        PrincipalEntry changed = command.principals()
                .write(
                        ACTOR,
                        changes -> changes.update(
                                aliased, PrincipalDraft.from(aliased).withMaxLife(Optional.of(Duration.ofHours(1)))));
        withinASecond(() -> {
            assertThat(principals.find(name("alice")).orElseThrow().maxLife()).isPresent();
            assertThat(principals.find(name("al")).orElseThrow().maxLife()).isPresent();
        });

        PrincipalEntry renamed = command.principals().write(ACTOR, changes -> changes.rename(changed, name("alicia")));
        withinASecond(() -> {
            assertThat(principals.find(name("alice"))).isEmpty();
            assertThat(principals.find(name("alicia"))).isPresent();
            assertThat(principals.find(name("al")).orElseThrow().name()).isEqualTo(name("alicia"));
        });

        command.principals().write(ACTOR, changes -> changes.delete(renamed));
        withinASecond(() -> {
            assertThat(principals.find(name("alicia"))).isEmpty();
            assertThat(principals.find(name("al"))).isEmpty();
        });

        command.principals().write(ACTOR, changes -> changes.undelete(name("alicia")));
        withinASecond(() -> assertThat(principals.find(name("al"))).isPresent());
    }

    @Test
    @Tag("K-136")
    void policiesAndTrustsAreInForceWithinASecond() {
        assertThat(principals.policy("staff")).isEmpty();
        assertThat(trusts.find(TrustsTest.BERGEN)).isEmpty();

        command.principals().write(ACTOR, changes -> {
            changes.putPolicy(new Policy("staff", Optional.empty(), Optional.empty()));
            return true;
        });
        command.trusts().put(TrustsTest.trust(TrustsTest.BERGEN, TrustState.ACTIVE), ACTOR);
        withinASecond(() -> {
            assertThat(principals.policy("staff")).isPresent();
            assertThat(trusts.find(TrustsTest.BERGEN)).isPresent();
        });

        command.trusts().remove(TrustsTest.BERGEN, ACTOR);
        command.principals().write(ACTOR, changes -> {
            changes.removePolicy("staff");
            return true;
        });
        withinASecond(() -> {
            assertThat(principals.policy("staff")).isEmpty();
            assertThat(trusts.find(TrustsTest.BERGEN)).isEmpty();
        });
    }

    @Test
    void inTheSameProcessAChangeIsInForceWhenItIsAcknowledged() {
        for (int i = 0; i < 50; i++) {
            String name = "u" + i;
            assertThat(principals.find(name(name))).isEmpty();
            PrincipalEntry added = add(server, name);
            assertThat(principals.find(name(name))).isPresent();
            server.principals().write(ACTOR, changes -> changes.delete(added));
            assertThat(principals.find(name(name))).isEmpty();
        }
    }

    @Test
    void whoeverFellBehindWhatIsKeptForgetsEverything() {
        add(command, "alice");
        withinASecond(() -> assertThat(principals.find(name("alice"))).isPresent());
        assertThat(principals.find(name("bob"))).isEmpty();

        // Bob is added, and the feed that the server reads next begins after that.
        MasterKeys masterKey = MasterKeys.load(home, StoreHome.RANDOM);
        StoreTables tables = StoreTables.of(masterKey);
        Stamp stamp = new Stamp(StoreHome.NOON, ACTOR);
        try (Database database = Database.open(home, "store.db")) {
            database.writeOnly(session -> {
                new PrincipalTransaction(session, tables, StoreHome.RANDOM, stamp).add(draft("bob"));
                ChangeTable.add(
                        session, List.of(Change.of(name("bob")), Change.of(name("x")), Change.of(name("y"))), stamp);
                session.update("DELETE FROM changes WHERE seq < ?", ChangeTable.newest(session));
            });
        }

        withinASecond(() -> assertThat(principals.find(name("bob"))).isPresent());
    }

    @Test
    void nothingIsAnsweredFromMemoryWhileTheFeedCannotBeRead() throws SQLException {
        add(command, "alice");
        withinASecond(() -> assertThat(principals.find(name("alice"))).isPresent());

        execute("ALTER TABLE changes RENAME TO hidden", "UPDATE names SET kind = 'deleted' WHERE name = 'alice'");
        withinASecond(() -> assertThat(principals.find(name("alice"))).isEmpty());

        execute("ALTER TABLE hidden RENAME TO changes", "UPDATE names SET kind = 'principal' WHERE name = 'alice'");
        withinASecond(() -> assertThat(principals.find(name("alice"))).isPresent());
        assertThat(principals.find(name("bob"))).isEmpty();
        add(command, "bob");
        withinASecond(() -> assertThat(principals.find(name("bob"))).isPresent());
    }

    private void execute(String... sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.executeUpdate(one);
            }
        }
    }

    @Test
    void writersOfSeveralProcessesAllGetThrough() throws Exception {
        int perWriter = 40;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                RealmStore store = w % 2 == 0 ? server : command;
                String prefix = "w" + w + "-";
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < perWriter; i++) {
                        add(store, prefix + i);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(server.principals().count()).isEqualTo(4L * perWriter);
        withinASecond(() -> {
            for (int w = 0; w < 4; w++) {
                for (int i = 0; i < perWriter; i++) {
                    assertThat(principals.find(name("w" + w + "-" + i))).isPresent();
                }
            }
        });
    }

    @Test
    void onlyOneOfManyGetsAName() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RealmStore store = i % 2 == 0 ? server : command;
                attempts.add(pool.submit(() -> {
                    try {
                        add(store, "wanted");
                        return true;
                    } catch (org.hanse.kdc.principal.StoreRefusal e) {
                        return false;
                    }
                }));
            }
            int successes = 0;
            for (Future<Boolean> attempt : attempts) {
                successes += attempt.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(successes).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void tenThousandPrincipalsAreImportedInSeconds() {
        long start = System.nanoTime();
        for (int batch = 0; batch < 10; batch++) {
            int first = batch * 1000;
            command.principals().write(ACTOR, changes -> {
                for (int i = first; i < first + 1000; i++) {
                    changes.add(draft("u" + i));
                }
                return true;
            });
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(command.principals().count()).isEqualTo(10_000);
        withinASecond(() -> assertThat(principals.find(name("u9999"))).isPresent());
    }
}
