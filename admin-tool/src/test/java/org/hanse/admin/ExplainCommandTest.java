package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hanse explain}, on the log of a server that has refused somebody. */
class ExplainCommandTest {
    @TempDir
    static Path folder;

    private static Hanse hanse;

    @BeforeAll
    static void aLockedUserWasRefused() throws Exception {
        hanse = Hanse.withRealm(folder);
        hanse.ok("principal", "add", "alice", "--password-file", hanse.secret("correct horse"));
        hanse.ok("principal", "modify", "alice", "--flag", "-allow_tix");
        try (RealmServer server = RealmServer.start(hanse.home(), Clock.systemUTC(), new SecureRandom())) {
            hanse.file("krb5.conf", hanse.ok("krb5-conf", "--home", hanse.home().toString()), "rw-r--r--");
            Outcome refused = Hanse.in(folder)
                    .env("KRB5_CONFIG", folder.resolve("krb5.conf").toString())
                    .env("KRB5CCNAME", "FILE:" + folder.resolve("cc"))
                    .typing("correct horse\n", "kinit", "alice@LUEBECK.EXAMPLE");
            assertThat(refused.err()).contains("Client's credentials have been revoked");
            server.stop();
        }
    }

    @Test
    void anIdShowsTheRequestAndThePage() throws IOException {
        String id = idOf("CLIENT_LOCKED");

        String shown = hanse.ok("explain", id);

        assertThat(shown)
                .contains(
                        id,
                        "AS_REQ by UDP from 127.0.0.1",
                        "alice@LUEBECK.EXAMPLE",
                        "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE",
                        "CLIENT_LOCKED, told the client as 18 Client's credentials have been revoked",
                        "Who can mend it",
                        "hanse principal modify NAME --flag +allow_tix");
        assertThat(hanse.ok("explain", "kinit: something, id=" + id)).isEqualTo(shown);
    }

    @Test
    void theJsonHasTheRecordAndTheReason() throws IOException {
        JsonNode json = hanse.json("explain", idOf("CLIENT_LOCKED"), "--json");

        assertThat(json.get("request").get("client").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(json.get("code").isNull()).isTrue();
        JsonNode reason = json.get("reasons").get(0);
        assertThat(json.get("reasons")).hasSize(1);
        assertThat(reason.get("name").asText()).isEqualTo("CLIENT_LOCKED");
        assertThat(reason.get("refusedBy").asText()).isEqualTo("kdc");
        assertThat(reason.get("code").get("number").asInt()).isEqualTo(18);
        assertThat(reason.get("who").get(0).asText()).isEqualTo("realm");
        assertThat(reason.get("cures").get(0).get("commands").isEmpty()).isFalse();
    }

    @Test
    void aNameNeedsNoHome() {
        Outcome outcome = Hanse.in(folder).env("HANSE_HOME", "/nowhere").run("explain", "path-not-accepted");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("PATH_NOT_ACCEPTED", "28 KDC_ERR_PATH_NOT_ACCEPTED", "hanse trust show PEER");
    }

    @Test
    void aCodeOfManyReasonsListsThem() {
        String shown = hanse.ok("explain", "12");

        assertThat(shown)
                .contains("12 KDC_ERR_POLICY", "TRUST_NOT_INBOUND", "REALM_NOT_ADMITTED")
                .doesNotContain("Who can mend it");
        assertThat(hanse.ok("explain", "37", "--json")).contains("AUTHENTICATOR_SKEW", "CLOCK_SKEW");
    }

    @Test
    void aCodeThatNobodyHereSaysIsStillTold() {
        assertThat(hanse.ok("explain", "KDC_ERR_NULL_KEY")).contains("9 KDC_ERR_NULL_KEY", "Ask the administrator");
    }

    @Test
    void anIdThatIsNowhereIsToldWithWhatToDo() {
        Outcome outcome = hanse.run("explain", "00000000");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("error: no request id=00000000 in the 1 files of "
                        + hanse.home().resolve("log") + "; ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "999"})
    void whatIsNothingIsOneLine(String what) {
        Outcome outcome = hanse.run("explain", what);

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("error: \"" + what + "\" is no request id")
                .hasLineCount(1);
    }

    @Test
    void anIdNeedsAHome() {
        Outcome outcome = Hanse.in(folder).env("HANSE_HOME", "/nowhere").run("explain", "00000000");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("there is no realm home at /nowhere");
    }

    /** The audit stream escapes what a name holds; the terminal must not be moved by it when it is read back. */
    @Test
    void aNameCannotMoveTheTerminal() throws IOException {
        Hanse other = Hanse.withRealm(Files.createDirectory(folder.resolve("other")));
        Files.writeString(
                other.home().resolve("log/audit.jsonl"),
                "{\"time\":\"2026-11-23T12:00:00Z\",\"id\":\"0A1B2C3D\",\"request\":\"AS_REQ\",\"transport\":\"UDP\","
                        + "\"address\":\"192.0.2.7\",\"port\":1,\"etypes\":[18],\"client\":\"a\\u202e\\u001b[31m\\u2028b@X\","
                        + "\"outcome\":\"REFUSED\",\"reason\":\"CLIENT_NOT_FOUND\",\"code\":6}\n");

        assertThat(other.ok("explain", "0A1B2C3D")).contains("a??[31m?b@X").matches("[\\n\\x20-\\x7e]*");
    }

    private static String idOf(String reason) throws IOException {
        for (String line : Files.readAllLines(hanse.home().resolve("log/audit.jsonl"))) {
            if (line.contains("\"" + reason + "\"")) {
                return line.replaceAll(".*\"id\":\"(\\w{8})\".*", "$1");
            }
        }
        throw new AssertionError("nobody was refused with " + reason);
    }
}
