package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.ACTOR;
import static org.hanse.kdc.store.StoreHome.add;
import static org.hanse.kdc.store.StoreHome.name;
import static org.hanse.kdc.store.StoreHome.octets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : List.of("store.db", "store.db-wal")) {
            if (Files.exists(home.resolve(file))) {
                // One character per octet, so that octets can be searched as text.
                all.append(new String(Files.readAllBytes(home.resolve(file)), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Test
    void noKeyIsOnDiskInClear() throws IOException {
        PrincipalEntry alice = add(store, "alice");
        Trust trust = store.trusts().put(TrustsTest.trust(TrustsTest.BERGEN, TrustState.ACTIVE), ACTOR);
        byte[] master = HexFormat.of()
                .parseHex(Files.readString(home.resolve("master.key")).strip().split(" ")[3]);
        for (boolean closed : new boolean[] {false, true}) {
            if (closed) {
                store.close();
            }
            String files = files();
            // The search finds what is there: the name is in clear.
            assertThat(files).contains("alice");
            for (byte[] secret : List.of(
                    octets(alice.keys().get(0)),
                    octets(trust.keysIn().get(0).key()),
                    octets(trust.keysOut().get(0).key()),
                    master)) {
                assertThat(files.contains(latin(secret))).isFalse();
                assertThat(files.contains(HexFormat.of().formatHex(secret))).isFalse();
            }
        }
    }

    @Test
    void aKeyMovedToAnotherPrincipalDoesNotOpen() throws SQLException {
        PrincipalEntry alice = add(store, "alice");
        PrincipalEntry admin = add(store, "admin");
        execute("UPDATE principal_keys SET sealed = (SELECT sealed FROM principal_keys WHERE subject_id = '"
                + alice.subjectId() + "') WHERE subject_id = '" + admin.subjectId() + "'");

        assertThatThrownBy(() -> store.principals().find(name("admin")))
                .isInstanceOf(StoreFault.class)
                .hasMessageContaining(admin.subjectId().hex())
                .hasMessageContaining("does not open");
        assertThat(store.principals().find(name("alice"))).isPresent();
    }

    @Test
    void aKeyMovedToAnotherKvnoOrEnctypeDoesNotOpen() throws SQLException {
        PrincipalEntry alice = add(store, "alice");
        execute("UPDATE principal_keys SET kvno = 2 WHERE subject_id = '" + alice.subjectId() + "'");
        assertThatThrownBy(() -> store.principals().find(name("alice"))).isInstanceOf(StoreFault.class);

        // Another enctype with keys of the same length.
        execute("UPDATE principal_keys SET kvno = 1, enctype = 18 WHERE subject_id = '" + alice.subjectId() + "'");
        assertThatThrownBy(() -> store.principals().find(name("alice"))).isInstanceOf(StoreFault.class);

        execute("UPDATE principal_keys SET enctype = 20 WHERE subject_id = '" + alice.subjectId() + "'");
        assertThat(store.principals().find(name("alice"))).isPresent();
    }

    @Test
    void aTrustKeyTurnedRoundDoesNotOpen() throws SQLException {
        store.trusts().put(TrustsTest.trust(TrustsTest.BERGEN, TrustState.ACTIVE), ACTOR);
        execute("UPDATE trust_keys SET sealed = (SELECT sealed FROM trust_keys WHERE direction = 'in')"
                + " WHERE direction = 'out'");

        assertThatThrownBy(() -> store.trusts().find(TrustsTest.BERGEN))
                .isInstanceOf(StoreFault.class)
                .hasMessageContaining("direction out");
    }

    @Test
    void aKeyThatWasReplacedLeavesTheFile() throws Exception {
        PrincipalEntry before = add(store, "alice");
        store.close();
        byte[] sealed;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT sealed FROM principal_keys")) {
            sealed = row.getBytes(1);
        }
        assertThat(files().contains(latin(sealed))).isTrue();
        store = StoreHome.open(home);

        store.principals()
                .write(
                        ACTOR,
                        changes -> changes.update(
                                before,
                                PrincipalDraft.from(before)
                                        .withKeys(List.of(StoreHome.key(2, EncType.AES256_CTS_HMAC_SHA384_192)))));
        store.close();

        assertThat(files().contains(latin(sealed))).isFalse();
    }

    @Test
    void alteredOctetsDoNotOpenAndSealsAreNeverAlike() {
        MasterKey key = new MasterKey("id", SecretBytes.copyOf(new byte[MasterKey.LENGTH]), StoreHome.RANDOM);
        RowBinding row = new RowBinding("row");
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        byte[] sealed = key.seal(secret, row);

        assertThat(key.seal(secret, row)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> key.open(sealed, new RowBinding("other row")))
                .isInstanceOf(MasterKey.DoesNotOpen.class);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> key.open(altered, row)).isInstanceOf(MasterKey.DoesNotOpen.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> key.open(cut, row)).isInstanceOf(MasterKey.DoesNotOpen.class);
        }
        assertThat(key.toString()).isEqualTo("MasterKey(id)");
    }
}
