package org.hanse.kdc.config;

import java.time.Duration;

/**
 * How much of the server the TCP connections of one port may take.
 *
 * @param connections most connections at once; when a new one comes, the longest idle one goes
 * @param connectionsPerAddress most connections at once from one address; likewise
 * @param idle how long a connection may be silent between two requests
 * @param request how long a request may take from its first octet to its last
 */
public record TcpLimits(int connections, int connectionsPerAddress, Duration idle, Duration request) {
    public static final TcpLimits DEFAULT = new TcpLimits(4096, 256, Duration.ofSeconds(10), Duration.ofSeconds(10));

    /**
     * A connection takes some 40 kB for TLS, so there are fewer. People sit behind one address by the hundred, and each needs it for
     * a moment.
     */
    public static final TcpLimits DEFAULT_HTTPS =
            new TcpLimits(1024, 128, Duration.ofSeconds(30), Duration.ofSeconds(10));
}
