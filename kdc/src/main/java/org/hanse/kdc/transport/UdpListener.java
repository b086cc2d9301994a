package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.dispatch.MessageHandler;

/**
 * UDP, RFC 4120 §7.2.1: as many threads as cores, each with its own socket on every address (SO_REUSEPORT), so that the kernel
 * spreads the clients and no queue lies between a datagram and its answer.
 *
 * <p>An answer leaves from the address that the request came to: a socket is bound to each address, since a wildcard socket
 * in Java does not tell which address was asked.
 */
final class UdpListener implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(UdpListener.class);
    private static final Duration NO_GRACE = Duration.ZERO;

    private final List<UdpLoop> loops;

    private UdpListener(List<UdpLoop> loops) {
        this.loops = loops;
    }

    /**
     * @param threads at least 1; more than one only where the system can share a port
     * @throws ListenFault if an address cannot be opened; nothing stays open then
     */
    static UdpListener open(List<InetSocketAddress> addresses, int threads, MessageHandler handler) throws ListenFault {
        for (InetSocketAddress address : addresses) {
            refuseIfInUse(address);
        }
        List<UdpLoop> loops = new ArrayList<>();
        UdpListener listener = new UdpListener(loops);
        try {
            for (int i = 0; i < (canShare() ? threads : 1); i++) {
                UdpLoop loop = new UdpLoop("udp-" + i, handler);
                loops.add(loop);
                for (InetSocketAddress address : addresses) {
                    bind(loop, address);
                }
            }
        } catch (IOException e) {
            listener.close();
            throw new IllegalStateException("no selector could be opened", e);
        } catch (ListenFault e) {
            listener.close();
            throw e;
        }
        loops.forEach(UdpLoop::start);
        return listener;
    }

    /**
     * SO_REUSEPORT would let a second server of the same user share the port, each getting some of the requests: so try
     * without it first.
     */
    private static void refuseIfInUse(InetSocketAddress address) throws ListenFault {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.bind(address);
        } catch (IOException e) {
            throw ListenFault.of(ListenFault.Port.UDP, address, e);
        }
    }

    private static boolean canShare() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(UdpLoop loop, InetSocketAddress address) throws ListenFault {
        try {
            loop.bind(address);
        } catch (IOException e) {
            throw ListenFault.of(ListenFault.Port.UDP, address, e);
        }
        if (address.getAddress().isAnyLocalAddress() && canShare()) {
            bindEach(loop, address.getPort());
        }
    }

    /** The wildcard socket stays for addresses that come later; the kernel prefers the more exact ones. */
    private static void bindEach(UdpLoop loop, int port) {
        try {
            for (InetAddress address : Addresses.ofThisMachine()) {
                bindIfPossible(loop, new InetSocketAddress(address, port));
            }
        } catch (IOException e) {
            LOG.warn(
                    "The addresses of this machine could not be listed, UDP answers leave from its main address: {}",
                    e);
        }
    }

    private static void bindIfPossible(UdpLoop loop, InetSocketAddress address) {
        try {
            loop.bind(address);
        } catch (IOException e) {
            LOG.warn("UDP on {} is served by the wildcard socket only: {}", address, e.getMessage());
        }
    }

    /** Answers what has arrived, for at most {@code grace}, and closes. */
    void stop(Duration grace) {
        loops.forEach(UdpLoop::stopWhenDrained);
        loops.forEach(loop -> loop.awaitEnd(grace));
        close();
    }

    @Override
    public void close() {
        loops.forEach(UdpLoop::stopWhenDrained);
        loops.forEach(loop -> loop.awaitEnd(NO_GRACE));
        loops.forEach(UdpLoop::close);
    }
}
