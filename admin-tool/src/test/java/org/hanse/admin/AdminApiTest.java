package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hanse.admin.AdminPort.Answer;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.admin.operation.Operations;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** /admin/v1 from outside: who is let in, what is taken, and what stays as it was. */
@Timeout(180)
class AdminApiTest {
    private static final String SHOW = "{\"name\": \"alice\"}";

    @TempDir
    static Path folder;

    private static AdminPort port;
    private static Credential admin;
    private static X509Certificate shown;

    @BeforeAll
    static void aRealmRuns() throws Exception {
        port = AdminPort.in(folder);
        port.home()
                .ok("principal", "add", "alice", "--password-file", port.home().secret("correct horse"));
        port.home().ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        admin = port.ticket(port.desk("admin/admin", "admin-password"));
        try (InputStream file = Files.newInputStream(port.home().home().resolve("tls/server.pem"))) {
            shown = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    @AfterAll
    static void theRealmStops() {
        port.close();
    }

    @BeforeEach
    void theListIsAsAtFirst() throws Exception {
        port.acl("admin/admin@LUEBECK.EXAMPLE *e");
    }

    @Test
    void anAdministratorIsAnswered() throws Exception {
        Answer answer = port.post("principal/show", SHOW).with(admin).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("principal").path("name").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(answer.challenge())
                .hasValueSatisfying(value -> assertThat(value).startsWith("Negotiate "));
        assertThat(answer.body().toString()).doesNotContain("\"key\"");
    }

    @Test
    @Tag("T-022")
    void whoSaysNotWhoHeIsIsAsked() throws Exception {
        Answer answer = port.post("principal/delete", SHOW).send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("NO_LOGIN");
        assertThat(answer.challenge()).contains("Negotiate");
        assertAliceIsThere();
    }

    @ParameterizedTest
    @Tag("T-022")
    @CsvSource({"Negotiate", "Negotiate !!!", "Negotiate YII=", "Negotiate TlRMTVNTUAABAAAA", "Basic YWRtaW46YWRtaW4="})
    void whatIsNoTokenOfKerberosIsNoLogin(String authorization) throws Exception {
        Answer answer = port.post("principal/delete", SHOW)
                .header("Authorization", authorization)
                .send();

        assertThat(answer.status()).isEqualTo(401);
        assertAliceIsThere();
    }

    @Test
    @Tag("T-022")
    void aTicketForAnotherServiceIsNoLogin() throws Exception {
        Hanse desk = port.desk("admin/admin", "admin-password");

        Answer answer = port.post("principal/delete", SHOW)
                .with(port.ticket(desk, "HTTP/www.luebeck.example"))
                .send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("message").asText()).contains("another service");
        assertAliceIsThere();
    }

    /** CVE-2022-2031: such a ticket is given to who may do nothing but change his password. */
    @ParameterizedTest
    @Tag("T-023")
    @ValueSource(strings = {"kadmin/changepw", "krbtgt/LUEBECK.EXAMPLE"})
    void aTicketForTheRealmsOwnServicesAdministersNothing(String service) throws Exception {
        Hanse desk = port.desk("ticket-" + service.replace('/', '-'));
        desk.typing("admin-password\n", "kinit", "-S", service, "admin/admin@LUEBECK.EXAMPLE");
        Credential ticket =
                CredentialCache.read(desk.folder().resolve("cc")).credentials().get(0);
        assertThat(ticket.server().toString()).startsWith(service);

        Answer answer = port.post("principal/delete", SHOW).with(ticket).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("WRONG_TICKET");
        assertAliceIsThere();
    }

    @Test
    @Tag("T-022")
    void aTokenIsGoodOnce() throws Exception {
        String token = "Negotiate " + port.token(admin, shown);

        assertThat(port.post("principal/show", SHOW)
                        .header("Authorization", token)
                        .send()
                        .status())
                .isEqualTo(200);
        Answer again = port.post("principal/delete", SHOW)
                .header("Authorization", token)
                .send();

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("LOGIN_REFUSED");
        assertAliceIsThere();
    }

    @Test
    @Tag("T-022")
    void aTokenForAnotherTlsConnectionIsNoLogin(@TempDir Path other) throws Exception {
        Hanse elsewhere = Hanse.withRealm(other);
        X509Certificate attackers;
        try (InputStream file = Files.newInputStream(elsewhere.home().resolve("tls/server.pem"))) {
            attackers =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }

        Answer answer = port.post("principal/delete", SHOW)
                .with(admin)
                .boundTo(attackers)
                .send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("message").asText()).contains("another TLS connection");
        assertAliceIsThere();
    }

