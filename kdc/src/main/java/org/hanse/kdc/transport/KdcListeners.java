package org.hanse.kdc.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.dispatch.MessageHandler;

/** The KDC's port on all of its addresses, over UDP and TCP: RFC 4120 §7.2 asks every KDC for both. */
public final class KdcListeners implements AutoCloseable {
    /** When the system chooses the port for TCP and it is taken for UDP or on another address. */
    private static final int TRIES = 20;

    private final TcpListener tcp;
    private final UdpListener udp;
    private final InetSocketAddress address;

    private KdcListeners(TcpListener tcp, UdpListener udp, InetSocketAddress address) {
        this.tcp = tcp;
        this.udp = udp;
        this.address = address;
    }

    /**
     * Opens all sockets and begins to answer.
     *
     * @param nanos a clock that never goes back, for deadlines
     * @throws ListenFault if any of them cannot be opened; none stays open then
     */
    public static KdcListeners open(ListenSettings settings, MessageHandler handler, LongSupplier nanos)
            throws ListenFault {
        List<InetAddress> hosts = Addresses.of(settings.hosts());
        for (int i = 1; ; i++) {
            try {
                return openOnce(settings, hosts, handler, nanos);
            } catch (ListenFault e) {
                if (settings.kdcPort() != 0 || !e.isPortInUse() || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static KdcListeners openOnce(
            ListenSettings settings, List<InetAddress> hosts, MessageHandler handler, LongSupplier nanos)
            throws ListenFault {
        int cores = Runtime.getRuntime().availableProcessors();
        TcpListener tcp = new TcpListener(settings.tcp(), cores, handler, nanos);
        try {
            // TCP first: two servers cannot share a TCP port, whatever their options.
            List<InetSocketAddress> addresses = new ArrayList<>();
            int port = settings.kdcPort();
            for (InetAddress host : hosts) {
                InetSocketAddress bound = tcp.bind(new InetSocketAddress(host, port));
                port = bound.getPort();
                addresses.add(new InetSocketAddress(host, port));
            }
            int threads = settings.udpThreads() == 0 ? cores : settings.udpThreads();
            return new KdcListeners(tcp, UdpListener.open(addresses, threads, handler), addresses.get(0));
        } catch (ListenFault e) {
            tcp.close();
            throw e;
        }
    }

    /** The first address, with the port that serves. */
    public InetSocketAddress address() {
        return address;
    }

    /** HOST:PORT of the first address, as a program on this machine reaches it. */
    public String reachable() {
        return Addresses.reachable(address);
    }

    /** Other limits for TCP from now on. */
    public void limits(TcpLimits limits) {
        tcp.limits(limits);
    }

    /** Of TCP. */
    public ConnectionCounts connections() {
        return tcp.connections();
    }

    /** Datagrams that came while the system's queue was full; empty where the system does not tell. */
    public OptionalLong datagramsDropped() {
        return UdpDrops.of(address.getPort());
    }

    /** Takes no more, answers what has been accepted, and closes. Returns within twice {@code grace}. */
    public void stop(Duration grace) {
        tcp.stop(grace);
        udp.stop(grace);
    }

    @Override
    public void close() {
        tcp.close();
        udp.close();
    }
}
