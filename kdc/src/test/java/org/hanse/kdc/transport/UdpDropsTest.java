package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UdpDropsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatASocketDoesNotTakeInTimeIsCounted() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket deaf = new DatagramSocket(any);
                DatagramSocket sender = new DatagramSocket()) {
            deaf.setReceiveBufferSize(4096);
            assertThat(UdpDrops.of(deaf.getLocalPort())).hasValue(0);
            for (int i = 0; i < 1000; i++) {
                sender.send(new DatagramPacket(new byte[1000], 1000, deaf.getLocalSocketAddress()));
            }

            assertThat(UdpDrops.of(deaf.getLocalPort()).orElseThrow()).isBetween(900L, 1000L);
        }
    }
}
