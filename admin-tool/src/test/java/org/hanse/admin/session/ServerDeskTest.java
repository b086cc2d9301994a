package org.hanse.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerDeskTest {
    @Test
    void ofSeveralAddressesItIsTheFirstWhereSomebodyListens() throws Exception {
        try (ServerSocket listens = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress nobody = new InetSocketAddress("127.0.0.2", listens.getLocalPort());
            InetSocketAddress there = new InetSocketAddress("127.0.0.1", listens.getLocalPort());

            assertThat(ServerDesk.reachable(List.of(nobody, there))).isEqualTo(there);
            assertThat(ServerDesk.reachable(List.of(nobody)))
                    .as("with one there is nothing to choose")
                    .isEqualTo(nobody);
        }
    }
}
