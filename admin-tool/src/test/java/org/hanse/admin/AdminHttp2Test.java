package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hanse.protocol.file.Credential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds for /admin/v1 holds over HTTP/2, where requests share a connection and the host is no header. */
@Timeout(120)
class AdminHttp2Test {
    private static final String SHOW = "{\"name\": \"alice\"}";

    @TempDir
    static Path folder;

    private static AdminPort port;
    private static Credential admin;
    private static X509Certificate shown;
    private static HttpClient client;

    @BeforeAll
    static void aRealmRuns() throws Exception {
        port = AdminPort.in(folder);
        port.home().ok("principal", "add", "alice", "--random-key");
        admin = port.ticket(port.desk("admin/admin", "admin-password"));
        try (InputStream file = Files.newInputStream(port.home().home().resolve("tls/server.pem"))) {
            shown = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(port.trust())
                .build();
    }

    @AfterAll
    static void theRealmStops() {
        port.close();
    }

    @Test
    void anAdministratorIsAnsweredAndTheServerProvesItself() throws Exception {
        HttpResponse<String> answer = send(request("principal/show", SHOW));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("principal").path("name").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(answer.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Negotiate "));
        assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
    }

    @Test
    @Tag("T-022")
    void aLoginOfOneRequestIsNoneOfTheNextOnTheSameConnection() throws Exception {
        String token = token();
        assertThat(send(request("principal/show", SHOW).setHeader("Authorization", token))
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> again = send(request("principal/delete", SHOW).setHeader("Authorization", token));
        HttpResponse<String> without = send(bare(port.url(), "principal/delete", SHOW));

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(json(again).path("code").asText()).isEqualTo("LOGIN_REFUSED");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(json(without).path("code").asText()).isEqualTo("NO_LOGIN");
        port.home().ok("principal", "show", "alice");
    }

    @Test
    @Tag("T-024")
    void whatABrowserCouldBeMadeToSendDoesNothing() throws Exception {
        List<HttpResponse<String>> answers = List.of(
                send(request("principal/delete", SHOW).setHeader("Hanse-Request-Id", "1")),
                send(request("principal/delete", SHOW).setHeader("Origin", "https://evil.example")),
                send(request("principal/delete", SHOW).setHeader("Sec-Fetch-Site", "same-site")),
                // The certificate has this name too, and :authority is what the URL says.
                send(bare(port.url().replace("localhost", "127.0.0.1"), "principal/delete", SHOW)
                        .setHeader("Authorization", token())));

        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).path("code").asText()).isEqualTo("CROSS_SITE");
        }
        port.home().ok("principal", "show", "alice");
    }

    @Test
    @Tag("T-027")
    void aBodyThatIsNoneOrTooLongIsRefused() throws Exception {
        assertThat(send(request("principal/delete", "{\"name\": \"alice\", \"name\": \"bob\"}"))
                        .statusCode())
                .isEqualTo(400);
        try {
            assertThat(send(request("principal/delete", SHOW + " ".repeat(1 << 20)))
                            .statusCode())
                    .isEqualTo(413);
        } catch (IOException hungUp) {
            // Who goes on writing after that answer loses the connection, and may miss what was said.
            assertThat(hungUp).hasMessageContaining("GOAWAY");
        }
        port.home().ok("principal", "show", "alice");
        assertThat(send(request("principal/show", SHOW)).statusCode())
                .as("on another connection")
                .isEqualTo(200);
    }

    @Test
    @Tag("T-028")
    void ofTwoAtTheSameMomentUnderOneIdOneHasTheEffectAndBothHaveTheAnswer() throws Exception {
        port.home().ok("principal", "add", "host/twice.luebeck.example", "--random-key");
        String id = UUID.randomUUID().toString();
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(client.sendAsync(
                    request("keytab/export", "{\"names\": [\"host/twice.luebeck.example\"]}")
                            .setHeader("Hanse-Request-Id", id)
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }

        List<String> keys = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> one : sent) {
            assertThat(one.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
            keys.add(one.get().body());
        }

        assertThat(keys).containsOnly(keys.get(0));
        assertThat(port.home()
                        .json("principal", "show", "host/twice.luebeck.example", "--json")
                        .path("keys")
                        .path(0)
                        .path("kvno")
                        .asInt())
                .isEqualTo(2);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer;
    }

    private static HttpRequest.Builder request(String operation, String body) {
        return bare(port.url(), operation, body).setHeader("Authorization", token());
    }

    /** Without a login. */
    private static HttpRequest.Builder bare(String url, String operation, String body) {
        return HttpRequest.newBuilder(URI.create(url + "/admin/v1/" + operation))
                .header("Content-Type", "application/json")
                .header("Hanse-Request-Id", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String token() {
        return "Negotiate " + port.token(admin, shown);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
