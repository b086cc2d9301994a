package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.kdc.RealmServer;
import org.hanse.protocol.file.CredentialCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kinit, klist, kvno and kdestroy against a realm that runs in this process. */
class UserCommandsTest {
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE";
    private static final String WEB = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";

    @TempDir
    static Path realm;

    private static Hanse admin;
    private static RealmServer server;

    @TempDir
    Path folder;

    private Hanse user;
    private Path cache;

    @BeforeAll
    static void aRealmRuns() throws Exception {
        admin = Hanse.withRealm(realm);
        admin.ok("principal", "add", "alice", "--password-file", admin.secret("correct horse"));
        admin.ok("principal", "add", "bob", "--password-file", admin.secret("battery"));
        admin.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        admin.ok("keytab", "export", "-o", realm.resolve("web.keytab").toString(), "HTTP/www.luebeck.example");
        server = RealmServer.start(admin.home(), Clock.systemUTC(), new SecureRandom());
        Files.writeString(
                realm.resolve("krb5.conf"),
                admin.ok("krb5-conf", "--home", admin.home().toString()));
    }

    @AfterAll
    static void theRealmStops() {
        server.stop();
    }

    @BeforeEach
    void aUserSitsDown() {
        cache = folder.resolve("cc");
        user = Hanse.in(folder)
                .env("KRB5_CONFIG", realm.resolve("krb5.conf").toString())
                .env("KRB5CCNAME", "FILE:" + cache);
    }

    @Test
    void aLineOfStandardInputIsThePassword() throws IOException {
        Outcome outcome = user.typing("correct horse\nnot for kinit\n", "kinit", "alice@LUEBECK.EXAMPLE");
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rw-------");
        assertThat(user.ok("klist"))
                .contains("Ticket cache: FILE:" + cache, "Default principal: alice@LUEBECK.EXAMPLE", TGT);
    }

