package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.dispatch.MessageHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TcpListenerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final TcpLimits PATIENT = new TcpLimits(4096, 4096, LONG, LONG);
    private static final MessageHandler ECHO = new MessageHandler() {
        @Override
        public byte[] answer(byte[] message, Origin origin) {
            return message;
        }

        @Override
        public byte[] refuse(Reason reason, Origin origin) {
            return reason.name().getBytes(StandardCharsets.UTF_8);
        }
    };

    private final List<AutoCloseable> open = new ArrayList<>();
    private TcpListener listener;
    private InetSocketAddress server;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        listener.close();
    }

    @Test
    void requestIsAnsweredWithItsOriginKnown() throws Exception {
        listen(
                PATIENT,
                (message, origin) ->
                        (origin.transport() + " " + origin.address().getPort()).getBytes(StandardCharsets.UTF_8));
        TcpClient client = client();

        byte[] answer = client.write(TcpClient.framed(request(10))).read();

        assertThat(new String(answer, StandardCharsets.UTF_8))
                .isEqualTo("TCP " + client.socket().getLocalPort());
    }

    @Test
    @Tag("K-007")
    void requestMayComeOctetByOctet() throws Exception {
        listen(PATIENT, ECHO);
        assertThat(client().writeOctetByOctet(TcpClient.framed(request(40))).read())
                .isEqualTo(request(40));
    }

    @Test
    @Tag("K-007")
    void lengthMayBeSplitOverWrites() throws Exception {
        listen(PATIENT, ECHO);
        byte[] stream = TcpClient.framed(request(3000));
        TcpClient client = client();
        client.writeOctetByOctet(java.util.Arrays.copyOf(stream, 4));
        client.write(java.util.Arrays.copyOfRange(stream, 4, stream.length));
        assertThat(client.read()).isEqualTo(request(3000));
    }

    @Test
    @Tag("K-009")
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient client = client().write(TcpClient.framed(request(1), request(2000), request(100_000), request(5)));
        assertThat(client.read()).isEqualTo(request(1));
        assertThat(client.read()).isEqualTo(request(2000));
        assertThat(client.read()).isEqualTo(request(100_000));
        assertThat(client.read()).isEqualTo(request(5));
        assertThat(client.write(TcpClient.framed(request(7))).read()).isEqualTo(request(7));
    }

    @Test
    @Tag("K-009")
    void answersAreNeverMixedBetweenClients() throws Exception {
        listen(PATIENT, ECHO);
        List<TcpClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(client().write(TcpClient.framed(request(100 + i), request(200 + i))));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(clients.get(i).read()).isEqualTo(request(100 + i));
            assertThat(clients.get(i).read()).isEqualTo(request(200 + i));
        }
    }

    @Test
    void clientThatEndsItsOutputStillGetsItsAnswer() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient client = client().write(TcpClient.framed(request(60_000)));
        client.endOutput();
        assertThat(client.read()).isEqualTo(request(60_000));
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF, RequestFrames.LARGEST + 1})
    @Tag("K-004")
    @Tag("K-005")
    void lengthOverTheCapGetsFieldTooLongAndTheEnd(int length) throws Exception {
        listen(PATIENT, ECHO);
        // Octets behind the length must not turn the answer into a reset.
        TcpClient client =
                client().write(ByteBuffer.allocate(2000).putInt(length).array());
        assertThat(client.read()).asString().isEqualTo("REQUEST_TOO_LONG");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    @Tag("K-005")
    void claimsOfTwoGigabytesTakeNoMemory() throws Exception {
        listen(PATIENT, ECHO);
        long before = usedMemory();
        for (int i = 0; i < 50; i++) {
            TcpClient client = client().write(new byte[] {0x7F, -1, -1, -1});
            assertThat(client.read()).isNotEmpty();
        }
        assertThat(usedMemory() - before).isLessThan(50 << 20);
    }

    @Test
    @Tag("K-006")
    void lengthZeroGetsAnErrorAndTheEnd() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient client = client().write(TcpClient.framed(new byte[0], request(5)));
        assertThat(client.read()).asString().isEqualTo("REQUEST_MALFORMED");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    @Tag("K-002")
    void otherProtocolGetsTheHandlersErrorAndTheEnd() throws Exception {
        listen(PATIENT, (message, origin) -> new byte[] {30});
        TcpClient client = client().write(TcpClient.framed(new byte[] {'G', 'E', 'T'}, request(5)));
        assertThat(client.read()).containsExactly(30);
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void silenceOfTheHandlerEndsTheConnection() throws Exception {
        listen(PATIENT, (message, origin) -> new byte[0]);
        assertThat(client().write(TcpClient.framed(request(5))).isAtEnd()).isTrue();
    }

    @Test
    void faultInTheHandlerEndsOneConnectionOnly() throws Exception {
        listen(PATIENT, (message, origin) -> {
            if (message.length == 13) {
                throw new IllegalStateException("wanted by the test");
            }
            if (message.length == 14) {
                throw new StackOverflowError("wanted by the test");
            }
            return message;
        });
        TcpClient other = client();
        assertThat(client().write(TcpClient.framed(request(13))).isAtEnd()).isTrue();
        assertThat(client().write(TcpClient.framed(request(14))).isAtEnd()).isTrue();
        assertThat(other.write(TcpClient.framed(request(5))).read()).isEqualTo(request(5));
    }

    @Test
    void idleConnectionIsClosed() throws Exception {
        listen(new TcpLimits(100, 100, Duration.ofMillis(100), LONG), ECHO);
        TcpClient never = client();
        TcpClient once = client().write(TcpClient.framed(request(5)));
        assertThat(once.read()).isEqualTo(request(5));
        assertThat(once.isAtEnd()).isTrue();
        assertThat(never.isAtEnd()).isTrue();
    }

    @Test
    @Tag("K-007")
    void requestThatTakesTooLongIsClosedHoweverItTrickles() throws Exception {
        listen(new TcpLimits(100, 100, LONG, Duration.ofMillis(200)), ECHO);
        TcpClient slow = client().write(ByteBuffer.allocate(4).putInt(100_000).array());
        await().pollInterval(Duration.ofMillis(5)).until(() -> fails(() -> slow.write(new byte[] {1})));
    }

    @Test
    @Tag("K-007")
    @Tag("K-008")
    void goodClientIsServedAmongSlowOnes() throws Exception {
        // given twice as many as there is room for, each with an unfinished request
        listen(new TcpLimits(100, 1000, LONG, LONG), ECHO);
        for (int i = 0; i < 200; i++) {
            client().write(new byte[] {0, 0, 1});
        }

        long before = System.nanoTime();
        byte[] answer = client().write(TcpClient.framed(request(5))).read();

        assertThat(answer).isEqualTo(request(5));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(listener.connections().open()).isEqualTo(100));
    }

    @Test
    @Tag("K-008")
    void thousandIdleConnectionsDoNotMatter() throws Exception {
        listen(PATIENT, ECHO);
        for (int i = 0; i < 1000; i++) {
            client();
        }
        long before = System.nanoTime();
        assertThat(client().write(TcpClient.framed(request(5))).read()).isEqualTo(request(5));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void unfinishedRequestsTogetherAreBounded() throws Exception {
        // given connections that stop short of the largest request's end, as many as fill what may be held
        listen(PATIENT, ECHO);
        byte[] almost = java.util.Arrays.copyOf(
                TcpClient.framed(request(RequestFrames.LARGEST)), Integer.BYTES + RequestFrames.LARGEST - 1);
        int room = (int) (Connections.MOST_HELD / RequestFrames.LARGEST);
        for (int i = 0; i < room; i++) {
            client().write(almost);
        }

        // when one more comes, then one of them goes, and good clients are served
        TcpClient good = client();
        client().write(almost);
        await().untilAsserted(() -> assertThat(listener.connections().open()).isEqualTo(room + 1));
        assertThat(good.write(TcpClient.framed(request(5))).read()).isEqualTo(request(5));
    }

    @Test
    @Tag("K-008")
    @Tag("K-012")
    void addressOverItsCapLosesItsOwnLongestIdleConnection() throws Exception {
        listen(new TcpLimits(100, 2, LONG, LONG), ECHO);
        TcpClient first = client();
        TcpClient second = client();
        assertThat(first.write(TcpClient.framed(request(1))).read()).isEqualTo(request(1));
        assertThat(second.write(TcpClient.framed(request(2))).read()).isEqualTo(request(2));
        assertThat(first.write(TcpClient.framed(request(3))).read()).isEqualTo(request(3));

        TcpClient third = client();

        assertThat(second.isAtEnd()).isTrue();
        assertThat(first.write(TcpClient.framed(request(4))).read()).isEqualTo(request(4));
        assertThat(third.write(TcpClient.framed(request(5))).read()).isEqualTo(request(5));
    }

    @Test
    void capsCountFromTheNextConnectionAfterAReload() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient first = client();
        first.write(TcpClient.framed(request(1))).read();
        listener.limits(new TcpLimits(1, 1, LONG, LONG));
        TcpClient second = client();
        assertThat(first.isAtEnd()).isTrue();
        assertThat(second.write(TcpClient.framed(request(2))).read()).isEqualTo(request(2));
    }

    @Test
    void peerThatNeverReadsIsClosed() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient greedy = client();
        byte[] stream = TcpClient.framed(request(100_000));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        greedy.write(stream);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void stopAnswersWhatIsBeingWorkedOn() throws Exception {
        // given one request that the handler holds, and an idle connection
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        listen(PATIENT, (message, origin) -> {
            reached.countDown();
            return waited(proceed, message);
        });
        TcpClient idle = client();
        TcpClient working = client().write(TcpClient.framed(request(5)));
        reached.await();

        // when
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> listener.stop(Duration.ofSeconds(10)));
        await().until(() -> !accepts());
        proceed.countDown();

        // then
        assertThat(working.read()).isEqualTo(request(5));
        assertThat(working.isAtEnd()).isTrue();
        assertThat(idle.isAtEnd()).isTrue();
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void stopWaitsForTheRestOfARequestAndNoLongerThanItsGrace() throws Exception {
        listen(PATIENT, ECHO);
        TcpClient halfway = client();
        TcpClient never = client().write(new byte[] {0});
        byte[] stream = TcpClient.framed(request(50));
        halfway.write(java.util.Arrays.copyOf(stream, 30));
        await().until(() -> listener.connections().open() == 2);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> listener.stop(Duration.ofSeconds(2)));
        await().until(() -> !accepts());
        halfway.write(java.util.Arrays.copyOfRange(stream, 30, stream.length));

        assertThat(halfway.read()).isEqualTo(request(50));
        stopped.get(10, TimeUnit.SECONDS);
        assertThat(never.isAtEnd()).isTrue();
    }

    @Test
    void portInUseIsTold() throws Exception {
        listen(PATIENT, ECHO);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress taken = new InetSocketAddress(other.getInetAddress(), other.getLocalPort());
            assertThat(catchThrowableOfType(ListenFault.class, () -> listener.bind(taken)))
                    .hasMessage("TCP port " + other.getLocalPort() + " on 127.0.0.1 is in use; stop the other server or"
                            + " choose another with listen.kdcPort in realm.yaml");
        }
    }

    @Test
    void addressOfAnotherMachineIsTold() throws Exception {
        listen(PATIENT, ECHO);
        assertThat(catchThrowableOfType(
                        ListenFault.class, () -> listener.bind(new InetSocketAddress("192.0.2.1", 8888))))
                .hasMessage("address 192.0.2.1 is none of this machine's; mend listen.hosts in realm.yaml");
    }

    private void listen(TcpLimits limits, MessageHandler handler) throws ListenFault {
        listener = new TcpListener(limits, 2, handler, System::nanoTime);
        server = listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private TcpClient client() throws IOException {
        TcpClient client = new TcpClient(server);
        open.add(client);
        return client;
    }

    private static boolean fails(Callable<?> action) throws Exception {
        try {
            action.call();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean accepts() {
        try (TcpClient probe = new TcpClient(server)) {
            return probe.socket().isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] waited(CountDownLatch latch, byte[] answer) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Looks like an AS-REQ by its first octet. */
    private static byte[] request(int length) {
        byte[] request = new byte[length];
        request[0] = 0x6A;
        request[length - 1] |= (byte) (length == 1 ? 0 : length);
        return request;
    }
}
