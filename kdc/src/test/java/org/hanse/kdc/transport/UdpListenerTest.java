package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.kdc.dispatch.MessageHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UdpListenerTest {
    private static final MessageHandler ECHO = (message, origin) -> message;

    private DatagramSocket client;
    private UdpListener listener;
    private InetSocketAddress server;

    @BeforeEach
    void openClient() throws Exception {
        client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(10_000);
    }

    @AfterEach
    void closeAll() {
        client.close();
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void datagramIsAnsweredWithItsOriginKnown() throws Exception {
        listen(
                "127.0.0.1",
                2,
                (message, origin) ->
                        (origin.transport() + " " + origin.address().getPort()).getBytes(StandardCharsets.UTF_8));
        send(server, 10);
        assertThat(new String(receive().getData(), StandardCharsets.UTF_8).trim())
                .isEqualTo("UDP " + client.getLocalPort());
    }

    @Test
    void everyClientIsAnsweredWhicheverThreadTakesIt() throws Exception {
        listen("127.0.0.1", 4, ECHO);
        for (int i = 0; i < 50; i++) {
            try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                other.setSoTimeout(10_000);
                other.send(new DatagramPacket(new byte[7 + i], 7 + i, server));
                DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                other.receive(answer);
                assertThat(answer.getLength()).isEqualTo(7 + i);
                assertThat(answer.getSocketAddress()).isEqualTo(server);
            }
        }
    }

    @Test
    void largestDatagramIsNotCut() throws Exception {
        listen("127.0.0.1", 1, ECHO);
        send(server, 65_507);
        assertThat(receive().getLength()).isEqualTo(65_507);
    }

    @Test
    void emptyDatagramReachesTheHandler() throws Exception {
        listen("127.0.0.1", 1, (message, origin) -> new byte[] {(byte) message.length, 1});
        send(server, 0);
        assertThat(receive().getLength()).isEqualTo(2);
    }

    @Test
    void silenceOfTheHandlerIsSilence() throws Exception {
        listen("127.0.0.1", 1, (message, origin) -> message.length == 1 ? new byte[0] : message);
        send(server, 1);
        send(server, 2);
        assertThat(receive().getLength()).isEqualTo(2);
    }

    @Test
    void faultInTheHandlerCostsOneDatagramOnly() throws Exception {
        listen("127.0.0.1", 1, (message, origin) -> {
            switch (message.length) {
                case 1 -> throw new IllegalStateException("wanted by the test");
                case 2 -> throw new StackOverflowError("wanted by the test");
                case 3 -> {
                    return new byte[70_000];
                }
                default -> {
                    return message;
                }
            }
        });
        send(server, 1);
        send(server, 2);
        send(server, 3);
        send(server, 4);
        assertThat(receive().getLength()).isEqualTo(4);
    }

    @Test
    void clientThatIsGoneDoesNotDisturbTheNext() throws Exception {
        listen("127.0.0.1", 1, ECHO);
        for (int i = 0; i < 20; i++) {
            try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                gone.send(new DatagramPacket(new byte[5], 5, server));
            }
        }
        send(server, 6);
        assertThat(receive().getLength()).isEqualTo(6);
    }

    @Test
    @Tag("K-014")
    void answerLeavesFromTheAddressThatWasAsked() throws Exception {
        listen("0.0.0.0", 2, ECHO);
        for (String asked : List.of("127.0.0.1", "127.0.0.2")) {
            InetSocketAddress address = new InetSocketAddress(asked, server.getPort());
            // 127.0.0.2 is on no interface's list, so only the wildcard socket serves it: the system may answer from
            // 127.0.0.1.
            send(address, 5);
            DatagramPacket answer = receive();
            if (asked.equals("127.0.0.1")) {
                assertThat(answer.getSocketAddress()).isEqualTo(address);
            }
        }
    }

    @Test
    @Tag("K-014")
    void ipv6IsServed() throws Exception {
        Assumptions.assumeTrue(
                Addresses.ofThisMachine().contains(InetAddress.getByName("::1")), "no IPv6 loopback here");
        listen("::1", 1, ECHO);
        try (DatagramSocket six = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            six.setSoTimeout(10_000);
            six.send(new DatagramPacket(new byte[9], 9, server));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            six.receive(answer);
            assertThat(answer.getLength()).isEqualTo(9);
        }
    }

    @Test
    void stopAnswersWhatHasArrived() throws Exception {
        // given a handler that is busy with the first of five datagrams
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        listen("127.0.0.1", 1, (message, origin) -> {
            if (calls.incrementAndGet() == 1) {
                reached.countDown();
                await(proceed);
            }
            return message;
        });
        for (int i = 1; i <= 5; i++) {
            send(server, i);
        }
        reached.await();

        // when
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> listener.stop(Duration.ofSeconds(10)));
        proceed.countDown();

        // then
        for (int i = 1; i <= 5; i++) {
            assertThat(receive().getLength()).isEqualTo(i);
        }
        stopped.get(10, TimeUnit.SECONDS);
        send(server, 6);
        client.setSoTimeout(100);
        assertThat(catchThrowableOfType(SocketTimeoutException.class, this::receive))
                .isNotNull();
    }

    @Test
    void secondServerIsRefusedThePortThoughPortsCanBeShared() throws Exception {
        listen("127.0.0.1", 2, ECHO);
        assertThat(catchThrowableOfType(ListenFault.class, () -> UdpListener.open(List.of(server), 2, ECHO)))
                .hasMessage("UDP port " + server.getPort() + " on 127.0.0.1 is in use; stop the other server or choose"
                        + " another with listen.kdcPort in realm.yaml");
    }

    private void listen(String host, int threads, MessageHandler handler) throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName(host))) {
            port = free.getLocalPort();
        }
        server = new InetSocketAddress(InetAddress.getByName(host), port);
        listener = UdpListener.open(List.of(server), threads, handler);
    }

    private void send(InetSocketAddress to, int length) throws IOException {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 0x6A);
        client.send(new DatagramPacket(octets, length, to));
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[66_000], 66_000);
        client.receive(packet);
        return packet;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