    @Test
    void theJsonOfKlistIsTheContracts() {
        login("alice", "correct horse", "-l", "1h", "-r", "2d", "-f");
        JsonNode list = user.json("klist", "--json");
        assertThat(list.get("cache").asText()).isEqualTo("FILE:" + cache);
        assertThat(list.get("principal").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        JsonNode ticket = list.get("tickets").get(0);
        assertThat(ticket.get("client").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(ticket.get("server").asText()).isEqualTo(TGT);
        Instant start = Instant.parse(ticket.get("start").asText());
        assertThat(Instant.parse(ticket.get("end").asText())).isEqualTo(start.plus(Duration.ofHours(1)));
        assertThat(Instant.parse(ticket.get("renewUntil").asText())).isEqualTo(start.plus(Duration.ofDays(2)));
        assertThat(ticket.get("flags").asText()).contains("F", "R", "I", "A");
        assertThat(ticket.get("ticketEnctype").asText()).startsWith("aes");
        assertThat(ticket.get("sessionEnctype").asText()).startsWith("aes");
        assertThat(ticket.get("kvno").asLong()).isPositive();
    }

    @Test
    void aWrongPasswordLeavesTheCacheAlone() throws IOException {
        login("alice", "correct horse");
        byte[] before = Files.readAllBytes(cache);
        Outcome outcome = user.typing("wrong\n", "kinit", "alice@LUEBECK.EXAMPLE");
        assertThat(outcome).isEqualTo(new Outcome(1, "", "error: Password incorrect; try again\n"));
        assertThat(Files.readAllBytes(cache)).isEqualTo(before);
    }

    @Test
    void anUnknownUserIsNamed() {
        Outcome outcome = user.typing("x\n", "kinit", "nobody@LUEBECK.EXAMPLE");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .as("with the id for hanse explain")
                .matches(
                        "(?s)error: Client 'nobody@LUEBECK.EXAMPLE' not found in Kerberos database \\(id=[0-9A-F]{8}\\); .*")
                .hasLineCount(1);
    }

    @Test
    void kvnoKeepsTheTicketInTheCache() throws IOException {
        login("alice", "correct horse");
        assertThat(user.ok("kvno", "HTTP/www.luebeck.example")).isEqualTo(WEB + ": kvno = 1\n");
        String checked = user.ok("kvno", "-k", realm.resolve("web.keytab").toString(), WEB);
        assertThat(checked).isEqualTo(WEB + ": kvno = 1, keytab entry valid\n");
        assertThat(user.ok("kvno", "-q", WEB)).isEmpty();
        assertThat(CredentialCache.read(cache).tickets()).hasSize(2);
    }

    @Test
    void kvnoGetsWhatItCanAndSaysWhatItCannot() {
        login("alice", "correct horse");
        Outcome outcome = user.run("kvno", "HTTP/none@LUEBECK.EXAMPLE", WEB);
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo(WEB + ": kvno = 1\n");
        assertThat(outcome.err())
                .matches("(?s)error: Server HTTP/none@LUEBECK.EXAMPLE not found in Kerberos database \\(id=.{8}\\); .*")
                .hasLineCount(1);
    }

    @Test
    void aKeytabLogsInWithoutAPassword() {
        String keytab = realm.resolve("web.keytab").toString();
        user.ok("kinit", "-k", "-t", keytab);
        assertThat(user.json("klist", "--json").get("principal").asText()).isEqualTo(WEB);
        Outcome other = user.run("kinit", "-k", "-t", keytab, "alice@LUEBECK.EXAMPLE");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).startsWith("error: the keytab has no key of 'alice@LUEBECK.EXAMPLE'; ");
        assertThat(user.json("klist", "-k", keytab, "--json").get("entries")).hasSize(4);
        assertThat(user.ok("klist", "-e", "-k", keytab)).contains(WEB + " (aes256-cts-hmac-sha384-192)");
    }

    @Test
    void aLoginTravelsInsideFastWhenAnotherTicketArmorsIt() {
        Path machine = folder.resolve("machine");
        user.ok("kinit", "-k", "-t", realm.resolve("web.keytab").toString(), "-c", machine.toString());

        String said = user.ok(
                "kinit",
                "-V",
                "-C",
                "-T",
                "FILE:" + machine,
                "alice@LUEBECK.EXAMPLE",
                "--password-file",
                user.secret("correct horse"));

        assertThat(said).contains("FAST armor ccache: FILE:" + machine, "Authenticated to Kerberos v5");
        assertThat(user.json("klist", "--json").get("principal").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(user.ok("kvno", WEB)).isEqualTo(WEB + ": kvno = 1\n");
        Outcome wrong = user.typing("wrong\n", "kinit", "-T", "FILE:" + machine, "alice@LUEBECK.EXAMPLE");
        assertThat(wrong).isEqualTo(new Outcome(1, "", "error: Password incorrect; try again\n"));
        Outcome none = user.run("kinit", "-T", folder.resolve("none").toString(), "alice@LUEBECK.EXAMPLE");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).startsWith("error: No credentials cache found").hasLineCount(1);
    }

    @Test
    void aTicketIsRenewed() {
        login("alice", "correct horse", "-r", "2d");
        assertThat(user.ok("kinit", "-R", "-V")).contains("Renewed credential");
        assertThat(user.json("klist", "--json").get("tickets")).hasSize(1);
        login("alice", "correct horse", "-l", "1h");
        Outcome outcome = user.run("kinit", "-R");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("is not renewable; ");
    }

    @Test
    void aPostdatedTicketIsValidOnlyAfterItWasValidated() {
        login("alice", "correct horse", "-s", "1h");
        assertThat(user.json("klist", "--json")
                        .get("tickets")
                        .get(0)
                        .get("flags")
                        .asText())
                .contains("i");
        assertThat(user.run("klist", "-s").exit()).isEqualTo(1);
        Outcome early = user.run("kinit", "-v");
        assertThat(early.exit()).isEqualTo(1);
        assertThat(early.err()).contains("not yet valid").hasLineCount(1);
    }

    @Test
    void klistSilentlySaysWhetherSomebodyIsLoggedIn() {
        assertThat(user.run("klist", "-s")).isEqualTo(new Outcome(1, "", ""));
        login("alice", "correct horse");
        assertThat(user.run("klist", "-s")).isEqualTo(new Outcome(0, "", ""));
        user.ok("kdestroy");
        assertThat(cache).doesNotExist();
        assertThat(user.run("klist", "-s").exit()).isEqualTo(1);
        assertThat(user.run("kdestroy").err()).startsWith("error: No credentials cache found");
    }

    @Test
    void aCollectionKeepsOneCacheForEachPrincipal() {
        Path caches = folder.resolve("caches");
        user.env("KRB5CCNAME", "DIR:" + caches);
        login("alice", "correct horse");
        login("bob", "battery");
        login("alice", "correct horse");
        assertThat(user.ok("klist")).contains("Ticket cache: DIR::" + caches, "alice@LUEBECK.EXAMPLE");
        JsonNode all = user.json("klist", "-A", "--json");
        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("principal").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(user.ok("klist", "-l")).contains("bob@LUEBECK.EXAMPLE");
        user.ok("kdestroy", "-A");
        assertThat(user.run("klist", "-A").exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kinit -n",
                "kinit -T FILE:/tmp/x -R",
                "kinit -X a=b alice",
                "kvno --u2u FILE:/tmp/x a",
                "kvno -U bob a",
                "kvno -P a",
                "kinit -f -F alice",
                "kinit -l soon alice",
                "kinit -s sometime alice",
                "kvno -e des a",
                "klist -c -k x",
                "kvno"
            })
    void whatIsNotBuiltOrMakesNoSenseIsUsage(String line) {
        Outcome outcome = user.run(line.split(" "));
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("error: ").hasLineCount(1);
    }

    @Test
    void badFilesAreNamedInOneLine() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "[libdefaults]\nnonsense\n");
        Outcome conf = user.env("KRB5_CONFIG", bad.toString()).run("klist");
        assertThat(conf)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: " + bad + " line 2 is neither a section heading nor a"
                                + " relation; write name = value\n"));
        Outcome missing =
                user.env("KRB5_CONFIG", folder.resolve("none").toString()).run("klist");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err())
                .contains("which KRB5_CONFIG names, does not exist; ")
                .hasLineCount(1);
        user.env("KRB5_CONFIG", realm.resolve("krb5.conf").toString());
        assertThat(user.env("KRB5CCNAME", "KCM:").run("klist").err())
                .isEqualTo("error: the credential cache KCM: is of type KCM, which is not supported; use FILE:/path or"
                        + " DIR:/folder in KRB5CCNAME\n");
        assertThat(user.env("KRB5CCNAME", bad.toString()).run("klist").err())
                .startsWith("error: " + bad + " is no credential cache")
                .hasLineCount(1);
        assertThat(user.run("klist", "-k", bad.toString()).err())
                .startsWith("error: " + bad + " is no keytab")
                .hasLineCount(1);
        assertThat(user.run("klist", "-k", folder.resolve("none").toString()).err())
                .contains("none does not exist; ")
                .hasLineCount(1);
        Path open = user.file("open", "secret\n", "rw-r--r--");
        assertThat(user.run("kinit", "alice@LUEBECK.EXAMPLE", "--password-file", open.toString())
                        .err())
                .contains("can be read by group or others; ");
    }

    private void login(String who, String password, String... options) {
        String[] args = new String[options.length + 4];
        args[0] = "kinit";
        args[1] = who + "@LUEBECK.EXAMPLE";
        args[2] = "--password-file";
        args[3] = user.secret(password);
        System.arraycopy(options, 0, args, 4, options.length);
        user.ok(args);
    }
}
