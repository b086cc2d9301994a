package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.realm.TestCertificates;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The HTTPS port by itself: what gets to an endpoint, what does not, and who may stay. */
@Timeout(120)
class HttpsListenerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final TcpLimits PATIENT = new TcpLimits(1000, 1000, LONG, LONG);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST = 1000;

    @TempDir
    static Path folder;

    private static Path tls;
    private static SSLContext trust;

    private final List<HttpRequest> seen = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpsListener listener;
    private InetSocketAddress server;

    /** Says back what it was asked. */
    private CompletionStage<HttpAnswer> echo(HttpRequest request) {
        synchronized (seen) {
            seen.add(request);
        }
        return CompletableFuture.completedFuture(new HttpAnswer(200, Map.of(), request.body()));
    }

    private final List<HttpRoute> routes = List.of(
            new HttpRoute("/echo", Set.of("POST", "GET"), MOST, true, this::echo),
            new HttpRoute("/new/", Set.of("GET"), MOST, false, this::echo),
            new HttpRoute("/broken", Set.of("GET"), MOST, false, request -> {
                throw new IllegalStateException("of the server's inside");
            }));

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = TestCertificates.write(folder.resolve("tls"), Instant.now());
        trust = TlsClient.trusting(tls.resolve("ca.pem"));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aRequestArrivesWholeAndItsConnectionServesTheNextToo() throws Exception {
        listen(PATIENT);
        TlsClient client = connect();

        assertThat(client.write(TlsClient.post("/echo?a=b", "text/odd", "one".getBytes(), "X-Twice: 1", "X-Twice: 2"))
                        .read()
                        .text())
                .isEqualTo("one");
        assertThat(client.write("GET /new/path HTTP/1.1\r\nHost: x\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(200);

        HttpRequest first = seen.get(0);
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.path()).isEqualTo("/echo");
        assertThat(first.query()).contains("a=b");
        assertThat(first.header("content-type")).contains("text/odd");
        assertThat(first.header("X-Twice")).isEmpty();
        assertThat(first.headers().get("x-twice")).containsExactly("1", "2");
        assertThat(first.body()).isEqualTo(Octets.copyOf("one".getBytes()));
        assertThat(first.tls()).isEqualTo("TLSv1.3");
        assertThat(first.peer()).isEqualTo(client.local());
    }

    @Test
    void anAnswerIsNotKeptAndSaysNothingOfTheServer() throws Exception {
        listen(PATIENT);
        TlsClient.Reply reply =
                connect().write(TlsClient.post("/echo", "a/b", new byte[1])).read();

        assertThat(reply.says("Cache-Control: no-store")).isTrue();
        assertThat(reply.says("Server:")).isFalse();
    }

    @Test
    void http2IsSpokenWithWhomItSuits() throws Exception {
        listen(PATIENT);
        HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
        for (int i = 0; i < 3; i++) {
            var reply = client.send(
                    java.net.http.HttpRequest.newBuilder(uri("/echo"))
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("two"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reply.body()).isEqualTo("two");
        }
        assertThat(listener.connections().open()).isEqualTo(1);
    }

    @Test
    @Tag("K-250")
    void http10WithALengthIsTaken() throws Exception {
        listen(PATIENT);
        TlsClient client = connect();
        TlsClient.Reply reply = client.write("POST /echo HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi")
                .read();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("hi");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    @Tag("K-250")
    void theWrongMethodOrPathIsTold() throws Exception {
        listen(PATIENT);
        TlsClient.Reply put = connect()
                .write("PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                .read();
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.says("Allow: GET, POST")).isTrue();
        for (String path : List.of(
                "/",
                "/Echo",
                "/echo/",
                "/new",
                "/%65cho",
                "/echo;x",
                "/new/../echo",
                "/new/./x",
                "/new/..",
                "/new/%2e%2e/x",
                "*")) {
            assertThat(connect()
                            .write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .status())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("K-250")
    void whereTheLengthIsInDoubtNothingBehindItIsARequest() throws Exception {
        listen(PATIENT);
        long refused = 0;
        String smuggled = "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String lengths : List.of(
                "Content-Length: 0\r\nContent-Length: " + smuggled.length(),
                "Content-Length: 0, " + smuggled.length(),
                "Content-Length: +0",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length : 0",
                "Content-Length: 0\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 0",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:\u000bchunked",
                " Transfer-Encoding: chunked",
                "X: y\r\n Transfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked")) {
            TlsClient client = connect();
            TlsClient.Reply reply = client.write("POST /echo HTTP/1.1\r\nHost: x\r\n" + lengths + "\r\n\r\n" + smuggled)
                    .read();
            assertThat(reply.status()).as(lengths).isIn(400, 413, 501);
            assertThat(client.isAtEnd()).as(lengths).isTrue();
            refused++;
        }
        assertThat(seen).isEmpty();
        // Jetty's own answers count too, and nothing else was answered.
        long expected = refused;
        await().untilAsserted(() -> assertThat(listener.answers().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(expected));
    }

    @Test
    @Tag("K-250")
    void whatFollowsARefusedBodyIsNoRequest() throws Exception {
        listen(PATIENT);
        String smuggled = "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String head : List.of(
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n",
                "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n")) {
            TlsClient client = connect();
            assertThat(client.write(head + smuggled + smuggled).read().status())
                    .as(head)
                    .isBetween(400, 499);
            assertThat(client.isAtEnd()).as(head).isTrue();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("K-249")
    void noMoreThanTheCapIsRead() throws Exception {
        listen(PATIENT);
        assertThat(connect()
                        .write(TlsClient.post("/echo", "a/b", new byte[MOST]))
                        .read()
                        .status())
                .isEqualTo(200);
        // Told by its length alone, before an octet of it has come.
        assertThat(connect()
                        .write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(413);
        TlsClient chunked = connect();
        chunked.write("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        TlsClient.Reply reply =
                chunked.write("40000000\r\n" + "x".repeat(MOST + 1)).read();
        assertThat(reply.status()).isEqualTo(413);
        assertThat(chunked.isAtEnd()).isTrue();
        assertThat(seen).hasSize(1);
    }

    @Test
    @Tag("K-249")
    void aCompressedBodyIsNotTaken() throws Exception {
        listen(PATIENT);
        for (String coding : List.of("gzip", "deflate", "br", "identity, gzip", "x")) {
            assertThat(connect()
                            .write(TlsClient.post("/echo", "a/b", new byte[1], "Content-Encoding: " + coding))
                            .read()
                            .status())
                    .as(coding)
                    .isEqualTo(415);
        }
        assertThat(connect()
                        .write(TlsClient.post("/echo", "a/b", new byte[1], "Content-Encoding: identity"))
                        .read()
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Tag("K-249")
    void aSlowBodyIsCutOff() throws Exception {
        listen(new TcpLimits(100, 100, LONG, Duration.ofMillis(300)));
        TlsClient client = connect();
        client.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
        CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 90; i++) {
                    client.write("x");
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } catch (IOException | InterruptedException cutOff) {
                Thread.onSpinWait();
            }
        });

        assertThat(client.read().status()).isEqualTo(408);
        assertThat(client.isAtEnd()).isTrue();
        trickle.cancel(true);
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("K-249")
    void whoSendsNoRequestAtAllIsClosed() throws Exception {
        listen(new TcpLimits(100, 100, Duration.ofMillis(200), Duration.ofMillis(200)));
        TlsClient afterHandshake = connect();
        TlsClient amidstHead = connect().write("POST /echo HTTP/1.1\r\nHost:");
        Socket beforeHandshake = plain();
        Socket amidstHandshake = plain();
        // A record of a handshake, 200 octets long, of which one comes.
        amidstHandshake.getOutputStream().write(new byte[] {0x16, 3, 1, 0, (byte) 200, 1});

        assertThat(afterHandshake.isAtEnd()).isTrue();
        assertThat(amidstHead.isAtEnd()).isTrue();
        assertThat(isAtEnd(beforeHandshake)).isTrue();
        assertThat(isAtEnd(amidstHandshake)).isTrue();
        await().until(() -> listener.connections().open() == 0);
        assertThat(listener.connections()).isEqualTo(new ConnectionCounts(0, 4, 0, 4));
    }

    @Test
    void whoReadsNoAnswerIsClosed() throws Exception {
        listen(new TcpLimits(100, 100, Duration.ofMillis(200), Duration.ofMillis(200)));
        TlsClient deaf = connect();
        String request = TlsClient.post("/echo", "a/b", new byte[MOST]);
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    deaf.write(request);
                }
            } catch (IOException closed) {
                Thread.onSpinWait();
            }
        });

        asking.get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> listener.connections().open() == 0);
    }

    @Test
    void olderTlsReachesWhatIsOpenToItAndNothingElse() throws Exception {
        listen(PATIENT);
        assertThat(connect("TLSv1.2")
                        .write(TlsClient.post("/echo", "a/b", new byte[1]))
                        .read()
                        .status())
                .isEqualTo(200);
        assertThat(seen.get(0).tls()).isEqualTo("TLSv1.2");
        for (String path : List.of("/new/x", "/nowhere")) {
            TlsClient.Reply reply = connect("TLSv1.2")
                    .write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read();
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).isEqualTo("TLS 1.3 is needed here.\n");
        }
        assertThat(catchThrowableOfType(SSLHandshakeException.class, () -> connect("TLSv1.1")))
                .isNotNull();
    }

    @Test
    @Tag("K-257")
    void aFaultOfOursSaysNothingOfOurInside() throws Exception {
        listen(PATIENT);
        TlsClient client = connect();
        TlsClient.Reply broken =
                client.write("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n").read();
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.text()).isEqualTo("The server failed; its log says why.\n");
        TlsClient.Reply noHttp = connect().write("HELLO\r\n\r\n").read();
        assertThat(noHttp.status()).isEqualTo(400);
        assertThat(noHttp.text()).isEqualTo("Bad Request\n");
        TlsClient.Reply longHead = connect()
                .write("GET /echo HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n")
                .read();
        assertThat(longHead.status()).isEqualTo(431);
        assertThat(longHead.text()).isEqualTo("Request Header Fields Too Large\n");
    }

    @Test
    @Tag("K-008")
    void theLongestIdleMakesRoom() throws Exception {
        listen(new TcpLimits(3, 2, LONG, LONG));
        TlsClient first = connect();
        TlsClient second = connect();
        second.write(TlsClient.post("/echo", "a/b", new byte[1])).read();
        TlsClient third = connect();
        assertThat(first.isAtEnd()).isTrue();
        for (TlsClient staying : List.of(second, third)) {
            assertThat(staying.write(TlsClient.post("/echo", "a/b", new byte[1]))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        // Counted after the answer has left.
        await().untilAsserted(() -> {
            assertThat(listener.connections()).isEqualTo(new ConnectionCounts(2, 3, 1, 0));
            assertThat(listener.answers()).isEqualTo(Map.of(200, 3L));
        });
    }

    @Test
    @Tag("K-012")
    void aFloodOfHandshakesLeavesTheThreadsFew() throws Exception {
        listen(new TcpLimits(50, 50, LONG, LONG));
        int before = httpsThreads();
        for (int i = 0; i < 300; i++) {
            Socket half = plain();
            half.getOutputStream().write(new byte[] {0x16, 3, 1, 0, (byte) 200, 1});
        }
        assertThat(connect()
                        .write(TlsClient.post("/echo", "a/b", new byte[1]))
                        .read()
                        .status())
                .isEqualTo(200);
        assertThat(listener.connections().open()).isLessThanOrEqualTo(50);
        assertThat(httpsThreads())
                .isLessThanOrEqualTo(
                        Math.max(before, 3 + Math.max(2, Runtime.getRuntime().availableProcessors())));
    }

    @Test
    void anotherCertificateIsShownAndNoConnectionDropped() throws Exception {
        listen(PATIENT);
        TlsClient before = connect();
        Path other = TestCertificates.write(folder.resolve("other"), Instant.now());

        listener.identity(identity(other));

        TlsClient after = TlsClient.connect(server, TlsClient.trusting(other.resolve("ca.pem")));
        open.add(after);
        assertThat(after.serverCertificate()).isNotEqualTo(before.serverCertificate());
        for (TlsClient each : List.of(before, after)) {
            assertThat(each.write(TlsClient.post("/echo", "a/b", new byte[1]))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(catchThrowableOfType(SSLHandshakeException.class, this::connect))
                .isNotNull();
    }

    @Test
    void whatHasComeIsAnsweredBeforeTheEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        listen(PATIENT, List.of(new HttpRoute("/slow", Set.of("GET"), 0, false, request -> {
            asked.countDown();
            return answer;
        })));
        TlsClient idle = connect();
        TlsClient client = connect().write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> listener.stop(Duration.ofSeconds(20)));
        await().until(() -> isClosedToNewcomers());
        answer.complete(HttpAnswer.text(200, "late"));

        assertThat(client.read().text()).isEqualTo("late\n");
        stop.get(20, TimeUnit.SECONDS);
        assertThat(idle.isAtEnd()).isTrue();
        assertThat(httpsThreads()).isZero();
    }

    private boolean isClosedToNewcomers() {
        try (Socket socket = new Socket()) {
            socket.connect(server, 1000);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ListenSettings settings = settings(PATIENT, other.getLocalPort(), "127.0.0.1");
            ListenFault fault = catchThrowableOfType(
                    ListenFault.class,
                    () -> HttpsListener.open(settings, routes, identity(tls), RANDOM, System::nanoTime));
            assertThat(fault)
                    .hasMessage("HTTPS port " + other.getLocalPort() + " on 127.0.0.1 is in use; stop the other server"
                            + " or choose another with listen.httpsPort in realm.yaml");
        }
        assertThat(httpsThreads()).isZero();
    }

    @Test
    void oneChosenPortServesAllHosts() throws Exception {
        listener = HttpsListener.open(
                settings(PATIENT, 0, "127.0.0.1", "127.0.0.3"), routes, identity(tls), RANDOM, System::nanoTime);
        open.add(listener);
        server = listener.address();
        assertThat(listener.reachable()).isEqualTo("127.0.0.1:" + server.getPort());
        for (String host : List.of("127.0.0.1", "127.0.0.3")) {
            TlsClient client = TlsClient.connect(new InetSocketAddress(host, server.getPort()), trust);
            open.add(client);
            assertThat(client.write(TlsClient.post("/echo", "a/b", new byte[1]))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    private void listen(TcpLimits limits) throws ListenFault {
        listen(limits, routes);
    }

    private void listen(TcpLimits limits, List<HttpRoute> served) throws ListenFault {
        listener =
                HttpsListener.open(settings(limits, 0, "127.0.0.1"), served, identity(tls), RANDOM, System::nanoTime);
        open.add(listener);
        server = new InetSocketAddress("127.0.0.1", listener.address().getPort());
    }

    private static ListenSettings settings(TcpLimits limits, int port, String... hosts) {
        return new ListenSettings(List.of(hosts), 0, 0, port, 1, TcpLimits.DEFAULT, limits);
    }

    private static TlsIdentity identity(Path folder) throws ListenFault {
        return TlsIdentity.read(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    private TlsClient connect(String... protocols) throws IOException {
        TlsClient client = TlsClient.connect(server, trust, protocols);
        open.add(client);
        return client;
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.connect(server, 10_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static boolean isAtEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length >= 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + server.getPort() + path);
    }

    private static int httpsThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("https-"))
                .count();
    }
}
