package org.hanse.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hanse.protocol.channel.ChannelFault.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(80);

    @Test
    void aDatagramGetsItsAnswer() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try {
                    DatagramPacket in = new DatagramPacket(new byte[100], 100);
                    server.receive(in);
                    server.send(new DatagramPacket(new byte[] {in.getData()[0], 9}, 2, in.getSocketAddress()));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(UdpChannel.exchange(at(server.getLocalPort()), new byte[] {7}, LONG))
                    .containsExactly(7, 9);
            answering.get();
        }
    }

    @Test
    void silenceOverUdpIsATimeout() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(fault(() -> UdpChannel.exchange(at(server.getLocalPort()), new byte[1], SHORT)))
                    .isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void closedPortsRefuse() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(fault(() -> TcpChannel.exchange(at(port), new byte[1], LONG)))
                .isEqualTo(Kind.REFUSED);
        assertThat(fault(() -> UdpChannel.exchange(at(port), new byte[1], LONG)))
                .isEqualTo(Kind.REFUSED);
        assertThat(fault(() -> TcpChannel.exchange(
                        InetSocketAddress.createUnresolved("no.such.invalid", 88), new byte[1], LONG)))
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void aMessageOverTcpTravelsBehindItsLength() throws Exception {
        byte[] answer = tcp(LONG, (in, out) -> {
            byte[] message = new byte[in.readInt()];
            in.readFully(message);
            out.writeInt(message.length + 1);
            // In two pieces, as networks deliver.
            out.write(message);
            out.flush();
            out.write(42);
        });
        assertThat(answer).containsExactly(1, 2, 3, 42);
    }

    @Test
    @Tag("A-017")
    void anAnswerOverTheLimitIsRefusedByItsLength() {
        assertThat(fault(() -> tcp(LONG, (in, out) -> out.writeInt(TcpChannel.MAX_MESSAGE + 1))))
                .isEqualTo(Kind.TOO_LONG);
        assertThat(fault(() -> tcp(LONG, (in, out) -> out.writeInt(0x80000001))))
                .isEqualTo(Kind.TOO_LONG);
    }

    @Test
    @Tag("A-017")
    void anAnswerThatEndsEarlyIsCutOff() {
        assertThat(fault(() -> tcp(LONG, (in, out) -> {
                    in.readNBytes(7);
                    out.writeInt(10);
                    out.write(1);
                })))
                .isEqualTo(Kind.CUT_OFF);
    }

    @Test
    void anAnswerThatTricklesDoesNotMoveTheDeadline() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        assertThat(fault(() -> {
                    try {
                        return tcp(SHORT, (in, out) -> {
                            out.writeInt(3);
                            out.write(1);
                            out.flush();
                            over.join();
                        });
                    } finally {
                        over.complete(null);
                    }
                }))
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void messagesOverTheLimitAreNotSent() {
        assertThat(fault(() -> UdpChannel.exchange(at(1), new byte[UdpChannel.MAX_MESSAGE + 1], LONG)))
                .isEqualTo(Kind.TOO_LONG);
        assertThat(fault(() -> TcpChannel.exchange(at(1), new byte[TcpChannel.MAX_MESSAGE + 1], LONG)))
                .isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.currentThread().interrupt();
            Kind kind = fault(() -> UdpChannel.exchange(at(server.getLocalPort()), new byte[1], LONG));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(kind).isEqualTo(Kind.INTERRUPTED);
        }
    }

    private interface Peer {
        void serve(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private interface Exchange {
        byte[] run() throws Exception;
    }

    private static byte[] tcp(Duration timeout, Peer peer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept();
                        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
                    peer.serve(new DataInputStream(socket.getInputStream()), out);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            byte[] answer = TcpChannel.exchange(at(server.getLocalPort()), new byte[] {1, 2, 3}, timeout);
            serving.join();
            return answer;
        }
    }

    private static Kind fault(Exchange exchange) {
        ChannelFault fault = catchThrowableOfType(ChannelFault.class, exchange::run);
        assertThat(fault).as("a fault was due").isNotNull();
        return fault.kind();
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
