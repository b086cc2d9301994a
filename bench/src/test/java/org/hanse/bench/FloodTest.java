package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hanse.bench.jmh.MemoryRealm;
import org.hanse.bench.load.Flood;
import org.hanse.bench.load.FloodResult;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.dispatch.MessageHandler;
import org.hanse.kdc.transport.KdcListeners;
import org.hanse.protocol.name.EncType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crowd against the server's own listeners: all that was offered is counted, and those who are followed ask again. */
class FloodTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<Flood.Stage> STAGES = List.of(
            new Flood.Stage(400, Duration.ofMillis(250)),
            new Flood.Stage(2000, Duration.ofMillis(100)),
            new Flood.Stage(400, Duration.ofMillis(250)));

    private final Population population = Population.of(20, EncType.AES256_CTS_HMAC_SHA1_96, RANDOM);
    private final MemoryRealm realm = new MemoryRealm(population, CLOCK, RANDOM, request -> {});
    private List<MadeRequest> requests = List.of();

    @BeforeEach
    void make() throws Exception {
        Tgts tgts = Tgts.obtain(population, realm, 5, new AsRequests(CLOCK, RANDOM), RANDOM);
        requests = new RequestMaker(population, tgts, CLOCK, RANDOM).make(RequestKind.TGS, Flood.requests(STAGES));
    }

    private FloodResult flood(MessageHandler handler) throws Exception {
        ListenSettings settings =
                new ListenSettings(List.of("127.0.0.1"), 0, 0, 0, 1, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS);
        try (KdcListeners listeners = KdcListeners.open(settings, handler, System::nanoTime)) {
            return new Flood(listeners.address(), requests, STAGES).run();
        }
    }

    @Test
    void everybodyIsCountedWhereNobodyIsShed() throws Exception {
        FloodResult result = flood((message, origin) -> realm.answer(message));

        assertThat(result.offered()).containsExactly(100, 200, 100);
        assertThat(result.answered()[0] + result.answered()[1] + result.answered()[2])
                .isEqualTo(400);
        assertThat(result.wrong()).isZero();
        assertThat(result.followed()).hasSize(100 + 200 / 4 + 100).noneMatch(FloodResult.Followed::again);
    }

    @Test
    void whoIsFollowedAsksAgainAfterASecond() throws Exception {
        Set<String> heard = ConcurrentHashMap.newKeySet();

        FloodResult result = flood((message, origin) ->
                heard.add(HexFormat.of().formatHex(message)) ? new byte[0] : realm.answer(message));

        assertThat(result.followed()).hasSize(100 + 200 / 4 + 100).allMatch(FloodResult.Followed::again);
        assertThat(FloodResult.latency(result.followed(), 0)).isGreaterThanOrEqualTo(1000);
        assertThat(result.answered()[2]).isEqualTo(result.followed().size());
    }

    @Test
    void whoIsNeverAnsweredHasNoLatency() throws Exception {
        FloodResult result = flood((message, origin) -> new byte[0]);

        assertThat(result.answered()).containsOnly(0);
        assertThat(FloodResult.latency(result.followed(), 0.5)).isInfinite();
    }
}
