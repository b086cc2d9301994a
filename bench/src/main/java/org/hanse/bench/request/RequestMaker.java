package org.hanse.bench.request;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.hanse.bench.population.KeyHolder;
import org.hanse.bench.population.Population;

/**
 * Makes distinct requests for one server: users, tickets and services are drawn at random, all alike likely. Requests that were sent
 * before are retransmissions to every KDC, so none is used twice. Thread-safe.
 */
public final class RequestMaker {
    private final Population population;
    private final Tgts tgts;
    private final AsRequests as;
    private final TgsRequests tgs;

    public RequestMaker(Population population, Tgts tgts, Clock clock, SecureRandom random) {
        this.population = population;
        this.tgts = tgts;
        this.as = new AsRequests(clock, random);
        this.tgs = new TgsRequests(clock, random);
    }

    /** On all cores: the servers have nothing to do meanwhile. */
    public List<MadeRequest> make(RequestKind kind, int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> make(kind)).toList();
    }

    /** A login of each user. */
    public List<MadeRequest> everybody() {
        return population.users().parallelStream().map(as::withTimestamp).toList();
    }

    public MadeRequest make(RequestKind kind) {
        KeyHolder user = anyOf(population.users());
        KeyHolder service = anyOf(population.services());
        Tgt own = anyOf(tgts.own());
        Tgt foreign = anyOf(tgts.foreign());
        return switch (kind) {
            case AS_FIRST -> as.first(user);
            case AS_TIMESTAMP -> as.withTimestamp(user);
            case AS_FAST -> as.withChallenge(user, own);
            case TGS -> tgs.plain(kind, own, service);
            case TGS_FAST -> tgs.inFast(kind, own, service);
            case TO_PEER -> tgs.plain(kind, own, population.peerOut());
            case TO_PEER_FAST -> tgs.inFast(kind, own, population.peerOut());
            case FROM_PEER -> tgs.plain(kind, foreign, service);
            case FROM_PEER_FAST -> tgs.inFast(kind, foreign, service);
        };
    }

    private static <T> T anyOf(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }
}
