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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.hanse.realmtrust.document.IdentityStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
        public IdentityStore identity() {
            return store.identity();
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
        try (TlsClient client = TlsClient.connect(https(), trust)) {
            return client.write(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }

    private InetSocketAddress https() {
        int port = Integer.parseInt(server.readyLine().replaceAll(".* https=127\\.0\\.0\\.1:(\\d+)", "$1"));
        return new InetSocketAddress("127.0.0.1", port);
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
        for (int i = 0; i < 3; i++) {
            askTheKdc();
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

    @Test
    void whatRoomsCountIsShown() throws Exception {
        askTheKdc();
        assertThat(get("/nowhere").status()).isEqualTo(404);
        assertThat(ask("GET", "/metrics HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\nX: x")
                        .status())
                .isEqualTo(400);

        assertThat(metrics())
                .containsPattern("hanse_cache_misses_total\\{cache=\"replies\"} [1-9]")
                .containsPattern("hanse_store_seconds_count\\{operation=\"read\"} [1-9]")
                .contains("hanse_store_failures_total{operation=\"read\"} 0\n")
                .contains("hanse_connections_accepted_total{transport=\"TCP\"} 1\n")
                .contains("hanse_connections_accepted_total{transport=\"HTTPS\"} 3\n")
                .contains("hanse_connections_closed_total{transport=\"TCP\",why=\"evicted\"} 0\n")
                .contains("hanse_http_answers_total{status=\"400\"} 1\n")
                .contains("hanse_http_answers_total{status=\"404\"} 1\n");
    }

    /** K-256: a name in a request, or in a path, is in no label. */
    @Test
    @Tag("K-256")
    void nothingThatAPeerSentIsInTheFigures() throws Exception {
        askTheKdc();
        get("/secretpath?secretquery");
        ask("GET", "/health/live HTTP/1.1\r\nX-Secret: secretheader\r\nY: y");

        assertThat(metrics())
                .doesNotContain("secret")
                .doesNotContain("127.0.0.1")
                .doesNotContain("A.TEST");
    }

    @Test
    void healthAndFiguresWantTls13() throws Exception {
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            try (TlsClient client = TlsClient.connect(https(), trust, "TLSv1.2")) {
                assertThat(client.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .read()
                                .status())
                        .as(path)
                        .isEqualTo(403);
            }
        }
    }

    private void askTheKdc() throws Exception {
        int kdc = Integer.parseInt(server.readyLine().replaceAll(".* kdc=127\\.0\\.0\\.1:(\\d+) .*", "$1"));
        TcpChannel.exchange(new InetSocketAddress("127.0.0.1", kdc), new byte[] {0x6A, 0}, Duration.ofSeconds(10));
    }

    /** What the dashboard and the alerts of conf/ show must be there, and operations.md must say what it is. */
    @Test
    void everyFigureIsDocumentedAndThoseOfTheSamplesExist() throws Exception {
        get("/health/ready");
        askTheKdc();
        String figures = metrics();
        Set<String> shown = named(Pattern.compile("# TYPE (\\S+)"), figures);
        String monitoring = Files.readString(Path.of("../docs/operations.md")).replaceAll("(?s).*\n## Monitoring", "");
        assertThat(named(Pattern.compile("`((hanse|process|jvm)_[a-z_]+)`"), monitoring))
                .isEqualTo(shown);
        for (String file : List.of("grafana-dashboard.json", "prometheus-alerts.yaml")) {
            Set<String> used = named(Pattern.compile("\\b((hanse|process|jvm)_[a-z_]+)"), sample(file));
            assertThat(used)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(figures).contains("\n" + name));
        }
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sample(String file) throws Exception {
        return Files.readString(Path.of("../conf").resolve(file));
    }

    /** As Prometheus reads them: groups of rules, each with an expression, how grave it is, and a sentence. */
    @Test
    void theAlertRulesHaveTheirShape() throws Exception {
        Set<Object> names = new HashSet<>();
        for (Map<String, Object> group : list(yaml("prometheus-alerts.yaml").get("groups"))) {
            assertThat(group).containsOnlyKeys("name", "rules");
            for (Map<String, Object> rule : list(group.get("rules"))) {
                Object alert = rule.get("alert");
                assertThat(names.add(alert)).as("%s is the only one", alert).isTrue();
                assertThat(rule.keySet()).as("%s", alert).isSubsetOf("alert", "expr", "for", "labels", "annotations");
                assertThat(balanced((String) rule.get("expr"))).as("%s", alert).isTrue();
                assertThat(rule.getOrDefault("for", "1m")).asString().matches("\\d+[smh]");
                assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("page", "ticket");
                assertThat(((Map<?, ?>) rule.get("annotations")).get("summary"))
                        .asString()
                        .contains("$labels.instance");
            }
        }
        assertThat(names).isNotEmpty();
    }

    /** As Grafana reads it: panels side by side, each target with a letter of its own. */
    @Test
    void theDashboardHasItsShape() throws Exception {
        Set<Object> places = new HashSet<>();
        for (Map<String, Object> panel : list(yaml("grafana-dashboard.json").get("panels"))) {
            assertThat(places.add(panel.get("id"))).isTrue();
            assertThat(places.add(panel.get("gridPos"))).isTrue();
            Set<Object> letters = new HashSet<>();
            for (Map<String, Object> target : list(panel.get("targets"))) {
                assertThat(letters.add(target.get("refId")))
                        .as("%s", panel.get("title"))
                        .isTrue();
                assertThat(balanced((String) target.get("expr")))
                        .as("%s", target)
                        .isTrue();
            }
            assertThat(letters).isNotEmpty();
        }
        assertThat(places).isNotEmpty();
    }

    private static boolean balanced(String expression) {
        return expression.replaceAll("[^(]", "").length()
                == expression.replaceAll("[^)]", "").length();
    }

    private static Map<String, Object> yaml(String file) throws Exception {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(sample(file));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object read) {
        return (List<Map<String, Object>>) read;
    }
}
