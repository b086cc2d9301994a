package org.hanse.bench;

import java.util.List;
import org.hanse.bench.load.Transport;
import org.hanse.bench.request.RequestKind;
import org.hanse.protocol.name.EncType;

/**
 * How a run goes.
 *
 * @param tgts of how many users TGTs are used; each is used again and again, as a busy client does
 * @param rate of the latency rounds in requests per second; 0 for half of what the first server does
 * @param warmUpSeconds how long a server that compiles what it runs gets load before anything counts, at the most
 * @param tcpKinds what is also measured over TCP
 * @param starts how often each server is started to see how long it takes
 */
record Plan(
        int principals,
        EncType etype,
        int tgts,
        List<RequestKind> kinds,
        List<RequestKind> tcpKinds,
        int window,
        double rate,
        int rounds,
        double seconds,
        double warmUpSeconds,
        int latencyRounds,
        int starts,
        int serverCore,
        int loadCore) {
    Plan {
        kinds = List.copyOf(kinds);
        tcpKinds = List.copyOf(tcpKinds);
    }

    List<RequestKind> kinds(Transport transport) {
        return transport == Transport.UDP ? kinds : tcpKinds;
    }
}
