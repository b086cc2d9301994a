package org.hanse.kdc.realm;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that are free on UDP and TCP at once, on all of some addresses. Holds what it found until it is closed.
 *
 * <p>They are below those that systems lend to clients (Linux from 32768, others from 49152): a server has its port for years, and
 * finds it taken if a client of anything got it while the server was down.
 */
final class FreePorts implements AutoCloseable {
    private static final int TRIES = 100;
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_768;

    private final List<InetAddress> addresses;
    private final List<Closeable> held = new ArrayList<>();

    /** @param hosts addresses or names; {@code *} is every address of this machine */
    FreePorts(List<String> hosts) throws IOException, RealmFailure {
        List<InetAddress> found = new ArrayList<>();
        for (String host : hosts) {
            try {
                found.add(host.equals("*") ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(host));
            } catch (java.net.UnknownHostException unknown) {
                throw RealmFailure.refused(
                        "the host \"" + host + "\" is unknown here", "give an address of this machine");
            }
        }
        addresses = List.copyOf(found);
    }

    /** A port that none of the earlier answers was. */
    int next() throws IOException, RealmFailure {
        for (int i = 0; i < TRIES; i++) {
            List<Closeable> sockets = new ArrayList<>();
            try {
                int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
                for (InetAddress address : addresses) {
                    ServerSocket tcp = new ServerSocket();
                    sockets.add(tcp);
                    tcp.bind(new InetSocketAddress(address, port));
                    sockets.add(new DatagramSocket(new InetSocketAddress(address, port)));
                }
                held.addAll(sockets);
                return port;
            } catch (SocketException taken) {
                // Somebody else has it.
                closeAll(sockets);
            }
        }
        throw RealmFailure.refused(
                "no port is free on UDP and TCP of " + addresses, "check that these are addresses of this machine");
    }

    @Override
    public void close() throws IOException {
        closeAll(held);
        held.clear();
    }

    private static void closeAll(List<Closeable> sockets) throws IOException {
        for (Closeable socket : sockets) {
            socket.close();
        }
    }
}
