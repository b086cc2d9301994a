package org.hanse.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How requests travel. */
public enum Transport {
    UDP("UDP", Duration.ofSeconds(1)) {
        @Override
        Line line(Selector selector, Target target) throws IOException {
            return new UdpLine(selector, target.kdc());
        }
    },
    /** A connection for each request, as stock clients have it. */
    TCP("TCP", Duration.ofSeconds(10)) {
        @Override
        Line line(Selector selector, Target target) {
            return new TcpLine(selector, target.kdc());
        }
    },
    /** MS-KKDCP, many requests on each connection, as a proxy before the server or a service with many tickets may have it. */
    HTTPS("HTTPS, connections kept", Duration.ofSeconds(10)) {
        @Override
        Line line(Selector selector, Target target) {
            return new HttpsLine(selector, target.realm(), target.https().orElseThrow(), true);
        }
    },
    /** MS-KKDCP, a connection and a whole handshake for each request, as stock clients have it. */
    HTTPS_ONCE("HTTPS, a connection for each", Duration.ofSeconds(10)) {
        @Override
        Line line(Selector selector, Target target) {
            return new HttpsLine(selector, target.realm(), target.https().orElseThrow(), false);
        }
    };

    private final String title;

    /** How long MIT's clients wait before they ask again; over TCP the kernel may have to ask for the connection again. */
    final long patience;

    Transport(String title, Duration patience) {
        this.title = title;
        this.patience = patience.toNanos();
    }

    abstract Line line(Selector selector, Target target) throws IOException;

    /** For people. */
    public String title() {
        return title;
    }

    /** For the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Transport> byWord(String word) {
        for (Transport transport : values()) {
            if (transport.word().equals(word)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }

    /** Whether such a server can be asked so. */
    public boolean reaches(Target target) {
        return this == UDP || this == TCP || target.https().isPresent();
    }
}
