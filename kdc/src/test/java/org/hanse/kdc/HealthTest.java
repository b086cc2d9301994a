package org.hanse.kdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.TlsClient;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How machines watch a running server. */
@Timeout(60)
class HealthTest {
    @TempDir
    Path folder;

    private RealmServer server;
    private SSLContext trust;

    @BeforeEach
    void aServer() throws Exception {
        SecureRandom random = new SecureRandom();
        StoreMaker stores = (place, realm) -> new NewStore(RealmStore.create(place, realm, Clock.systemUTC(), random));
        new RealmInit(stores, Clock.systemUTC(), random, "test")
                .make(new NewRealm(
                        new RealmName("A.TEST"),
                        home(),
                        List.of("127.0.0.1"),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        SecretBytes.copyOf("secret".getBytes(StandardCharsets.UTF_8))));
        server = RealmServer.start(home(), Clock.systemUTC(), random);
        trust = TlsClient.trusting(home().resolve("tls/ca.pem"));
    }

    private record NewStore(RealmStore store) implements StoreMaker.NewStore {
        @Override
        public PrincipalStore principals() {
            return store.principals();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private TlsClient.Reply get(String path) throws Exception {
        return ask("GET", path);
    }

    private TlsClient.Reply ask(String method, String path) throws Exception {
        int port = Integer.parseInt(server.readyLine().replaceAll(".* https=127\\.0\\.0\\.1:(\\d+)", "$1"));
        try (TlsClient client = TlsClient.connect(new InetSocketAddress("127.0.0.1", port), trust)) {
            return client.write(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }

    @Test
    void aServerThatIsWellSaysSo() throws Exception {
        assertThat(get("/health/live").text()).isEqualTo("{\"live\":true}\n");
        TlsClient.Reply ready = get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.says("Content-Type: application/json")).isTrue();
        assertThat(ready.text())
                .isEqualTo("{\"ready\":true,\"checks\":{\"store\":\"ok\",\"clock\":\"ok\",\"keys\":\"ok\"}}\n");
    }

    @Test
    void onlyReadingIsAnswered() throws Exception {
        assertThat(ask("POST", "/health/ready").status()).isEqualTo(405);
        assertThat(ask("DELETE", "/metrics").status()).isEqualTo(405);
    }

    @Test
    void whatIsWrongIsNamedAndNothingMore() throws Exception {
        assertThat(get("/health/ready").status()).isEqualTo(200);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("store.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE principal_keys SET sealed = zeroblob(61) WHERE kvno = 1");
        }

        await().untilAsserted(() -> {
            TlsClient.Reply ready = get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.text())
                    .isEqualTo(
                            "{\"ready\":false,\"checks\":{\"store\":\"ok\",\"clock\":\"ok\",\"keys\":\"failed\"}}\n");
        });
        assertThat(get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void requestsAreCountedByWhatTheyWereAndWhatCameOfThem() throws Exception {
        int kdc = Integer.parseInt(server.readyLine().replaceAll(".* kdc=127\\.0\\.0\\.1:(\\d+) .*", "$1"));
        for (int i = 0; i < 3; i++) {
            TcpChannel.exchange(new InetSocketAddress("127.0.0.1", kdc), new byte[] {0x6A, 0}, Duration.ofSeconds(10));
        }

        assertThat(metrics())
                .contains(
                        "hanse_requests_total{kind=\"OTHER\",transport=\"TCP\",outcome=\"REFUSED\",reason=\"REQUEST_MALFORMED\"} 3\n")
                .contains("hanse_request_seconds_count{kind=\"AS_REQ\",transport=\"TCP\"} 3\n")
                .contains("hanse_request_seconds_bucket{kind=\"AS_REQ\",transport=\"TCP\",le=\"+Inf\"} 3\n");
    }

    private String metrics() throws Exception {
        TlsClient.Reply reply = get("/metrics");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.says("Content-Type: text/plain; version=0.0.4")).isTrue();
        return reply.text();
    }

    /** One line for help, one for the type, then samples of that name. */
    @Test
    void figuresAreInPrometheusForm() throws Exception {
        get("/health/ready");
        Pattern sample = Pattern.compile("([a-z_]+)(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? -?[0-9.E+-]+");
        Set<String> declared = new TreeSet<>();
        for (String line : metrics().split("\n")) {
            if (line.startsWith("# TYPE ")) {
                assertThat(declared.add(line.split(" ")[2])).as(line).isTrue();
            } else if (!line.startsWith("# HELP ")) {
                Matcher matcher = sample.matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                String name = matcher.group(1).replaceAll("_(bucket|sum|count)$", "");
                assertThat(declared).contains(name);
            }
        }
        assertThat(declared)
                .contains("hanse_ready", "hanse_connections", "hanse_certificate_end_seconds", "jvm_memory_used_bytes");
    }

    @Test
    void figuresAreForWhomTheSettingsName() throws Exception {
        server.close();
        Path settings = home().resolve("realm.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceAll("monitors: .*", "monitors: [\"192.0.2.0/24\", \"2001:db8::/32\"]"));
        server = RealmServer.start(home(), Clock.systemUTC(), new SecureRandom());

        TlsClient.Reply refused = get("/metrics");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("listen.monitors");
        assertThat(get("/health/ready").status()).isEqualTo(200);
    }

    /** What the dashboard and the alerts of conf/ show must be there, and operations.md must say what it is. */
    @Test
    void everyFigureIsDocumentedAndThoseOfTheSamplesExist() throws Exception {
        get("/health/ready");
        int kdc = Integer.parseInt(server.readyLine().replaceAll(".* kdc=127\\.0\\.0\\.1:(\\d+) .*", "$1"));
        TcpChannel.exchange(new InetSocketAddress("127.0.0.1", kdc), new byte[] {0x6A, 0}, Duration.ofSeconds(10));
        String figures = metrics();
        String document = Files.readString(Path.of("../docs/operations.md"));
        Matcher type = Pattern.compile("# TYPE (\\S+)").matcher(figures);
        while (type.find()) {
            assertThat(document).contains("`" + type.group(1) + "`");
        }
        for (String file : List.of("grafana-dashboard.json", "prometheus-alerts.yaml")) {
            Matcher used = Pattern.compile("\\b(hanse|process|jvm)_[a-z_]+")
                    .matcher(Files.readString(Path.of("../conf").resolve(file)));
            int count = 0;
            while (used.find()) {
                count++;
                assertThat(figures).as("%s of %s", used.group(), file).contains("\n" + used.group());
            }
            assertThat(count).isPositive();
        }
    }
}
