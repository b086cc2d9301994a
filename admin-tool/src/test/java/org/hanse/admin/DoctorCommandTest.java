package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.kdc.RealmServer;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.PrincipalName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse doctor}: a home that is well, and one broken home for each check. */
class DoctorCommandTest {
    @TempDir
    Path folder;

    private Hanse hanse;

    @BeforeEach
    void aRealm() {
        hanse = Hanse.withRealm(folder);
    }

    @Test
    void aHomeThatIsWellPassesWithItsServerStopped() {
        Outcome outcome = hanse.run("doctor");

        assertThat(outcome.exit()).as("%s", outcome).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("warn  ports    the server does not run")
                .contains("ok    config   realm.yaml can be used: realm LUEBECK.EXAMPLE")
                .doesNotContain("fail");
        assertThat(outcome.out().lines()).allMatch(line -> line.matches("(ok  |warn)  [a-z]+ +[^ ].*"));
    }

    @Test
    void aServerThatRunsIsAskedByUdpAndTcp() throws Exception {
        try (RealmServer server = server(hanse)) {
            JsonNode checks = hanse.json("doctor", "--json");

            assertThat(checks.get("ok").asBoolean()).isTrue();
            assertThat(found(checks, "ports"))
                    .containsOnlyKeys(
                            "the server answers at " + endpoint() + " by UDP",
                            "the server answers at " + endpoint() + " by TCP");
            server.stop();
        }
        assertThat(hanse.home().resolve("log/audit.jsonl")).content().contains("hanse-doctor@LUEBECK.EXAMPLE");
    }

    @Test
    void nothingIsChanged() throws Exception {
        Map<String, String> before = content(hanse.home());

        hanse.ok("doctor");

        assertThat(content(hanse.home())).isEqualTo(before);
    }

    @Test
    void whatFailsIsCountedAndExitsWithOne() throws Exception {
        edit("publicName:", "pubicName: x\npublicName:");

        Outcome outcome = hanse.run("doctor");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("error: one check fails; see the lines above" + System.lineSeparator());
        assertThat(outcome.out())
                .contains("fail  config")
                .contains("pubicName is no setting; did you mean \"publicName\"?")
                .contains("warn  skipped");
    }

    @Test
    void aRealmYamlOfAnotherRealmFails() throws Exception {
        edit("realm: \"LUEBECK.EXAMPLE\"", "realm: \"BERGEN.EXAMPLE\"");

        fails("config", "realm.yaml is of realm BERGEN.EXAMPLE and the store of LUEBECK.EXAMPLE");
    }

