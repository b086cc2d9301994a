package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse realm backup} and {@code restore}. */
@Timeout(120)
class BackupCommandTest {
    @TempDir
    Path folder;

    private Hanse hanse;
    private Path file;
    private String passphrase;

    @BeforeEach
    void aRealm() {
        hanse = Hanse.withRealm(folder);
        file = folder.resolve("realm.hanse");
        passphrase = hanse.secret("kogge unter vollen segeln");
        hanse.ok("principal", "add", "alice", "--password-file", hanse.secret("kraweel"));
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        hanse.ok("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", hanse.secret("herring"));
    }

    private String backUp() {
        return hanse.ok("realm", "backup", "-o", file.toString(), "--passphrase-file", passphrase);
    }

    private Hanse.Outcome restore(Path home, Path from, String with) {
        return hanse.run(
                "realm", "restore", "--home", home.toString(), "-i", from.toString(), "--passphrase-file", with);
    }

    private Hanse restored() {
        Path home = folder.resolve("restored");
        Hanse.Outcome outcome = restore(home, file, passphrase);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return Hanse.in(folder).env("HANSE_HOME", home.toString());
    }

    private int kvno(Hanse realm, String name) {
        return realm.json("principal", "show", name, "--json")
                .get("keys")
                .get(0)
                .get("kvno")
                .intValue();
    }

    @Test
    void whatWasBackedUpIsRestored() throws Exception {
        assertThat(backUp()).contains("LUEBECK.EXAMPLE", "7 principals");
        JsonNode alice = hanse.json("principal", "show", "alice", "--json");
        hanse.ok("principal", "delete", "alice", "--yes");

        Hanse again = restored();

        assertThat(again.json("principal", "show", "alice", "--json")).isEqualTo(alice);
        assertThat(again.json("trust", "show", "BERGEN.EXAMPLE", "--json"))
                .isEqualTo(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json"));
        assertThat(again.json("realm", "show", "--json").get("id"))
                .isEqualTo(hanse.json("realm", "show", "--json").get("id"));
        for (String name : List.of("realm.yaml", "admin.acl", "master.key", "tls/server.key", "tls/ca.pem")) {
            assertThat(folder.resolve("restored").resolve(name))
                    .hasSameBinaryContentAs(hanse.home().resolve(name));
        }
        assertThat(modes(folder.resolve("restored"))).isEqualTo(modes(hanse.home()));
        assertThat(again.run("doctor").out()).contains("ok    store").doesNotContain("fail  store", "fail  keys");
    }

    private static List<String> modes(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(one -> !one.getFileName().toString().matches("store\\.db-.*|sqlite.*"))
                    .filter(one -> !one.equals(home))
                    .map(one -> home.relativize(one) + " " + mode(one))
                    .sorted()
                    .toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRestoredRealmServesItsUsersAndServices() throws Exception {
        String keytab = folder.resolve("www.keytab").toString();
        hanse.ok("keytab", "export", "-o", keytab, "HTTP/www.luebeck.example");
        backUp();
        Hanse again = restored();

        try (RealmServer server =
                RealmServer.start(folder.resolve("restored"), Clock.systemUTC(), new SecureRandom())) {
            Path conf = Files.writeString(folder.resolve("krb5.conf"), again.ok("krb5-conf"));
            assertThat(server.readyLine()).startsWith("ready realm=LUEBECK.EXAMPLE");
            Hanse alice = Hanse.in(folder).env("KRB5_CONFIG", conf.toString()).env("KRB5CCNAME", folder + "/cc");
            alice.ok("kinit", "alice", "--password-file", hanse.secret("kraweel"));
            assertThat(alice.ok("kvno", "-k", keytab, "HTTP/www.luebeck.example"))
                    .contains("keytab entry valid");
        }
    }

    @Test
    @Tag("L-034")
    void aBackupUnderLoadIsOfOneMoment() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> {
            int pairs = 0;
            while (!enough.get()) {
                // Each line of an import is one transaction with the next: both are there, or none.
                String lines = "{\"name\": \"a" + pairs + "\", \"randomKey\": true}\n{\"name\": \"b" + pairs
                        + "\", \"randomKey\": true}\n";
                hanse.run(
                        "principal",
                        "import",
                        hanse.file("pair" + pairs, lines, "rw-------").toString());
                pairs++;
            }
            return pairs;
        });
        backUp();
        enough.set(true);
        load.get();

        Hanse again = restored();

        long a = again.ok("principal", "list", "a[0-9]*").lines().count();
        assertThat(again.ok("principal", "list", "b[0-9]*").lines().count()).isEqualTo(a);
    }

