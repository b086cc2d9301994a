package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.bench.jmh.MemoryRealm;
import org.hanse.bench.load.LoadGenerator;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.Pace;
import org.hanse.bench.load.Transport;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against the server's own listeners: it counts what is answered, and takes nothing else for an answer. */
class LoadGeneratorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int COUNT = 100;
    private static final Pace WINDOW = new Pace.Window(8);

    private final Population population = Population.of(20, EncType.AES256_CTS_HMAC_SHA1_96, RANDOM);
    private final MemoryRealm realm = new MemoryRealm(population, CLOCK, RANDOM, request -> {});
    private List<MadeRequest> requests = List.of();

    @BeforeEach
    void make() throws Exception {
        Tgts tgts = Tgts.obtain(population, realm, 5, new AsRequests(CLOCK, RANDOM), RANDOM);
        requests = new RequestMaker(population, tgts, CLOCK, RANDOM).make(RequestKind.TGS, COUNT);
    }

    private LoadResult load(Transport transport, Pace pace, MessageHandler handler) throws Exception {
        ListenSettings settings =
                new ListenSettings(List.of("127.0.0.1"), 0, 0, 0, 1, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS);
        try (KdcListeners listeners = KdcListeners.open(settings, handler, System::nanoTime)) {
            return new LoadGenerator(transport, listeners.address(), requests, pace).run(LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEachRequestOnceAndKeepsAnswersThatAreReal(Transport transport) throws Exception {
        AtomicInteger asked = new AtomicInteger();

        LoadResult result = load(transport, WINDOW, (message, origin) -> {
            asked.incrementAndGet();
            return realm.answer(message);
        });

        assertThat(result.answered()).isEqualTo(COUNT);
        assertThat(asked).hasValue(COUNT);
        assertThat(result.latencies()).hasSize(COUNT).isSorted();
        assertThat(result.sample()).isNotEmpty();
        for (Map.Entry<Integer, byte[]> one : result.sample().entrySet()) {
            requests.get(one.getKey()).check().real(one.getValue());
        }
    }

    @Test
    void keepsToItsRate() throws Exception {
        LoadResult result = load(Transport.UDP, new Pace.Rate(400, true), (message, origin) -> realm.answer(message));

        assertThat(result.answered()).isEqualTo(COUNT);
        assertThat(result.nanos()).isGreaterThanOrEqualTo(Duration.ofMillis(247).toNanos());
    }

    @Test
    void countsWhatIsNeverAnsweredAsLost() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        LoadResult result = load(
                Transport.UDP,
                WINDOW,
                (message, origin) -> asked.getAndIncrement() % 10 == 0 ? new byte[0] : realm.answer(message));

        assertThat(result.lost()).isEqualTo(COUNT / 10);
        assertThat(result.answered()).isEqualTo(COUNT - COUNT / 10);
    }

    @Test
    void countsAnotherMessageAsWrong() throws Exception {
        byte[] error = {0x7E, 0};

        LoadResult result = load(Transport.UDP, WINDOW, (message, origin) -> error.clone());

        assertThat(result.wrong()).isEqualTo(COUNT);
        assertThat(result.answered()).isZero();
    }
}
