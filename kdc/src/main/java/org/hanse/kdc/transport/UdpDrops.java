package org.hanse.kdc.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Datagrams that the kernel threw away because a socket's queue was full. They never come here; Linux counts them by socket. */
final class UdpDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/udp"), Path.of("/proc/self/net/udp6"));

    private UdpDrops() {}

    /** @return of all sockets of the port; empty where the system does not tell */
    static OptionalLong of(int port) {
        String suffix = String.format(":%04X", port);
        long drops = 0;
        try {
            for (Path table : TABLES) {
                if (Files.isReadable(table)) {
                    drops += Files.readAllLines(table).stream()
                            .map(line -> line.strip().split("\\s+"))
                            .filter(words -> words.length > 2 && words[1].endsWith(suffix))
                            .mapToLong(words -> Long.parseLong(words[words.length - 1]))
                            .sum();
                }
            }
        } catch (IOException | NumberFormatException anotherSystem) {
            return OptionalLong.empty();
        }
        return Files.isReadable(TABLES.get(0)) ? OptionalLong.of(drops) : OptionalLong.empty();
    }
}
