package org.hanse.bench.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.bench.population.Population;
import org.hanse.protocol.channel.HttpsChannel;

/** A kind of server with its settings. */
public interface KdcServer {
    /** For people and programs: one word. */
    String name();

    /** In a sentence, with the settings that matter. */
    String description();

    /** Makes its realm with this population in {@code folder}, which is there and empty. */
    void prepare(Population population, Path folder);

    /** Where it listens, once it is prepared: the same port for UDP and TCP. */
    InetSocketAddress address();

    /** Where it answers Kerberos over HTTPS, once it is prepared; empty if it does not. */
    default Optional<HttpsChannel.Proxy> https() {
        return Optional.empty();
    }

    /** Whether it becomes faster while it serves: such a server needs load before anything counts. */
    boolean warmsUp();

    /** Starts it on one core. */
    ServerProcess start(int core);
}
