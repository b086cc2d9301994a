package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.protocol.file.Keytab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same commands at a realm home and by way of a server: the same output, the same exit codes. */
@Timeout(300)
class BothWaysTest {
    @TempDir
    static Path there;

    @TempDir
    static Path here;

    /** The folder of a federation, and the fingerprint of its key. */
    private static Path north;

    private static String fingerprint;
    private static AdminPort port;
    private static Hanse desk;
    private static Hanse home;

    @BeforeAll
    static void twoRealms() throws Exception {
        port = AdminPort.in(there);
        desk = port.desk("admin/admin", "admin-password");
        home = Hanse.withRealm(here);
        north = here.resolve("north");
        fingerprint = home.ok("federation", "create", north.toString(), "--name", "north.example", "--plain")
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        home.ok(
                "federation",
                "add",
                north.toString(),
                "BERGEN.EXAMPLE",
                "--id",
                "2".repeat(64),
                "--url",
                "https://kdc.bergen.example");
        home.ok("federation", "sign", north.toString());
        for (Hanse one : List.of(port.home(), home)) {
            one.ok("principal", "add", "clerk", "--password-file", one.secret("clerk-password"));
        }
    }

    @AfterAll
    static void theRealmStops() {
        port.close();
    }

    @Test
    void everyCommandSaysTheSame() throws Exception {
        for (String line : """
                realm show
                realm show --json
                policy add staff --max-life 8h
                policy add staff
                policy add !
                policy modify staff --max-renew 3d
                policy modify none --max-life 1h
                policy list
                policy list --json
                policy show staff
                policy show staff --json
                policy show none
                principal add alice --password-file PASSWORD --policy staff --expires 2031-01-31T12:00:00Z
                principal add alice --random-key
                principal add krbtgt/X --random-key
                principal add HTTP/www.luebeck.example --password-file PASSWORD
                principal add host/a.luebeck.example --random-key --enctypes aes128-cts --flag +ok_as_delegate
                principal add bob --random-key --set session_enctypes=aes256-cts --max-life 1h --max-renew none
                principal add carl --random-key --policy none-such
                principal add @@ --random-key
                principal add dora@BERGEN.EXAMPLE --random-key
                principal show alice
                principal show bob --json
                principal show nobody
                principal modify bob --expires never --flag -allow_svr --set session_enctypes= --max-life none
                principal modify HTTP/www.luebeck.example --flag +allow_svr
                principal modify bob --policy none-such
                principal modify bob --flag +no_such
                principal show bob --json
                principal alias host/a.luebeck.example host/b.luebeck.example
                principal alias host/a.luebeck.example alice
                principal show host/b.luebeck.example
                principal alias host/a.luebeck.example host/b.luebeck.example --remove
                principal passwd bob --random-key --keep-old
                principal passwd alice --password-file PASSWORD
                principal passwd nobody --random-key
                principal passwd krbtgt/LUEBECK.EXAMPLE --random-key
                principal purge-keys bob --keep-kvno 7
                principal purge-keys bob
                principal rename bob bert
                principal rename nobody bert
                principal unlock bert
                principal delete bert
                principal delete bert --yes
                principal delete krbtgt/LUEBECK.EXAMPLE --yes
                principal show bert
                principal add bert --random-key
                principal undelete bert
                principal undelete bert
                principal import LINES
                principal import LINES --update
                principal list
                principal list HTTP/* --json
                principal list [a
                keytab export -o KEYTAB HTTP/www.luebeck.example
                keytab export -o KEYTAB --rekey host/a.luebeck.example
                keytab export -o KEYTAB krbtgt/LUEBECK.EXAMPLE
                keytab export -o KEYTAB nobody
                keytab list KEYTAB
                trust shared-secret BERGEN.EXAMPLE --password-file PASSWORD --direction in --kdc kdc.bergen.example:88
                trust shared-secret BERGEN.EXAMPLE --password-file PASSWORD2
                trust shared-secret BERGEN.EXAMPLE --password-file-in PASSWORD2 --kvno 2
                trust shared-secret LUEBECK.EXAMPLE --password-file PASSWORD
                trust shared-secret VISBY.EXAMPLE --password-file PASSWORD --kdc nonsense:x
                trust list
                trust list --json
                trust modify BERGEN.EXAMPLE --accept-realms VISBY.EXAMPLE --max-life 8h --direction both --log-only
                trust modify VISBY.EXAMPLE --log-only
                trust show BERGEN.EXAMPLE
                trust show BERGEN.EXAMPLE --json
                trust suspend BERGEN.EXAMPLE --reason holidays
                trust show BERGEN.EXAMPLE
                trust resume BERGEN.EXAMPLE
                trust resume BERGEN.EXAMPLE
                trust purge-keys BERGEN.EXAMPLE
                trust plan -f TRUSTS
                trust plan -f TRUSTS --json
                trust plan -f TRUSTS --exit-code
                trust apply -f TRUSTS
                trust apply -f TRUSTS --yes
                trust apply -f TRUSTS
                trust export
                trust path LUEBECK.EXAMPLE BERGEN.EXAMPLE
                trust path BERGEN.EXAMPLE LUEBECK.EXAMPLE --json
                trust path LUEBECK.EXAMPLE LUEBECK.EXAMPLE
                trust path @ LUEBECK.EXAMPLE
                trust remove BERGEN.EXAMPLE --yes
                trust remove BERGEN.EXAMPLE --yes
                trust show BERGEN.EXAMPLE
                trust introductions
                trust introductions VISBY.EXAMPLE
                trust introductions --accept both
                trust introductions VISBY.EXAMPLE --accept sometimes
                trust introductions LUEBECK.EXAMPLE --accept both
                trust introduce BERGEN.EXAMPLE --by VISBY.EXAMPLE
                trust introduce VISBY.EXAMPLE --by VISBY.EXAMPLE
                trust introductions VISBY.EXAMPLE --accept in --pass
                trust introductions
                trust introductions --json
                trust introductions VISBY.EXAMPLE --accept none --no-pass
                federation join north.example --fingerprint NORTH --list LIST
                federation join north.example --fingerprint NORTH --accept in
                federation join north.example --fingerprint NORTH --accept sometimes
                federation join north.example --fingerprint 1234
                federation join east.example --fingerprint NORTH --list LIST
                federation join east.example --fingerprint NORTH
                federation join north.example --fingerprint NORTH --url http://north.example/list
                federation show
                federation show --json
                federation show north.example
                federation show north.example --json
                federation show east.example
                federation leave north.example
                federation leave north.example --yes
                federation leave north.example --yes
                realm rekey
                realm rekey --revoke-old --enctypes aes256-cts
                realm rekey --what signing
                realm rekey --what signing --revoke-old
                policy delete staff
                principal modify alice --policy none
                policy delete staff
                """.lines().toList()) {
            Outcome at = run(home, line);
            Outcome through = run(
                    desk,
                    line,
                    "--server",
                    port.url(),
                    "--ca-file",
                    port.caFile().toString());
            assertThat(through).as(line).isEqualTo(at);
        }
        assertThat(Keytab.read(desk.folder().resolve("keytab")).entries())
                .hasSameSizeAs(Keytab.read(home.folder().resolve("keytab")).entries());
    }

