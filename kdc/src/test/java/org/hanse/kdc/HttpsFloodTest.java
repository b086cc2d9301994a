package org.hanse.kdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.TlsClient;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.document.IdentityStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever floods the HTTPS port, the clients of the KDC's own port have their answers, all of them, at their first asking. */
@Timeout(180)
class HttpsFloodTest {
    private static final RealmName REALM = new RealmName("A.TEST");
    private static final int FLOODERS = 3;
    private static final int LEAST_ATTEMPTS = 200;
    private static final int LEAST_ASKED = 100;
    /** More than the server takes. */
    private static final int MOST_OPEN = 2000;
    /** So that what is amiss with the test ends it. */
    private static final int MOST_ATTEMPTS = 100_000;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private RealmServer server;
    private SSLContext trust;

    /** What comes, and what HTTP says to it, if anything. */
    enum Flood {
        /** A record of a handshake, 200 octets long, of which one comes. */
        HALF_HANDSHAKES() {
            @Override
            void once(HttpsFloodTest test) throws IOException {
                Socket half = new Socket();
                test.keep(half);
                half.bind(new InetSocketAddress("127.0.0." + (2 + test.attempts.get() % 50), 0));
                half.connect(test.https(), 10_000);
                half.getOutputStream().write(new byte[] {0x16, 3, 1, 0, (byte) 200, 1});
            }
        },
        HANDSHAKES() {
            @Override
            void once(HttpsFloodTest test) throws IOException {
                TlsClient.connect(test.https(), test.trust).close();
            }
        },
        /** They make room for each other; one that must go has no answer, and counts as what is no request. */
        SLOW_BODIES(400) {
            @Override
            void once(HttpsFloodTest test) throws IOException {
                TlsClient slow = TlsClient.connect(test.https(), test.trust);
                test.keep(slow);
                slow.write("POST /KdcProxy HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n0");
            }
        },
        OVERSIZE(413) {
            @Override
            void once(HttpsFloodTest test) throws IOException {
                test.send("POST /KdcProxy HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n"
                        + "x".repeat(140 * 1024));
            }
        },
        SMUGGLED(400) {
            @Override
            void once(HttpsFloodTest test) throws IOException {
                test.send(
                        "POST /KdcProxy HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
            }
        };

        private final List<Integer> statuses;

        Flood(Integer... statuses) {
            this.statuses = List.of(statuses);
        }

        abstract void once(HttpsFloodTest test) throws IOException;
    }

    /** Open; this process, which is the server's too, has files for some thousand. */
    private void keep(AutoCloseable connection) {
        open.add(connection);
        if (open.size() > MOST_OPEN) {
            try {
                open.remove().close();
            } catch (Exception gone) {
                Thread.onSpinWait();
            }
        }
    }

    /** And reads the answer. */
    private void send(String request) throws IOException {
        try (TlsClient client = TlsClient.connect(https(), trust)) {
            client.write(request).read();
        }
    }

    @BeforeEach
    void aServer() throws Exception {
        SecureRandom random = new SecureRandom();
        StoreMaker stores = (place, realm) -> new NewStore(RealmStore.create(place, realm, Clock.systemUTC(), random));
        Path home = folder.resolve("home");
        new RealmInit(stores, Clock.systemUTC(), random, "test")
                .make(new NewRealm(
                        REALM,
                        home,
                        List.of("127.0.0.1"),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        SecretBytes.copyOf("secret".getBytes(StandardCharsets.UTF_8))));
        server = RealmServer.start(home, Clock.systemUTC(), random);
        trust = TlsClient.trusting(home.resolve("tls/ca.pem"));
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
    void stop() throws Exception {
        over.set(true);
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("K-012")
    @Tag("K-249")
    @Tag("K-250")
    void everyAnswerComesWhileItLasts(Flood flood) throws Exception {
        List<CompletableFuture<Void>> flooders = new ArrayList<>();
        for (int i = 0; i < FLOODERS; i++) {
            flooders.add(CompletableFuture.runAsync(() -> flood(flood), task -> new Thread(task, "flooder").start()));
        }

        int asked = 0;
        while (asked < LEAST_ASKED || attempts.get() < LEAST_ATTEMPTS) {
            assertThat(codeOf(askOverUdp(request(asked++)))).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
            assertThat(codeOf(askOverTcp(request(asked++)))).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
        }
        assertThat(flooders).as("still flooding").noneMatch(CompletableFuture::isDone);
        over.set(true);
        flooders.forEach(CompletableFuture::join);

        String figures = figures();
        assertThat(figures).contains("hanse_udp_dropped_total 0\n").doesNotContain("INTERNAL_ERROR");
        assertThat(statuses(figures)).as(figures).isEqualTo(flood.statuses);
    }

    private void flood(Flood flood) {
        while (!over.get() && attempts.getAndIncrement() < MOST_ATTEMPTS) {
            try {
                flood.once(this);
            } catch (IOException closed) {
                // A newcomer took its place, or the server has said no and closed before all was sent.
                Thread.onSpinWait();
            }
        }
    }

    private InetSocketAddress https() {
        return port(".* https=127\\.0\\.0\\.1:(\\d+)");
    }

    private InetSocketAddress kdc() {
        return port(".* kdc=127\\.0\\.0\\.1:(\\d+) .*");
    }

    private InetSocketAddress port(String pattern) {
        return new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(server.readyLine().replaceAll(pattern, "$1")));
    }

    /** As a new client of HTTPS, who is served too. */
    private String figures() throws IOException {
        try (TlsClient client = TlsClient.connect(https(), trust)) {
            TlsClient.Reply reply =
                    client.write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").read();
            assertThat(reply.status()).isEqualTo(200);
            return reply.text();
        }
    }

    /** Of what was answered before the figures were; who got no answer has no status. */
    private static List<Integer> statuses(String figures) {
        return Arrays.stream(figures.split("\n"))
                .filter(line -> line.startsWith("hanse_http_answers_total{"))
                .map(line -> Integer.valueOf(line.replaceAll(".*status=\"(\\d+)\".*", "$1")))
                .toList();
    }

    /** Once: a datagram that is dropped is a failure here. */
    private byte[] askOverUdp(byte[] request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(60_000);
            socket.send(new DatagramPacket(request, request.length, kdc()));
            DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private byte[] askOverTcp(byte[] request) throws Exception {
        return TcpChannel.exchange(kdc(), request, Duration.ofSeconds(60));
    }

    private static int codeOf(byte[] answer) throws Exception {
        return KerberosCodec.decodeKrbError(answer).code();
    }

    private static byte[] request(int nonce) {
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.NONE,
                Optional.of(PrincipalName.of("nobody")),
                REALM,
                Optional.of(PrincipalName.krbtgt(REALM)),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                new Nonce(nonce),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96),
                List.of(),
                Optional.empty(),
                List.of());
        return KerberosCodec.encode(
                new KdcRequest(MessageType.AS_REQ, List.of(), body, KerberosCodec.encodeBody(body)));
    }
}
