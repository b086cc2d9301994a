package org.hanse.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.hanse.protocol.channel.ChannelFault.Kind;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcProxyMessage;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MS-KKDCP towards servers of the JDK, good ones and others. */
@Timeout(60)
class HttpsChannelTest {
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final byte[] ANSWER = {0x6B, 1, 2};
    private static final byte[] WRAPPED =
            KerberosCodec.encode(new KdcProxyMessage(Octets.copyOf(ANSWER), Optional.empty()));

    private static SSLContext both;

    /** The certificate of localhost in the store is its own authority, for the next hundred years. */
    @BeforeAll
    static void readKeys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = HttpsChannelTest.class.getResourceAsStream("/tls/localhost.p12")) {
            store.load(file, "password".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "password".toCharArray());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        both = SSLContext.getInstance("TLS");
        both.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @Test
    void aMessageIsPostedWithItsRealmAndTheAnswerUnwrapped() throws Exception {
        CompletableFuture<Asked> asked = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        byte[] answer = exchange(
                "localhost",
                both,
                LONG,
                (request, out) -> {
                    asked.complete(request);
                    out.write(answer("Content-Length: " + WRAPPED.length));
                    out.write(WRAPPED);
                    out.flush();
                    // Kept open: the length says where the answer ends.
                    over.join();
                },
                over);

        assertThat(answer).isEqualTo(ANSWER);
        assertThat(asked.join().message())
                .isEqualTo(new KdcProxyMessage(Octets.copyOf(new byte[] {7}), Optional.of("A.TEST")));
        assertThat(asked.join().head())
                .startsWith("POST /KdcProxy HTTP/1.0\nHost: localhost:")
                .contains("\nContent-Type: application/kerberos\n");
    }

    @Test
    void anAnswerWithoutALengthEndsWithItsConnection() throws Exception {
        assertThat(exchange("localhost", both, LONG, (asked, out) -> {
                    out.write(answer("Server: x"));
                    out.write(WRAPPED);
                }))
                .isEqualTo(ANSWER);
    }

    @Test
    void anAnswerInManyPiecesIsPutTogether() throws Exception {
        assertThat(exchange("localhost", both, LONG, (asked, out) -> {
                    for (byte octet : answer("Content-Length: " + WRAPPED.length)) {
                        out.write(octet);
                        out.flush();
                    }
                    for (byte octet : WRAPPED) {
                        out.write(octet);
                        out.flush();
                    }
                }))
                .isEqualTo(ANSWER);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        assertThat(fault("localhost", SSLContext.getDefault(), LONG, (asked, out) -> out.write(1)))
                .isEqualTo(Kind.NOT_TRUSTED);
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        assertThat(fault("kdc.a.test", both, LONG, (asked, out) -> out.write(1)))
                .isEqualTo(Kind.NOT_TRUSTED);
        assertThat(fault("127.0.0.1", both, LONG, (asked, out) -> out.write(1))).isEqualTo(Kind.NOT_TRUSTED);
    }

    @Test
    void whatDoesNotSpeakTlsIsNotTrusted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("220 mail.a.test ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                    // Until the client has had enough of it: a close before would reset what it is to read.
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // It may hang up as it likes.
                }
            });
            ChannelFault fault = catchThrowableOfType(
                    ChannelFault.class,
                    () -> HttpsChannel.exchange(
                            proxy("localhost", server.getLocalPort(), both), REALM, new byte[1], LONG));
            assertThat(fault.kind()).isEqualTo(Kind.NOT_TRUSTED);
            serving.join();
        }
    }

    @Test
    void whatIsNoAnswerOfAProxySaysSo() {
        assertNoAnswer("HTTP/1.1 503 Service Unavailable\r\n\r\n", "HTTP status 503");
        assertNoAnswer("HTTP/1.1 302 Found\r\nLocation: https://elsewhere\r\n\r\n", "HTTP status 302");
        assertNoAnswer("SSH-2.0-OpenSSH_9.2\r\n\r\n", "no answer of HTTP");
        assertNoAnswer("HTTP/1.1\r\n\r\n", "no answer of HTTP");
        assertNoAnswer("HTTP/1.1 200 OK\r\n\r\n<html>", "no answer of a KDC proxy");
        assertNoAnswer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "no answer of a KDC proxy");
    }

    private static void assertNoAnswer(String said, String fault) {
        ChannelFault refused = catchThrowableOfType(
                ChannelFault.class,
                () -> exchange(
                        "localhost", both, LONG, (asked, out) -> out.write(said.getBytes(StandardCharsets.US_ASCII))));
        assertThat(refused.kind()).as(said).isEqualTo(Kind.NO_ANSWER);
        assertThat(refused).hasMessageContaining(fault);
    }

    @Test
    void anAnswerThatIsCutOffIsNone() {
        assertThat(fault("localhost", both, LONG, (asked, out) -> {
                    out.write(answer("Content-Length: " + WRAPPED.length));
                    out.write(WRAPPED, 0, 4);
                }))
                .isEqualTo(Kind.CUT_OFF);
        assertThat(fault("localhost", both, LONG, (asked, out) -> out.write('H')))
                .isEqualTo(Kind.CUT_OFF);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        byte[] much = new byte[16 * 1024];
        assertThat(fault("localhost", both, LONG, (asked, out) -> {
                    out.write(answer("Server: x"));
                    writeUntilItHangsUp(out, much);
                }))
                .isEqualTo(Kind.TOO_LONG);
        assertThat(fault("localhost", both, LONG, (asked, out) -> writeUntilItHangsUp(out, much)))
                .isEqualTo(Kind.TOO_LONG);
        assertThat(fault("localhost", both, LONG, (asked, out) -> out.write(answer("Content-Length: 99999999999"))))
                .isEqualTo(Kind.TOO_LONG);
    }

    private static void writeUntilItHangsUp(OutputStream out, byte[] much) {
        try {
            for (int i = 0; i < 10_000; i++) {
                out.write(much);
            }
            throw new AssertionError("160 MB were read");
        } catch (IOException hungUp) {
            // As it should.
        }
    }

    @Test
    void anAnswerThatTricklesDoesNotMoveTheDeadline() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        assertThat(fault(
                        "localhost",
                        both,
                        SHORT,
                        (asked, out) -> {
                            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                            out.flush();
                            over.join();
                        },
                        over))
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void silenceInsteadOfAHandshakeIsATimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ChannelFault fault = catchThrowableOfType(
                    ChannelFault.class,
                    () -> HttpsChannel.exchange(
                            proxy("localhost", silent.getLocalPort(), both), REALM, new byte[1], SHORT));
            assertThat(fault.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    private record Asked(String head, KdcProxyMessage message) {
        /** All of it: who hangs up on what he has not read resets what he has answered. */
        @SuppressWarnings("deprecation") // a head is lines of ASCII
        static Asked read(DataInputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
                length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
            }
            try {
                return new Asked(head.toString(), KerberosCodec.decodeKdcProxyMessage(in.readNBytes(length)));
            } catch (DecodeFault e) {
                throw new AssertionError(e);
            }
        }
    }

    private interface Peer {
        void serve(Asked asked, OutputStream out) throws IOException;
    }

    private static Kind fault(String host, SSLContext trust, Duration timeout, Peer peer) {
        return fault(host, trust, timeout, peer, new CompletableFuture<>());
    }

    /** @param over completed when the client has given up */
    private static Kind fault(
            String host, SSLContext trust, Duration timeout, Peer peer, CompletableFuture<Void> over) {
        ChannelFault fault = catchThrowableOfType(ChannelFault.class, () -> {
            try {
                exchange(host, trust, timeout, peer, over);
            } finally {
                over.complete(null);
            }
        });
        assertThat(fault).as("a fault was due").isNotNull();
        return fault.kind();
    }

    private static byte[] exchange(String host, SSLContext trust, Duration timeout, Peer peer) throws Exception {
        return exchange(host, trust, timeout, peer, new CompletableFuture<>());
    }

    private static byte[] exchange(
            String host, SSLContext trust, Duration timeout, Peer peer, CompletableFuture<Void> over) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                both.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    peer.serve(Asked.read(new DataInputStream(socket.getInputStream())), socket.getOutputStream());
                } catch (IOException e) {
                    // A client that has seen enough hangs up.
                }
            });
            try {
                return HttpsChannel.exchange(proxy(host, server.getLocalPort(), trust), REALM, new byte[] {7}, timeout);
            } finally {
                over.complete(null);
                serving.join();
            }
        }
    }

    private static HttpsChannel.Proxy proxy(String host, int port, SSLContext trust) {
        return new HttpsChannel.Proxy(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), host, "/KdcProxy", trust);
    }

    private static byte[] answer(String header) {
        return ("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
