package org.hanse.client.kdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NetworkKdcsTest {
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final byte[] ANSWER = {0x6B, 1};
    private static final byte[] OTHER_ANSWER = {0x6B, 2};
    private static final byte[] SILENCE = {};

    @TempDir
    Path folder;

    /** Answers every datagram with one thing and every TCP message with another, on one port. */
    private static final class Endpoint implements Closeable {
        final AtomicInteger datagrams = new AtomicInteger();
        final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());

        Endpoint(byte[] overUdp, byte[] overTcp) throws IOException {
            run(() -> {
                while (true) {
                    DatagramPacket in = new DatagramPacket(new byte[70_000], 70_000);
                    udp.receive(in);
                    datagrams.incrementAndGet();
                    if (overUdp.length > 0) {
                        udp.send(new DatagramPacket(overUdp, overUdp.length, in.getSocketAddress()));
                    }
                }
            });
            run(() -> {
                while (true) {
                    try (Socket socket = tcp.accept()) {
                        connections.incrementAndGet();
                        DataInputStream in = new DataInputStream(socket.getInputStream());
                        in.readNBytes(in.readInt());
                        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                        out.writeInt(overTcp.length);
                        out.write(overTcp);
                    }
                }
            });
        }

        private interface Loop {
            void run() throws IOException;
        }

        private static void run(Loop loop) {
            Thread thread = new Thread(() -> {
                try {
                    loop.run();
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return tcp.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            udp.close();
            tcp.close();
        }
    }

    @Test
    void aSmallRequestGoesByUdp() throws Exception {
        try (Endpoint kdc = new Endpoint(ANSWER, OTHER_ANSWER)) {
            assertThat(send(new byte[100], "", kdc.port())).isEqualTo(ANSWER);
            assertThat(kdc.connections).hasValue(0);
        }
    }

    @Test
    void aLargeRequestGoesByTcpFirst() throws Exception {
        try (Endpoint kdc = new Endpoint(ANSWER, OTHER_ANSWER)) {
            assertThat(send(new byte[1466], "", kdc.port())).isEqualTo(OTHER_ANSWER);
            assertThat(kdc.datagrams).hasValue(0);
        }
    }

    @Test
    void udpPreferenceLimitOneMeansTcp() throws Exception {
        try (Endpoint kdc = new Endpoint(ANSWER, OTHER_ANSWER)) {
            assertThat(send(new byte[100], "udp_preference_limit = 1", kdc.port()))
                    .isEqualTo(OTHER_ANSWER);
        }
    }

    @Test
    void anAnswerThatIsTooBigForUdpIsFetchedByTcp() throws Exception {
        try (Endpoint kdc = new Endpoint(error(WireCode.KRB_ERR_RESPONSE_TOO_BIG), ANSWER)) {
            assertThat(send(new byte[100], "", kdc.port())).isEqualTo(ANSWER);
        }
    }

    @Test
    @Tag("A-017")
    void theNextKdcIsAskedWhenOneIsSilentOrGoneOrUnavailable() throws Exception {
        int gone;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = closed.getLocalPort();
        }
        try (Endpoint silent = new Endpoint(SILENCE, SILENCE);
                Endpoint unavailable = new Endpoint(error(WireCode.KDC_ERR_SVC_UNAVAILABLE), SILENCE);
                Endpoint kdc = new Endpoint(ANSWER, OTHER_ANSWER)) {
            assertThat(send(new byte[100], "", gone, silent.port(), unavailable.port(), kdc.port()))
                    .isEqualTo(ANSWER);
            assertThat(silent.datagrams).hasValue(1);
            assertThat(unavailable.datagrams).hasValue(1);
        }
    }

    @Test
    void whatIsNotKerberosIsNoAnswer() throws Exception {
        try (Endpoint http = new Endpoint("HTTP/1.1 400".getBytes(), "HTTP/1.1 400".getBytes());
                Endpoint kdc = new Endpoint(ANSWER, OTHER_ANSWER)) {
            assertThat(send(new byte[100], "", http.port(), kdc.port())).isEqualTo(ANSWER);
        }
    }

    @Test
    void noKdcThatAnswersIsAFailureWithinTheTotal() throws Exception {
        try (Endpoint silent = new Endpoint(SILENCE, SILENCE)) {
            Krb5Conf conf = conf("", "kdc = udp/127.0.0.1:" + silent.port());
            Instant before = Instant.now();
            KdcFailure failure = catchThrowableOfType(
                    KdcFailure.class, () -> new NetworkKdcs(conf, Duration.ofMillis(300)).send(REALM, new byte[9]));
            assertThat(failure.kind()).isEqualTo(Kind.NO_KDC);
            assertThat(failure).hasMessageStartingWith("Cannot contact any KDC for realm 'A.TEST'");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aRealmWithoutKdcsIsNamedWithTheCure() {
        KdcFailure failure = catchThrowableOfType(
                KdcFailure.class, () -> new NetworkKdcs(Krb5Conf.empty()).send(REALM, new byte[9]));
        assertThat(failure.kind()).isEqualTo(Kind.NO_KDC);
        assertThat(failure)
                .hasMessageStartingWith("Cannot find KDC for realm 'A.TEST'")
                .hasMessageContaining("krb5.conf");
    }

    private byte[] send(byte[] request, String libdefault, int... ports) throws IOException, KdcFailure {
        StringBuilder kdcs = new StringBuilder();
        for (int port : ports) {
            kdcs.append("kdc = 127.0.0.1:").append(port).append('\n');
        }
        return new NetworkKdcs(conf(libdefault, kdcs.toString())).send(REALM, request);
    }

    private Krb5Conf conf(String libdefault, String kdcs) throws IOException {
        return Krb5Conf.read(List.of(Files.writeString(
                folder.resolve("krb5.conf"),
                "[libdefaults]\n" + libdefault + "\n[realms]\nA.TEST = {\n" + kdcs + "\n}\n")));
    }

    private static byte[] error(WireCode code) {
        return KerberosCodec.encode(new KrbError(
                Optional.empty(),
                KerberosTime.of(Instant.EPOCH),
                code.number(),
                Optional.empty(),
                Optional.empty(),
                REALM,
                PrincipalName.krbtgt(REALM),
                Optional.empty(),
                Optional.empty()));
    }
}
