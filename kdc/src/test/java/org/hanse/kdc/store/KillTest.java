package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.store.StoreHome.ACTOR;
import static org.hanse.kdc.store.StoreHome.draft;
import static org.hanse.kdc.store.StoreHome.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hanse.kdc.principal.PrincipalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; scripts/test runs more of them through the command line. */
class KillTest {
    @TempDir
    Path home;

    /** Adds principals one after the other and prints each name once it is acknowledged. */
    static final class Writer {
        public static void main(String[] arguments) {
            try (RealmStore store = StoreHome.open(Path.of(arguments[0]))) {
                for (int i = 0; ; i++) {
                    String name = arguments[1] + i;
                    store.principals().write(ACTOR, changes -> {
                        PrincipalEntry added = changes.add(draft(name));
                        return changes.addAlias(added, name(name + "-alias"));
                    });
                    System.out.print(name + ".\n");
                }
            }
        }
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfThereAfterAKill() throws Exception {
        StoreHome.create(home).close();
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < 4; kill++) {
            acknowledged.addAll(namesUntilKilled("k" + kill + "-", 3 + 11 * kill));
            try (RealmStore store = StoreHome.open(home)) {
                for (String name : acknowledged) {
                    PrincipalEntry entry = store.principals().find(name(name)).orElseThrow();
                    assertThat(entry.keys()).isNotEmpty();
                    assertThat(entry.aliases()).containsExactly(name(name + "-alias"));
                }
            }
            assertWhole();
        }
    }

    private List<String> namesUntilKilled(String prefix, int enough) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> names = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The kill may cut the last line short; a whole one ends in a dot.
                if (line.endsWith(".")) {
                    names.add(line.substring(0, line.length() - 1));
                }
                if (names.size() == enough) {
                    // By its handle: the process's own method closes the pipe, and what was printed before the kill
                    // counts.
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(names).hasSizeGreaterThanOrEqualTo(enough);
        return names;
    }

    private void assertWhole() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            assertThat(text(statement, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(text(statement, "SELECT count(*) FROM pragma_foreign_key_check"))
                    .isEqualTo("0");
            assertThat(text(
                            statement,
                            "SELECT count(*) FROM principals p WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM principal_keys k WHERE k.subject_id = p.subject_id)"))
                    .isEqualTo("0");
            assertThat(text(
                            statement,
                            "SELECT count(*) FROM principals p WHERE 2 <>"
                                    + " (SELECT count(*) FROM names n WHERE n.subject_id = p.subject_id)"))
                    .isEqualTo("0");
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.getString(1);
        }
    }
}
