package org.hanse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;

/** How requests travel. */
public enum Transport {
    UDP(Duration.ofSeconds(1)) {
        @Override
        Line line(Selector selector, InetSocketAddress server) throws IOException {
            return new UdpLine(selector, server);
        }
    },
    /** A connection for each request, as stock clients have it. */
    TCP(Duration.ofSeconds(10)) {
        @Override
        Line line(Selector selector, InetSocketAddress server) {
            return new TcpLine(selector, server);
        }
    };

    /** How long MIT's clients wait before they ask again; over TCP the kernel may have to ask for the connection again. */
    final long patience;

    Transport(Duration patience) {
        this.patience = patience.toNanos();
    }

    abstract Line line(Selector selector, InetSocketAddress server) throws IOException;
}
