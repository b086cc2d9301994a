package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups, restores and changes of the master key that are killed at random moments, beside a server that runs: what they make is
 * whole or absent, nothing is lost, and the next one cleans up after them.
 */
@Tag("kill")
class BackupKillTest {
    private static final int KILLS = Math.max(2, Integer.getInteger("hanse.kills", 20) / 5);
    private static final long SEED = Long.getLong("hanse.seed", System.nanoTime());
    private static final int PRINCIPALS = 2000;

    private final Random moments = new Random(SEED);

    @TempDir
    Path folder;

    private HanseRealm luebeck;
    private Path passphrase;

    @BeforeEach
    void aRealmWithManyKeys() throws IOException {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder);
        luebeck.person("alice", "kraweel");
        passphrase = luebeck.secret("kogge unter vollen segeln");
        String lines = IntStream.range(0, PRINCIPALS)
                .mapToObj(i -> "{\"name\": \"u" + i + "\", \"randomKey\": true}\n")
                .collect(Collectors.joining());
        luebeck.admin(
                        "principal",
                        "import",
                        Files.writeString(folder.resolve("many"), lines).toString())
                .succeeds();
    }

    @AfterEach
    void stop() {
        luebeck.close();
    }

    @Test
    void aBackupThatIsKilledLeavesNoHalfFileAndNoKeysBehind() throws Exception {
        long usual = millisOf(() -> backup(folder.resolve("first")).succeeds());
        for (int round = 0; round < KILLS; round++) {
            Path file = folder.resolve("backup" + round);
            int exit = killedWithin(usual, backup(file));
            if (exit == 0 || Files.exists(file)) {
                Path home = folder.resolve("home" + round);
                restore(file, home).succeeds();
                isWhole(home);
            }
        }

        Path last = folder.resolve("last");
        backup(last).succeeds();

        assertThat(leftIn(folder)).as("seed %d", SEED).isEmpty();
        assertThat(leftIn(luebeck.home())).as("seed %d", SEED).isEmpty();
        restore(last, folder.resolve("restored")).succeeds();
        isWhole(folder.resolve("restored"));
        login();
    }

    @Test
    void aRestoreThatIsKilledLeavesNoHalfHomeAndNoKeysBehind() throws Exception {
        Path file = folder.resolve("backup");
        backup(file).succeeds();
        long usual = millisOf(() -> restore(file, folder.resolve("first")).succeeds());
        for (int round = 0; round < KILLS; round++) {
            Path home = folder.resolve("home" + round);
            int exit = killedWithin(usual, restore(file, home));
            if (exit == 0 || Files.exists(home)) {
                isWhole(home);
            }
        }

        restore(file, folder.resolve("restored")).succeeds();

        assertThat(leftIn(folder)).as("seed %d", SEED).isEmpty();
        isWhole(folder.resolve("restored"));
    }

    @Test
    @Tag("R-007")
    void aChangeOfTheMasterKeyThatIsKilledGoesOn() throws Exception {
        Path masterKey = luebeck.home().resolve("master.key");
        String first = Files.readString(masterKey);
        int amid = 0;
        for (int round = 0; round < KILLS; round++) {
            Process change = start(rekey());
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !change.isAlive() || hasTwoKeys(masterKey));
            change.waitFor(moments.nextLong(300), TimeUnit.MILLISECONDS);
            Command.kill(change);
            change.waitFor();
            amid += hasTwoKeys(masterKey) ? 1 : 0;
            if (moments.nextBoolean()) {
                luebeck.server().kill();
                luebeck.startServer();
            }
            login();
            luebeck.person("new" + round, "kraweel");
        }
        assertThat(amid).as("kills amid a change, seed %d", SEED).isPositive();

        rekey().succeeds();

        assertThat(Files.readAllLines(masterKey)).hasSize(1);
        assertThat(Files.readString(masterKey)).isNotEqualTo(first);
        isWhole(luebeck.home());
        login();
        backup(folder.resolve("backup")).succeeds();
    }

    private static boolean hasTwoKeys(Path masterKey) throws IOException {
        return Files.readAllLines(masterKey).size() == 2;
    }

    private Command backup(Path file) {
        return luebeck.admin("realm", "backup", "-o", file.toString(), "--passphrase-file", passphrase.toString());
    }

    private Command restore(Path file, Path home) {
        return StockTools.hanse("realm", "restore", "-i", file.toString(), "--home", home.toString())
                .with("--passphrase-file", passphrase.toString());
    }

    private Command rekey() {
        return luebeck.admin("realm", "rekey", "--what", "master");
    }

    /** Every key opens: a backup is not called done before. */
    private void isWhole(Path home) throws IOException {
        String listed = StockTools.hanse("principal", "list", "u[0-9]*", "--home", home.toString())
                .succeeds()
                .out();
        assertThat(listed.lines()).as("%s, seed %d", home, SEED).hasSize(PRINCIPALS);
        Path file = folder.resolve("check");
        StockTools.hanse("realm", "backup", "-o", file.toString(), "--home", home.toString())
                .with("--passphrase-file", passphrase.toString())
                .succeeds();
        Files.delete(file);
    }

    private void login() {
        Desk.with(Krb5Conf.of(luebeck))
                .mit("kinit", "alice")
                .typing("kraweel\n")
                .succeeds();
    }

    private static List<String> leftIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".hanse"))
                    .toList();
        }
    }

    /** Most kills fall into the part of its life in which it writes. */
    private int killedWithin(long usual, Command command) throws Exception {
        Process process = start(command);
        process.waitFor(usual / 4 + moments.nextLong(Math.max(1, usual * 4 / 5)), TimeUnit.MILLISECONDS);
        Command.kill(process);
        return process.waitFor();
    }

    private static Process start(Command command) throws IOException {
        return command.builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long millisOf(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1_000_000;
    }
}