    @Test
    void newKeysGoPastAllThatWereHandedOutAfterTheBackup() {
        backUp();
        for (int i = 0; i < 3; i++) {
            hanse.ok("principal", "passwd", "alice", "--random-key");
            hanse.ok("realm", "rekey");
        }
        hanse.ok("principal", "add", "bob", "--random-key");

        Hanse again = restored();

        assertThat(kvno(again, "alice")).as("what was backed up is as it was").isEqualTo(1);
        again.ok("principal", "passwd", "alice", "--random-key", "--keep-old");
        assertThat(kvno(again, "alice")).isGreaterThan(1000);
        again.ok("principal", "passwd", "alice", "--random-key");
        assertThat(kvno(again, "alice")).isGreaterThan(1001);
        again.ok("principal", "add", "bob", "--random-key");
        assertThat(kvno(again, "bob")).isGreaterThan(1000);
        again.ok("realm", "rekey");
        assertThat(kvno(again, "krbtgt/LUEBECK.EXAMPLE")).isGreaterThan(1000);
        again.ok("keytab", "export", "-o", folder.resolve("bob.keytab").toString(), "bob", "--rekey");
        assertThat(again.ok("keytab", "list", folder.resolve("bob.keytab").toString()))
                .contains(Integer.toString(kvno(again, "bob")));
    }

    @Test
    void anotherPassphraseIsRefusedByName() {
        backUp();
        refused(file, hanse.secret("kogge ohne segel"), "does not open: the passphrase is another");
    }

    @Test
    void aFileThatIsCutOffIsRefusedByName() throws IOException {
        byte[] whole = severalPieces();
        assertThat(whole.length).isGreaterThan(3 * 65_552);
        int head = 34 + 16;
        for (int length : new int[] {20, head + 65_552}) {
            refused(written(Arrays.copyOf(whole, length)), passphrase, "is cut off: its end is missing");
        }
        for (int length : new int[] {0, 7}) {
            refused(written(Arrays.copyOf(whole, length)), passphrase, "is no backup of a realm");
        }
        // Amid a piece nobody can tell what the rest was.
        refused(written(Arrays.copyOf(whole, whole.length - 1)), passphrase, "was altered or damaged");
    }

    /** Every octet of one, and every way to rearrange it, is the realm room's BackupFileTest. */
    @Test
    void aFileThatWasAlteredIsRefusedByName() throws IOException {
        byte[] whole = severalPieces();
        int head = 34 + 16;
        byte[] altered = whole.clone();
        altered[head + 40_000] ^= 1;
        refused(written(altered), passphrase, "was altered or damaged");
        byte[] salted = whole.clone();
        salted[20] ^= 1;
        refused(written(salted), passphrase, "the passphrase is another, or the head of the file was altered");
        byte[] newer = whole.clone();
        newer[8] = 2;
        refused(written(newer), passphrase, "is of a newer hanse");
        byte[] hungry = whole.clone();
        Arrays.fill(hungry, 9, 13, (byte) 0x7F);
        refused(written(hungry), passphrase, "was altered or damaged");
    }

    /** A backup of more than three pieces. */
    private byte[] severalPieces() throws IOException {
        String lines = IntStream.range(0, 400)
                .mapToObj(i -> "{\"name\": \"u" + i + "\", \"randomKey\": true}\n")
                .collect(Collectors.joining());
        hanse.ok("principal", "import", hanse.file("many", lines, "rw-------").toString());
        backUp();
        return Files.readAllBytes(file);
    }

    private Path written(byte[] octets) throws IOException {
        return Files.write(folder.resolve("other.hanse"), octets);
    }

