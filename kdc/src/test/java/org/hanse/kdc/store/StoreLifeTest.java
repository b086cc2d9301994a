package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.NOON;
import static org.hanse.kdc.store.StoreHome.REALM;
import static org.hanse.kdc.store.StoreHome.add;
import static org.hanse.kdc.store.StoreHome.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hanse.kdc.principal.StoreFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLifeTest {
    @TempDir
    Path folder;

    Path home;

    @BeforeEach
    void nameHome() {
        home = folder.resolve("home");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void assertFault(ThrowingCallable attempt, String what) {
        assertThatThrownBy(attempt)
                .isInstanceOf(StoreFault.class)
                .hasMessageContaining(what)
                .hasMessageContaining("; ");
    }

    @Test
    void aNewHomeIsForItsOwnerAlone() throws IOException {
        RealmStore store = StoreHome.create(home);
        add(store, "alice");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .contains("store.db", "master.key", "store.db-wal");
            assertThat(all)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        store.close();
        assertThat(home.resolve("store.db-wal")).doesNotExist();
    }

    @Test
    void theRealmIsWhatItWasMadeAs() {
        RealmStore store = StoreHome.create(home);
        String id = store.realmId();
        store.close();

        store = StoreHome.open(home);
        assertThat(store.realm()).isEqualTo(REALM);
        assertThat(store.realmId()).isEqualTo(id).matches("[0-9a-f]{32}");
        assertThat(store.created()).isEqualTo(NOON);
        store.close();
    }

    @Test
    void aHomeThatHasAStoreIsLeftAlone() {
        StoreHome.create(home).close();

        assertFault(() -> StoreHome.create(home), "store.db is there already");
        StoreHome.open(home).close();
    }

    @Test
    void aMasterKeyIsNeverWrittenOver() throws IOException {
        Files.createDirectory(home);
        Files.writeString(home.resolve("master.key"), "of another store");

        assertFault(() -> StoreHome.create(home), "master.key is there already");
        assertThat(home.resolve("master.key")).hasContent("of another store");
        assertThat(home.resolve("store.db")).doesNotExist();
    }

    @Test
    void aHomeWithoutAStoreSaysSo() {
        assertFault(() -> StoreHome.open(home), "store.db is missing");
    }

    @Test
    void aMissingMasterKeySaysSo() throws IOException {
        StoreHome.create(home).close();
        Files.delete(home.resolve("master.key"));

        assertFault(() -> StoreHome.open(home), "master.key is missing");
    }

    @Test
    void aMasterKeyThatOthersCanReadIsRefused() throws IOException {
        StoreHome.create(home).close();
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(home.resolve("master.key"), PosixFilePermissions.fromString(mode));
            assertFault(() -> StoreHome.open(home), "can be read by others");
        }
    }

    @Test
    void aFileThatIsNoMasterKeyIsRefusedWithoutShowingIt() throws IOException {
        StoreHome.create(home).close();
        String good = Files.readString(home.resolve("master.key"));
        for (String bad : List.of("", "secret", good.substring(0, good.length() - 3), good + good, "x".repeat(5000))) {
            Files.writeString(home.resolve("master.key"), bad);
            assertThatThrownBy(() -> StoreHome.open(home))
                    .isInstanceOf(StoreFault.class)
                    .hasMessageContaining("is not a master key; ")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void theMasterKeyOfAnotherStoreIsRefused() throws IOException {
        StoreHome.create(home).close();
        Path other = folder.resolve("other");
        StoreHome.create(other).close();
        String own = Files.readString(home.resolve("master.key"));
        String foreign = Files.readString(other.resolve("master.key"));

        Files.writeString(home.resolve("master.key"), foreign);
        assertFault(() -> StoreHome.open(home), "is not the key of this store.db");
        // The right id with another key is found out by the check value.
        String[] words = own.strip().split(" ");
        words[3] = foreign.strip().split(" ")[3];
        Files.writeString(home.resolve("master.key"), String.join(" ", words) + "\n");
        assertFault(() -> StoreHome.open(home), "is not the key of this store.db");
    }

    @Test
    void aNewerSchemaIsNotTouched() throws SQLException {
        StoreHome.create(home).close();
        execute("INSERT INTO schema_version (version, applied) VALUES (" + (Migrations.NEWEST + 1) + ", 0)");

        assertFault(() -> StoreHome.open(home), "use the newer hanse");
    }

    @Test
    void whoChangesNothingLeavesAnOlderSchemaAlone() throws SQLException {
        StoreHome.create(home).close();
        execute("DELETE FROM schema_version WHERE version > 1");

        for (int i = 0; i < 2; i++) {
            assertFault(
                    () -> RealmStore.openUnchanged(home, Clock.systemUTC(), new SecureRandom()),
                    "store.db has schema 1 and this hanse wants");
        }
    }

    @Test
    void theNewestChangeIsKnown() {
        try (RealmStore store = StoreHome.create(home)) {
            assertThat(store.newestChange()).isEqualTo(store.created());
        }
        Instant later = NOON.plusSeconds(3600);
        try (RealmStore store = RealmStore.open(home, Clock.fixed(later, ZoneOffset.UTC), new SecureRandom())) {
            add(store, "alice");
            assertThat(store.newestChange()).isEqualTo(later);
        }
    }

    /** Taken for as young as can be, a key is never dropped too early. */
    @Test
    void aKeyFromBeforeItsTimeWasNotedIsAsOldAsTheLastChangeOfItsPrincipal() throws SQLException {
        try (RealmStore store = StoreHome.create(home)) {
            StoreHome.add(store, "alice");
        }
        execute("ALTER TABLE principal_keys DROP COLUMN made");
        execute("ALTER TABLE trusts DROP COLUMN relay_logins");
        execute("DROP TABLE identity_keys");
        execute("DROP TABLE realm_documents");
        execute("DROP TABLE agreements");
        execute("DROP TABLE declarations");
        execute("DROP TABLE federations");
        execute("DROP TABLE contradictions");
        execute("DROP TABLE introduction_terms");
        execute("DROP TABLE introductions");
        execute("DROP TABLE introduction_wishes");
        execute("DELETE FROM schema_version WHERE version > 1");
        execute("UPDATE principals SET modified = modified + 5000");

        try (RealmStore store = StoreHome.open(home)) {
            assertThat(store.principals()
                            .find(StoreHome.name("alice"))
                            .orElseThrow()
                            .keys())
                    .singleElement()
                    .satisfies(key -> assertThat(key.made()).contains(StoreHome.NOON.plusSeconds(5)));
        }
    }

    @Test
    void everySchemaUpToTheNewestIsInTheBuild() {
        for (int version = 1; version <= Migrations.NEWEST; version++) {
            assertThat(Migrations.statements("sqlite/V" + version + ".sql"))
                    .isNotEmpty()
                    .allSatisfy(statement -> assertThat(statement).endsWith(";"));
        }
        assertThat(Migrations.class.getResource("sqlite/V" + (Migrations.NEWEST + 1) + ".sql"))
                .isNull();
    }

    @Test
    void aFileThatIsNoStoreIsRefused() throws IOException {
        StoreHome.create(home).close();
        Files.write(home.resolve("store.db"), new byte[0]);
        assertFault(() -> StoreHome.open(home), "holds no realm");
        Files.writeString(home.resolve("store.db"), "not a database, but long enough to look at".repeat(100));
        assertFault(() -> StoreHome.open(home), "is not a store");
    }

    @Test
    void aHalfMadeStoreIsNotAStore() throws IOException {
        StoreHome.create(home).close();
        // What a kill during create leaves: the key, and a file under another name.
        Files.move(home.resolve("store.db"), home.resolve("store.db.new"));

        assertFault(() -> StoreHome.open(home), "store.db is missing");
    }

    @Test
    void aFailedCreateLeavesTheFolderUsable() throws IOException {
        Files.createDirectory(home);
        Path inTheWay = Files.createDirectories(home.resolve("store.db.new").resolve("x"));

        assertFault(() -> StoreHome.create(home), "cannot be written");
        assertThat(home.resolve("master.key")).doesNotExist();

        Files.delete(inTheWay);
        Files.delete(home.resolve("store.db.new"));
        StoreHome.create(home).close();
    }

    @Test
    void aCommitIsOnDiskBeforeItIsAcknowledged() {
        StoreHome.create(home).close();
        try (Database database = Database.open(home, "store.db")) {
            assertThat(database.<String>read(session -> pragma(session, "journal_mode")))
                    .isEqualTo("wal");
            database.writeOnly(session -> {
                // 2 is FULL: the log is synced at every commit.
                assertThat(pragma(session, "synchronous")).isEqualTo("2");
                assertThat(pragma(session, "foreign_keys")).isEqualTo("1");
                assertThat(pragma(session, "busy_timeout")).isEqualTo("10000");
            });
        }
    }

    private static String pragma(SqlSession session, String name) {
        String column = name.equals("busy_timeout") ? "timeout" : name;
        return session.first("PRAGMA " + name, row -> row.text(column)).orElseThrow();
    }

    @Test
    void aClosedStoreSaysSo() {
        RealmStore store = StoreHome.create(home);
        store.close();
        store.close();

        assertFault(() -> store.principals().find(name("alice")), "has been closed");
        assertFault(() -> add(store, "alice"), "has been closed");
    }
}
