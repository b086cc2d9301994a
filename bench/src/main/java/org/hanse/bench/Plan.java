package org.hanse.bench;

import java.util.List;
import java.util.Map;
import org.hanse.bench.load.Transport;
import org.hanse.bench.request.RequestKind;
import org.hanse.protocol.name.EncType;

/**
 * How a run goes.
 *
 * @param tgts of how many users TGTs are used; each is used again and again, as a busy client does
 * @param rate of the latency rounds in requests per second; 0 for half of what the first server does
 * @param warmUpSeconds how long a server that compiles what it runs gets load before anything counts, at the most
 * @param kinds what is measured over each transport
 * @param starts how often each server is started to see how long it takes
 */
record Plan(
        int principals,
        EncType etype,
        int tgts,
        Map<Transport, List<RequestKind>> kinds,
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
        kinds = Map.copyOf(kinds);
    }

    List<RequestKind> kinds(Transport transport) {
        return kinds.getOrDefault(transport, List.of());
    }
}