    private void refused(Path from, String with, String why) {
        Path home = folder.resolve("nothing/here");
        Hanse.Outcome outcome = restore(home, from, with);
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: ").contains(why).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        backUp();
        byte[] before = Files.readAllBytes(file);
        Hanse.Outcome again = hanse.run("realm", "backup", "-o", file.toString(), "--passphrase-file", passphrase);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("is there already");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        Hanse.Outcome over = restore(hanse.home(), file, passphrase);
        assertThat(over.exit()).isEqualTo(1);
        assertThat(over.err()).contains("is not empty");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(restore(empty, file, passphrase).exit()).isZero();
        assertThat(hanse.run("realm", "backup", "-o", folder + "/none/x", "--passphrase-file", passphrase)
                        .err())
                .contains("there is no folder for");
        assertThat(restore(folder.resolve("new"), folder.resolve("absent"), passphrase)
                        .err())
                .contains("there is no file");
    }

    @Test
    @Tag("L-026")
    void nothingOfTheRealmCanBeReadInTheFile() throws IOException {
        backUp();
        String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(octets)
                .startsWith("HANSEBAK")
                .doesNotContain("alice", "LUEBECK", "luebeck", "SQLite", "hanse-master");
    }

    @Test
    @Tag("L-027")
    void aShortPassphraseIsRefused() {
        Hanse.Outcome outcome =
                hanse.run("realm", "backup", "-o", file.toString(), "--passphrase-file", hanse.secret("elf zeichen"));
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("the passphrase is shorter than 12 characters");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        Files.createDirectories(hanse.home().resolve("log"));
        Files.writeString(hanse.home().resolve("notes.txt"), "buy herring");
        Files.writeString(hanse.home().resolve("tls").resolve("old key.pem"), "none");

        assertThat(backUp()).contains("left out: log, notes.txt, tls/old key.pem");
    }

    @Test
    void bothSayInJsonWhatTheyDid() {
        JsonNode backup =
                hanse.json("realm", "backup", "-o", file.toString(), "--passphrase-file", passphrase, "--json");
        assertThat(backup.get("realm").textValue()).isEqualTo("LUEBECK.EXAMPLE");
        assertThat(backup.get("principals").intValue()).isEqualTo(7);
        assertThat(backup.get("octets").longValue()).isEqualTo(file.toFile().length());

        Path home = folder.resolve("restored");
        JsonNode restored = Hanse.in(folder)
                .json(
                        "realm",
                        "restore",
                        "--home",
                        home.toString(),
                        "-i",
                        file.toString(),
                        "--passphrase-file",
                        passphrase,
                        "--json");
        assertThat(restored.get("home").textValue()).isEqualTo(home.toString());
        assertThat(restored.get("made")).isEqualTo(backup.get("made"));
        assertThat(restored.get("leastKvno").longValue()).isGreaterThan(1000);
    }

    @Test
    void whatAKilledOneLeftIsRemovedAndWhatAnotherWorksInIsNot() throws Exception {
        Path left = Files.createDirectory(hanse.home().resolve(".hanse-backup-0123"));
        Files.createFile(left.resolve(".lock"));
        Files.createDirectory(left.resolve("trial"));
        Files.copy(hanse.home().resolve("master.key"), left.resolve("trial/master.key"));
        Path inUse = Files.createDirectory(hanse.home().resolve(".hanse-backup-4567"));
        Path lock = inUse.resolve(".lock");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString())
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");

            backUp();

            assertThat(left).doesNotExist();
            assertThat(lock).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        hanse.ok("realm", "backup", "-o", file + "2", "--passphrase-file", passphrase);
        assertThat(inUse).doesNotExist();
    }

    /** Another process that works in a folder, until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try (FileChannel lock =
                    FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                lock.lock();
                System.out.println("held");
                System.in.read();
            }
        }
    }

    @Test
    void nothingIsLeftBehindAndTheFileIsItsOwners() throws IOException {
        backUp();
        assertThat(mode(file)).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(hanse.home())) {
            assertThat(files.map(one -> one.getFileName().toString())).noneMatch(name -> name.startsWith(".hanse"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    @Tag("R-005")
    void aStoreWithADamagedKeyIsNotBackedUp() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + hanse.home().resolve("store.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE principal_keys SET sealed = zeroblob(61) WHERE kvno = 1");
        }

        Hanse.Outcome outcome = hanse.run("realm", "backup", "-o", file.toString(), "--passphrase-file", passphrase);

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("does not open under the master key");
        assertThat(file).doesNotExist();
    }
}
