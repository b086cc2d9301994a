package org.hanse.bench.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Where the programs are: our own scripts, and the stock software that {@code scripts/stock-software} fetched. */
public record Checkout(Path root) {

    Path script(String name) {
        return root.resolve("scripts").resolve(name);
    }

    /** A line of {@code .stock/env}. */
    String stock(String name) {
        Path file = root.resolve(".stock/env");
        Map<String, String> lines = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        } catch (IOException e) {
            throw new BenchFailure("the stock software is not here (" + file + "); run scripts/stock-software", e);
        }
        return lines.getOrDefault(name, "");
    }

    /** A loopback port that is free for UDP and TCP at this moment, and that Linux lends to no client: the load has thousands. */
    static InetSocketAddress freePort() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < 20; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                return new InetSocketAddress(loopback, udp.getLocalPort());
            } catch (IOException taken) {
                // The next attempt draws another one.
            }
        }
        throw new BenchFailure("no loopback port is free for both UDP and TCP");
    }
}