    @Test
    void theEnvironmentNamesTheServer() throws Exception {
        Hanse other = port.desk("other")
                .env("HANSE_SERVER", port.url())
                .env("HANSE_HOME", home.home().toString());

        // Without a login, so it is the server that was asked.
        assertThat(other.run("policy", "list").err()).contains("No credentials cache found");
        assertThat(other.run("policy", "list", "--home", home.home().toString()).exit())
                .isZero();
        assertThat(other.run(
                                "policy",
                                "list",
                                "--server",
                                port.url(),
                                "--home",
                                home.home().toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aServerThatNobodyVouchesForIsToldNothing() throws Exception {
        Outcome outcome = desk.run("policy", "list", "--server", port.url());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("does not prove to be that host")
                .contains("--ca-file")
                .hasLineCount(1);
    }

    @Test
    void whatWorksOnAHomeOnlySaysSo() throws Exception {
        for (String command : List.of("realm backup -o x", "realm rekey --what master", "trust test BERGEN.EXAMPLE")) {
            Outcome outcome = run(
                    desk,
                    command,
                    "--server",
                    port.url(),
                    "--ca-file",
                    port.caFile().toString());
            assertThat(outcome.exit()).as(command).isEqualTo(2);
            assertThat(outcome.err()).as(command).contains("--home").hasLineCount(1);
        }
    }

    @Test
    void whoHasNoRightIsToldWhichOne() throws Exception {
        Hanse clerk = port.desk("clerk", "clerk-password");

        Outcome outcome = clerk.run(
                "principal",
                "delete",
                "alice",
                "--yes",
                "--server",
                port.url(),
                "--ca-file",
                port.caFile().toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("error: clerk@LUEBECK.EXAMPLE has no right \"d\" to alice (id=")
                .contains("admin.acl")
                .hasLineCount(1);
    }

    private static Outcome run(Hanse hanse, String line, String... more) throws Exception {
        Path password = secret(hanse, "password", "correct horse\n");
        Path other = secret(hanse, "password2", "battery staple\n");
        Path lines = secret(hanse, "lines", """
                {"name": "import/one", "password": "correct horse", "flags": ["-requires_preauth"]}
                {"name": "import/two", "randomKey": true, "maxLife": "1h"}
                {"name": "import/three", "keys": [{"kvno": 4, "enctype": "aes128-cts-hmac-sha1-96", "key": "000102030405060708090a0b0c0d0e0f"}]}
                {"name": "krbtgt/X@Y@Z", "randomKey": true}
                {"name": "import/four"}
                {"name": "kadmin/four", "randomKey": true}
                """);
        Path trusts = secret(hanse, "trusts.yaml", """
                trusts:
                  VISBY.EXAMPLE: {kind: shared-secret, passwordFile: password, clients: ["*/herald"]}
                  BERGEN.EXAMPLE: {kind: shared-secret, direction: in, domains: [bergen.example]}
                """);
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            words.add(
                    switch (word) {
                        case "PASSWORD" -> password.toString();
                        case "PASSWORD2" -> other.toString();
                        case "LINES" -> lines.toString();
                        case "TRUSTS" -> trusts.toString();
                        case "LIST" -> north.resolve("list.p7m").toString();
                        case "NORTH" -> fingerprint;
                        case "KEYTAB" -> hanse.folder().resolve("keytab").toString();
                        default -> word;
                    });
        }
        if (!line.startsWith("keytab list")) {
            words.addAll(List.of(more));
        }
        Outcome outcome = hanse.run(words.toArray(String[]::new));
        return new Outcome(outcome.exit(), scrubbed(outcome.out(), hanse), scrubbed(outcome.err(), hanse));
    }

    private static Path secret(Hanse hanse, String name, String text) throws Exception {
        Path file = hanse.folder().resolve(name);
        return Files.exists(file) ? file : hanse.file(name, text, "rw-------");
    }

    /** Without what is of one realm alone: its folder, its ports, its ids, and when it was done. */
    private static String scrubbed(String text, Hanse hanse) {
        return text.replace(hanse.folder().toString(), "FOLDER")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("\\b[0-9a-f]{32}([0-9a-f]{32})?\\b", "ID")
                .replaceAll("\\b[0-9a-f]{4}(-[0-9a-f]{4}){15}\\b", "ID")
                // Only the one with a server has signed a document, and when is the server's affair.
                .replaceAll("(?m)^Document     .*$", "Document     ANY")
                .replaceAll("document of version \\d+", "document of version N")
                .replaceAll("(?s)\"document\" : (null|\\{[^}]*})", "\"document\" : ANY")
                .replaceAll("port \\d+", "port N")
                .replaceAll("(\"(kdc|https)Port\" : )\\d+", "$1N")
                .replaceAll("\\d\\d/\\d\\d/\\d\\d(\\d\\d)? \\d\\d:\\d\\d:\\d\\d", "TIME");
    }
}