    @Test
    @Tag("T-024")
    void whatABrowserCouldBeMadeToSendDoesNothing() throws Exception {
        List<Answer> answers = List.of(
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .without("Hanse-Request-Id")
                        .send(),
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .header("Hanse-Request-Id", "1")
                        .send(),
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .header("Origin", "https://evil.example")
                        .send(),
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .header("Origin", port.url())
                        .send(),
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send(),
                // As after DNS rebinding: the name in the URL is not this server's.
                port.post("principal/delete", SHOW)
                        .with(admin)
                        .host("127.0.0.1")
                        .send());

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("CROSS_SITE");
        });
        assertAliceIsThere();
    }

    @Test
    @Tag("T-027")
    @Tag("K-258")
    void aBodyThatIsNoRequestDoesNothing() throws Exception {
        String good = "{\"name\": \"alice\", \"edits\": {\"expires\": \"never\"}}";
        byte[] notUtf8 = good.getBytes(StandardCharsets.UTF_8);
        notUtf8[11] = (byte) 0xFF;
        List<byte[]> bodies = new ArrayList<>(List.of(notUtf8, new byte[0]));
        for (String text : List.of(
                "null",
                "[]",
                "{}",
                "{\"name\": \"alice\"}",
                "{\"name\": \"alice\", \"edits\": {}, \"edits\": {}}",
                "{\"name\": \"alice\", \"edits\": {}, \"force\": true}",
                "{\"name\": \"alice\", \"edits\": {\"flags\": [NaN]}}",
                "{\"name\": 1e999, \"edits\": {}}",
                "{\"name\": \"alice\", \"edits\": {\"maxLife\": \"soon\"}}",
                "{\"name\": \"alice\", \"edits\": {\"expires\": \"soon\"}}",
                "{\"name\": \"alice\", \"edits\": {\"expires\": \"+1000000000-12-31T23:59:59Z\"}}",
                "{\"name\": \"alice\", \"edits\": {\"passwordExpires\": \"-1000000000-01-01T00:00:00Z\"}}",
                "{\"name\": \"alice\", \"edits\": {\"maxLife\": \"9999999999d\"}}",
                "{\"name\": \"alice\", \"edits\": {\"flags\": [\"+no_such\"]}}",
                "{\"name\": \"al\\u0000ice\", \"edits\": {}}",
                "{\"name\": \"@\", \"edits\": {}}",
                "{\"name\": \"alice\", \"edits\": " + "{\"attributes\": ".repeat(5000))) {
            bodies.add(text.getBytes(StandardCharsets.UTF_8));
        }
        String before = port.home().ok("principal", "show", "alice", "--json");

        for (byte[] body : bodies) {
            assertThat(port.post("principal/modify", body).with(admin).send().status())
                    .as(new String(body, StandardCharsets.UTF_8))
                    .isEqualTo(400);
        }
        assertThat(port.post("principal/modify", good)
                        .with(admin)
                        .header("Content-Type", "text/plain")
                        .send()
                        .status())
                .isEqualTo(400);
        byte[] much = new byte[(1 << 20) + 1];
        Arrays.fill(much, (byte) ' ');
        assertTooLong(port.post("principal/modify", much).with(admin));
        assertThat(port.home().ok("principal", "show", "alice", "--json")).isEqualTo(before);
    }

    @Test
    @Tag("T-028")
    void aRequestThatComesTwiceHasOneEffectAndOneAnswer() throws Exception {
        port.home().ok("principal", "add", "host/one.luebeck.example", "--random-key");
        String export = "{\"names\": [\"host/one.luebeck.example\"]}";

        Answer first = port.post("keytab/export", export)
                .with(admin)
                .header("Hanse-Request-Id", "the-same-id")
                .send();
        Answer second = port.post("keytab/export", export)
                .with(admin)
                .header("Hanse-Request-Id", "the-same-id")
                .send();

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(kvno("host/one.luebeck.example")).isEqualTo(2);
        Answer other = port.post("principal/delete", "{\"name\": \"host/one.luebeck.example\"}")
                .with(admin)
                .header("Hanse-Request-Id", "the-same-id")
                .send();
        assertThat(other.code()).isEqualTo("REQUEST_ID_REUSED");
        assertThat(kvno("host/one.luebeck.example")).isEqualTo(2);
    }

    @Test
    @Tag("T-030")
    void takingKeysOutIsARightOfItsOwnAndMakesNewOnesUnlessAskedNotTo() throws Exception {
        port.home().ok("principal", "add", "host/two.luebeck.example", "--random-key");
        String keep = "{\"names\": [\"host/two.luebeck.example\"], \"keep\": true}";
        port.acl("admin/admin@LUEBECK.EXAMPLE *");
        assertThat(port.post("keytab/export", keep).with(admin).send().code()).isEqualTo("NO_RIGHT");
        port.acl("admin/admin@LUEBECK.EXAMPLE *e");

        assertThat(port.post("keytab/export", keep).with(admin).send().status()).isEqualTo(200);
        assertThat(kvno("host/two.luebeck.example")).isEqualTo(1);
        assertThat(port.post("keytab/export", "{\"names\": [\"host/two.luebeck.example\"]}")
                        .with(admin)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(kvno("host/two.luebeck.example")).isEqualTo(2);
        Answer krbtgt = port.post("keytab/export", "{\"names\": [\"krbtgt/LUEBECK.EXAMPLE\"], \"keep\": true}")
                .with(admin)
                .send();
        assertThat(krbtgt.code()).isEqualTo("REFUSED");
        assertThat(krbtgt.body().path("message").asText()).contains("lockdown_keys");
        await().untilAsserted(() -> assertThat(port.audit())
                .filteredOn(line -> line.contains("\"operation\":\"keytab/export\"") && line.contains("\"DONE\""))
                .hasSizeGreaterThanOrEqualTo(2)
                // Nothing of the principal is another than before, and the log says all the same whose keys are out.
                .allSatisfy(line -> assertThat(line).contains("\"targets\":[\"host/")));
    }

    /** As with MIT's kadmind. Who could set krbtgt's key or clear the flag would need no right to take keys out. */
    @Test
    @Tag("T-025")
    @Tag("T-030")
    void whatIsUnderLockdownIsNotGivenKeysNorLetOutOfItOverTheNetwork() throws Exception {
        port.acl("admin/admin@LUEBECK.EXAMPLE *");
        String line = "{'lines': [{'number': 1, 'name': 'krbtgt/LUEBECK.EXAMPLE', 'edits': {}, %s}], 'update': true}";
        String key = "'keys': [{'kvno': 9, 'enctype': 'aes128-cts-hmac-sha1-96', 'key': 'AAAAAAAAAAAAAAAAAAAAAA=='}]";

        Answer set = port.post("principal/import", json(line.formatted(key)))
                .with(admin)
                .send();
        Answer guessable = port.post("principal/import", json(line.formatted("'password': 'eA=='")))
                .with(admin)
                .send();
        Answer cleared = port.post(
                        "principal/modify",
                        json("{'name': 'krbtgt/LUEBECK.EXAMPLE', 'edits': {'flags': ['-lockdown_keys']}}"))
                .with(admin)
                .send();

        assertThat(set.code()).isEqualTo("REFUSED");
        assertThat(set.body().path("message").asText()).contains("lockdown_keys", "on the home");
        assertThat(guessable.body().path("bad").path(0).path("what").asText()).contains("lockdown_keys");
        assertThat(cleared.code()).isEqualTo("REFUSED");
        assertThat(cleared.body().path("message").asText()).contains("lockdown_keys", "on the home");
        assertThat(kvno("krbtgt/LUEBECK.EXAMPLE")).isEqualTo(1);
        assertThat(port.home().ok("principal", "show", "krbtgt/LUEBECK.EXAMPLE"))
                .contains("lockdown_keys");
    }

    @Test
    void whatWasDoneBeforeARefusalIsInTheLog() throws Exception {
        // A trust of an import is a transaction of its own, before that of the principals.
        String lines = "{'lines': [{'number': 1, 'name': 'krbtgt/STRALSUND.EXAMPLE', 'password': 'eA==', 'edits': {}},"
                + " {'number': 2, 'name': 'krbtgt/LUEBECK.EXAMPLE', 'randomKey': true,"
                + " 'edits': {'flags': ['-lockdown_keys']}}], 'update': true}";

        Answer answer = port.post("principal/import", json(lines)).with(admin).send();

        assertThat(answer.code()).isEqualTo("REFUSED");
        port.home().ok("trust", "show", "STRALSUND.EXAMPLE");
        await().untilAsserted(() -> assertThat(port.audit())
                .anySatisfy(line -> assertThat(line)
                        .contains("\"reason\":\"REFUSED\"", "\"subject\":\"trust STRALSUND.EXAMPLE\"")));
    }

    @ParameterizedTest
    @Tag("T-031")
    @CsvSource({
        "krbtgt/LUEBECK.EXAMPLE, cannot be deleted",
        "kadmin/changepw, cannot be deleted",
        "admin/admin, logged in as",
    })
    void whatTheRealmOrItsAdministratorCannotDoWithoutIsNotDeleted(String name, String why) throws Exception {
        Answer answer = port.post("principal/delete", "{\"name\": \"" + name + "\"}")
                .with(admin)
                .send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("message").asText()).contains(why);
        port.home().ok("principal", "show", name);
    }

    @Test
    @Tag("T-031")
    void theLastAdministratorIsNotDeletedByAnother() throws Exception {
        port.home()
                .ok("principal", "add", "desk", "--password-file", port.home().secret("desk-password"));
        port.acl("admin/admin@LUEBECK.EXAMPLE *e", "desk d");
        Credential desk = port.ticket(port.desk("desk", "desk-password"));

        Answer answer = port.post("principal/delete", "{\"name\": \"admin/admin\"}")
                .with(desk)
                .send();

        assertThat(answer.body().path("message").asText()).contains("is the last that admin.acl gives all rights");
        port.home().ok("principal", "show", "admin/admin");
    }

    /** By another name it would have no line in admin.acl. */
    @Test
    @Tag("T-031")
    void theLastAdministratorIsNotRenamedNorIsOneself() throws Exception {
        port.home()
                .ok("principal", "add", "clerk", "--password-file", port.home().secret("clerk-password"));
        port.acl("admin/admin@LUEBECK.EXAMPLE *e", "clerk ad");
        Credential clerk = port.ticket(port.desk("clerk", "clerk-password"));
        String rename = json("{'name': 'admin/admin', 'newName': 'nobody'}");

        Answer byAnother = port.post("principal/rename", rename).with(clerk).send();
        Answer byHimself = port.post("principal/rename", rename).with(admin).send();

        assertThat(byAnother.body().path("message").asText()).contains("is the last that admin.acl gives all rights");
        assertThat(byHimself.body().path("message").asText()).contains("logged in as");
        port.home().ok("principal", "show", "admin/admin");
    }

    @Test
    void aListWithAMistakeIsToldAndChangesNothing() throws Exception {
        port.acl("admin/admin@LUEBECK.EXAMPLE *e", "alice q");

        assertThat(port.post("policy/list", "{}").with(admin).send().status()).isEqualTo(200);
        Path log = port.home().home().resolve("log/kdc.log");
        await().untilAsserted(() -> assertThat(Files.readString(log))
                .contains("administrators stay as they are: ")
                .contains("admin.acl line 2 has no right \"q\""));
    }

    @Test
    void aChangeIsInTheLogWithWhoFromWhereWhatBeforeAndAfter() throws Exception {
        port.home().ok("principal", "add", "logged", "--random-key", "--max-life", "8h");

        assertThat(port.post(
                                "principal/modify",
                                "{\"name\": \"logged\", \"edits\": {\"maxLife\": \"2h\", \"flags\": [\"-allow_svr\"]}}")
                        .with(admin)
                        .send()
                        .status())
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(port.audit())
                .anySatisfy(line -> assertThat(line)
                        .contains("\"request\":\"ADMIN\",\"operation\":\"principal/modify\",\"transport\":\"HTTPS\"")
                        .contains("\"address\":\"127.0.0.1\"", "\"client\":\"admin/admin@LUEBECK.EXAMPLE\"")
                        .contains("\"outcome\":\"DONE\"")
                        .contains("{\"subject\":\"logged@LUEBECK.EXAMPLE\",\"field\":\"maxLife\","
                                + "\"before\":\"PT8H\",\"after\":\"PT2H\"}")
                        .contains("\"field\":\"flags\",\"before\":\"allow_svr\",\"after\":\"\"")));
    }

    @Test
    @Tag("K-256")
    void noAnswerButAnExportsHasRoomForASecret() {
        for (Operation<?, ?> operation : Operations.ALL) {
            // So the schema says of a secret, and of nothing else.
            boolean secret = operation.output().schema().toString().contains("contentEncoding");
            assertThat(secret).as(operation.path()).isEqualTo(operation.path().equals("keytab/export"));
        }
    }

    @Test
    @Tag("K-256")
    void aPasswordIsInNoAnswerAndNoLog() throws Exception {
        String secret = "c2Vjb25kIHNhbHQgZmlzaA==";
        List<Answer> answers = new ArrayList<>();
        for (String body : List.of(
                "{'name': 'salted', 'keys': {'password': '%s'}, 'edits': {}}",
                // Refused, malformed, and with a name where the password should be.
                "{'name': 'alice', 'keys': {'password': '%s'}, 'edits': {}}",
                "{'name': 'salted2', 'keys': {'password': '%s', 'randomKey': 1}, 'edits': {}}",
                "{'name': 'salted3', 'keys': {'password': '%s!'}, 'edits': {}}")) {
            answers.add(port.post("principal/add", json(body.formatted(secret)))
                    .with(admin)
                    .send());
        }

        assertThat(answers).extracting(Answer::status).containsExactly(200, 409, 400, 400);
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.toString()).doesNotContain(secret).doesNotContain("second salt fish"));
        String last = answers.get(3).body().path("id").asText();
        await().untilAsserted(() -> assertThat(port.audit()).anyMatch(line -> line.contains(last)));
        for (String log : List.of("log/audit.jsonl", "log/kdc.log")) {
            assertThat(Files.readString(port.home().home().resolve(log)))
                    .contains("salted")
                    .doesNotContain(secret)
                    .doesNotContain("second salt fish");
        }
    }

    @Test
    void aRefusalCanBeLookedUpByItsId() throws Exception {
        Answer answer = port.post("principal/show", "{\"name\": \"nobody\"}")
                .with(admin)
                .send();
        String id = answer.body().path("id").asText();

        await().untilAsserted(() -> assertThat(port.audit()).anyMatch(line -> line.contains(id)));
        assertThat(port.home().ok("explain", id))
                .contains("admin/admin@LUEBECK.EXAMPLE", "principal/show", "nobody", "refused, REFUSED")
                .contains("to an administrator", "What to do");
    }

    @Test
    void theDescriptionNamesWhatTheServerDoes() throws Exception {
        JsonNode paths = port.get("/admin/v1/openapi.json").path("paths");

        assertThat(paths.size()).isEqualTo(Operations.ALL.size());
        for (Operation<?, ?> operation : Operations.ALL) {
            JsonNode body = paths.path("/admin/v1/" + operation.path())
                    .path("post")
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            // What it says must be there is missed, and what it does not name is not taken.
            assertThat(body.path("additionalProperties").asBoolean(true)).isFalse();
            Answer other = port.post(operation.path(), "{\"no-such-field\": 1}")
                    .with(admin)
                    .send();
            assertThat(other.status()).as(operation.path()).isEqualTo(400);
            if (!body.path("required").isEmpty()) {
                assertThat(port.post(operation.path(), "{}")
                                .with(admin)
                                .send()
                                .body()
                                .path("message")
                                .asText())
                        .as(operation.path())
                        .contains(body.path("required").get(0).asText());
            }
        }
        assertThat(port.post("principal/no-such", "{}").with(admin).send().status())
                .isEqualTo(404);
    }

    /** The server says so and hangs up; who is still writing may miss what it said. */
    private static void assertTooLong(AdminPort.Request request) throws Exception {
        try {
            assertThat(request.send().status()).isEqualTo(413);
        } catch (ChannelFault hungUp) {
            assertThat(hungUp.kind()).isEqualTo(ChannelFault.Kind.CUT_OFF);
        }
    }

    private static String json(String apostrophes) {
        return apostrophes.replace('\'', '"');
    }

    private static int kvno(String name) {
        return port.home()
                .json("principal", "show", name, "--json")
                .path("keys")
                .path(0)
                .path("kvno")
                .asInt();
    }

    private static void assertAliceIsThere() {
        port.home().ok("principal", "show", "alice");
    }
}
