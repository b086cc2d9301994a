package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KdcListenersTest {
    @Test
    @Tag("K-014")
    void oneChosenPortServesBothTransportsOnAllHosts() throws Exception {
        try (KdcListeners listeners = open(0, "127.0.0.1", "127.0.0.3")) {
            int port = listeners.address().getPort();
            assertThat(listeners.reachable()).isEqualTo("127.0.0.1:" + port);
            for (String host : List.of("127.0.0.1", "127.0.0.3")) {
                InetSocketAddress server = new InetSocketAddress(host, port);
                try (TcpClient client = new TcpClient(server)) {
                    assertThat(client.write(TcpClient.framed(new byte[] {0x6A, 1}))
                                    .read())
                            .containsExactly(0x6A, 1);
                }
                assertUdpAnswers(server);
            }
            listeners.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    @Tag("K-014")
    void starMeansEveryAddress() throws Exception {
        try (KdcListeners listeners = open(0, "*")) {
            for (InetAddress address : Addresses.ofThisMachine()) {
                InetSocketAddress server =
                        new InetSocketAddress(address, listeners.address().getPort());
                if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
                    assertUdpAnswers(server);
                    new TcpClient(server).close();
                }
            }
            assertThat(listeners.reachable()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void udpPortInUseLeavesNothingOpen() throws Exception {
        try (DatagramSocket other = udpAlone()) {
            int port = other.getLocalPort();

            ListenFault fault = catchThrowableOfType(ListenFault.class, () -> open(port, "127.0.0.1"));

            assertThat(fault)
                    .hasMessage("UDP port " + port + " on 127.0.0.1 is in use; stop the other server or choose another"
                            + " with listen.kdcPort in realm.yaml");
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(tcp.isBound()).isTrue();
            }
        }
    }

    /** On a port below those that the system lends to clients, whose TCP side nobody has. */
    private static DatagramSocket udpAlone() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int port = 20_000 + ThreadLocalRandom.current().nextInt(10_000); ; port++) {
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback)) {
                return new DatagramSocket(tcp.getLocalPort(), loopback);
            } catch (BindException taken) {
                assertThat(port).as("some port is free").isLessThan(32_000);
            }
        }
    }

    @Test
    void unknownHostIsTold() {
        assertThat(catchThrowableOfType(ListenFault.class, () -> open(0, "no-such-host.invalid")))
                .hasMessage("no host no-such-host.invalid is known to this machine; mend listen.hosts in realm.yaml or"
                        + " the name service");
    }

    private static KdcListeners open(int port, String... hosts) throws ListenFault {
        ListenSettings settings =
                new ListenSettings(List.of(hosts), port, 0, 0, 2, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS);
        return KdcListeners.open(settings, (message, origin) -> message, System::nanoTime);
    }

    private static void assertUdpAnswers(InetSocketAddress server) throws Exception {
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(10_000);
            client.connect(server); // drops answers from any other address
            client.send(new DatagramPacket(new byte[] {0x6A, 2, 3}, 3));
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            client.receive(answer);
            assertThat(answer.getLength()).isEqualTo(3);
        }
    }
}