    @Test
    void anAclThatCannotBeReadFails() throws Exception {
        Files.write(hanse.home().resolve("admin.acl"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        fails("acl", "admin.acl cannot be read");
    }

    @Test
    void secretsThatOthersCanReadFail() throws Exception {
        for (String secret : new String[] {"tls/server.key", "store.db", "tls/ca.key"}) {
            Files.setPosixFilePermissions(hanse.home().resolve(secret), PosixFilePermissions.fromString("rw-r-----"));
            fails("files", secret + " has rw-r-----");
        }
    }

    @Test
    void aMasterKeyThatOthersCanReadFailsTwice() throws Exception {
        Files.setPosixFilePermissions(hanse.home().resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));

        fails("files", "master.key has rw-r--r--");
        fails("store", "master.key can be read by others");
    }

    @Test
    void settingsThatOthersCanWriteFail() throws Exception {
        Files.setPosixFilePermissions(hanse.home().resolve("realm.yaml"), PosixFilePermissions.fromString("rw-rw----"));

        fails("files", "realm.yaml has rw-rw----");
    }

    @Test
    void aMasterKeyOfAnotherStoreFails() throws Exception {
        Hanse other = Hanse.withRealm(Files.createDirectory(folder.resolve("other")));
        Files.copy(
                other.home().resolve("master.key"),
                hanse.home().resolve("master.key"),
                StandardCopyOption.REPLACE_EXISTING);

        fails("store", "master.key is not the key of this store.db");
    }

    @Test
    void aStoreThatIsGoneFails() throws Exception {
        Files.delete(hanse.home().resolve("store.db"));

        fails("store", "store.db is missing");
    }

    @Test
    void aClockBehindTheStoreFails() {
        Clock ahead = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        try (RealmStore store = RealmStore.open(hanse.home(), ahead, new SecureRandom())) {
            store.principals().write("test", changes -> {
                var entry = changes.find(PrincipalName.of("admin", "admin")).orElseThrow();
                return changes.update(entry, PrincipalDraft.from(entry));
            });
        }

        fails("clock", "and the store was changed at");
    }

    @Test
    void aRealmKeyOfNoServedEnctypeFails() throws Exception {
        hanse.ok("realm", "rekey", "--enctypes", "aes256-cts-hmac-sha1-96");
        edit("  - aes256-cts-hmac-sha1-96\n", "");

        fails("keys", "krbtgt/LUEBECK.EXAMPLE has no key of an enctype that realm.yaml serves");
    }

    @Test
    void weakPrincipalsAreWarnedOf() {
        hanse.ok("principal", "add", "alice", "--password-file", hanse.secret("a"), "--flag", "-requires_preauth");
        hanse.ok("principal", "add", "bob", "--password-file", hanse.secret("b"), "--flag", "-requires_preauth");
        hanse.run("principal", "add", "HTTP/x", "--password-file", hanse.secret("c"), "--flag", "+allow_svr");

        JsonNode checks = hanse.json("doctor", "--json");

        assertThat(found(checks, "keys"))
                .containsEntry(
                        "alice and 1 more can have the password guessed by anybody who asks for a ticket, since no proof of"
                                + " it is wanted first",
                        "warn")
                .containsEntry(
                        "HTTP/x can have the password guessed by anybody with a ticket, since a password seals tickets to it",
                        "warn");
    }

    @Test
    void aTrustWithoutAKeyForItsDirectionFails() {
        trust("--direction", "out");
        hanse.ok("trust", "modify", "BERGEN.EXAMPLE", "--direction", "both");

        fails("trusts", "BERGEN.EXAMPLE has no key for direction in");
    }

    @Test
    void aTrustOfNoServedEnctypeFails() throws Exception {
        trust("--enctypes", "aes128-cts-hmac-sha1-96");
        edit("  - aes128-cts-hmac-sha1-96\n", "");

        fails("trusts", "BERGEN.EXAMPLE has no key of an enctype that realm.yaml serves");
    }

    @Test
    void aTrustThatOnlyLogsIsWarnedOf() {
        trust("--log-only");

        assertThat(found(hanse.json("doctor", "--json"), "trusts"))
                .containsExactly(Map.entry("BERGEN.EXAMPLE only logs what its policy would refuse", "warn"));
    }

    @Test
    void aPeerThatAnswersPassesAndOneOfAnotherRealmFails() throws Exception {
        Hanse bergen = realm("BERGEN.EXAMPLE");
        String kdc = "127.0.0.1:" + port(bergen);
        trust("--kdc", kdc);
        try (RealmServer server = server(bergen)) {
            assertThat(found(hanse.json("doctor", "--json"), "peers"))
                    .containsExactly(Map.entry("BERGEN.EXAMPLE at " + kdc + " answers by UDP and TCP", "ok"));

            hanse.ok("trust", "shared-secret", "OSLO.EXAMPLE", "--password-file", hanse.secret("x"), "--kdc", kdc);
            // Hanse names its own realm to whoever asks for another.
            fails("peers", "OSLO.EXAMPLE at " + kdc + " answers for realm BERGEN.EXAMPLE");
            server.stop();
        }
        fails("peers", "BERGEN.EXAMPLE at " + kdc + " does not answer by UDP");
    }

    @Test
    void aPortThatAnotherProgramHasFails() throws Exception {
        try (ServerSocket other = new ServerSocket(port(hanse), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();

            fails("ports", "TCP port " + port(hanse) + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void anotherRealmsServerOnThePortFails() throws Exception {
        Hanse bergen = realm("BERGEN.EXAMPLE");
        edit("kdcPort: " + port(hanse), "kdcPort: " + port(bergen));
        try (RealmServer server = server(bergen)) {
            fails("ports", "the KDC of another realm, BERGEN.EXAMPLE, answers at");
            server.stop();
        }
    }

    @Test
    void certificatesThatDoNotBelongTogetherFail() throws Exception {
        Hanse other = realm("BERGEN.EXAMPLE");
        for (String file : new String[] {"server.key", "server.pem", "ca.pem"}) {
            Files.copy(
                    other.home().resolve("tls").resolve(file),
                    hanse.home().resolve("tls").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
            if (file.equals("server.key")) {
                fails("certs", "tls/server.key is not the key of tls/server.pem");
            }
            if (file.equals("server.pem")) {
                fails("certs", "tls/server.pem is not signed by tls/ca.pem");
            }
        }
        hanse.ok("doctor");
        edit("publicName: \"localhost\"", "publicName: \"kdc.luebeck.example\"");
        fails("certs", "and not for kdc.luebeck.example");
        Files.delete(hanse.home().resolve("tls/server.pem"));
        fails("certs", "cannot be used");
    }

    @Test
    void aLogThatCannotBeWrittenFails() throws Exception {
        Files.delete(hanse.home().resolve("log"));
        Files.createFile(hanse.home().resolve("log"));

        fails("log", "log is no folder");
    }

    @Test
    void aPlaceWithoutARealmIsOneLine() {
        Outcome outcome = hanse.run("doctor", "--home", folder.resolve("none").toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("error: there is no realm home at").hasLineCount(1);
    }

    private void fails(String check, String what) {
        Outcome outcome = hanse.run("doctor", "--json");
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
        JsonNode value = parsed(outcome.out());
        assertThat(value.get("ok").asBoolean()).isFalse();
        assertThat(found(value, check)).anySatisfy((said, level) -> {
            assertThat(said).contains(what);
            assertThat(level).isEqualTo("fail");
        });
        for (JsonNode one : value.get("checks")) {
            assertThat(one.get("cure").isNull())
                    .as("%s", one)
                    .isEqualTo(one.get("level").asText().equals("ok"));
        }
    }

    /** What was found at one check, and its level. */
    private static Map<String, String> found(JsonNode value, String check) {
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonNode one : value.get("checks")) {
            if (one.get("check").asText().equals(check)) {
                found.put(one.get("what").asText(), one.get("level").asText());
            }
        }
        return found;
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void trust(String... more) {
        String[] command = {"trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", hanse.secret("x")};
        hanse.ok(Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    private Hanse realm(String name) throws IOException {
        Hanse other = Hanse.in(Files.createDirectory(folder.resolve(name)));
        other.ok(
                "realm",
                "init",
                "--realm",
                name,
                "--home",
                other.home().toString(),
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                other.secret("x"));
        return other.env("HANSE_HOME", other.home().toString());
    }

    private static RealmServer server(Hanse of) throws Exception {
        return RealmServer.start(of.home(), Clock.systemUTC(), new SecureRandom());
    }

    private static int port(Hanse of) {
        return of.json("realm", "show", "--json").get("listen").get("kdcPort").asInt();
    }

    private String endpoint() {
        return "127.0.0.1:" + port(hanse);
    }

    private void edit(String old, String other) throws IOException {
        Path file = hanse.home().resolve("realm.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, other));
    }

    private static Map<String, String> content(Path home) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String text = Files.isDirectory(file) ? "" : Arrays.toString(Files.readAllBytes(file));
                content.put(
                        home.relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + text.hashCode());
            }
        }
        return content;
    }
}
