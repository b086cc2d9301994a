package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.bench.jmh.MemoryRealm;
import org.hanse.bench.load.LoadGenerator;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.Pace;
import org.hanse.bench.load.Target;
import org.hanse.bench.load.Transport;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.bench.server.RealmAuthority;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.dispatch.MessageHandler;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpsListener;
import org.hanse.kdc.transport.KdcListeners;
import org.hanse.kdc.transport.KdcProxy;
import org.hanse.kdc.transport.KdcRelay;
import org.hanse.kdc.transport.TlsIdentity;
import org.hanse.protocol.channel.HttpsChannel;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against the server's own listeners: it counts what is answered, and takes nothing else for an answer. */
class LoadGeneratorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int COUNT = 100;
    private static final Pace WINDOW = new Pace.Window(8);
    private static final ListenSettings SETTINGS =
            new ListenSettings(List.of("127.0.0.1"), 0, 0, 0, 1, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS);
    private static final TrustDirectory NO_TRUSTS = new TrustDirectory() {
        @Override
        public Optional<Trust> find(RealmName peer) {
            return Optional.empty();
        }

        @Override
        public List<Trust> all() {
            return List.of();
        }
    };

    @TempDir
    static Path folder;

    /** Of a realm, for the certificate of HTTPS. */
    private static Path home;

    private final Population population = Population.of(20, EncType.AES256_CTS_HMAC_SHA1_96, RANDOM);
    private final MemoryRealm realm = new MemoryRealm(population, CLOCK, RANDOM, request -> {});
    private List<MadeRequest> requests = List.of();

    @BeforeAll
    static void makeCertificate() throws Exception {
        home = folder.resolve("home");
        StoreMaker stores = (place, realm) -> new NewStore(RealmStore.create(place, realm, CLOCK, RANDOM));
        new RealmInit(stores, CLOCK, RANDOM, "test")
                .make(new NewRealm(
                        Population.REALM,
                        home,
                        List.of("127.0.0.1"),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        SecretBytes.copyOf("bench".getBytes(StandardCharsets.UTF_8))));
    }

    private record NewStore(RealmStore store) implements StoreMaker.NewStore {
        @Override
        public PrincipalStore principals() {
            return store.principals();
        }

        @Override
        public IdentityStore identity() {
            return store.identity();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @BeforeEach
    void make() throws Exception {
        Tgts tgts = Tgts.obtain(population, realm, 5, new AsRequests(CLOCK, RANDOM), RANDOM);
        requests = new RequestMaker(population, tgts, CLOCK, RANDOM).make(RequestKind.TGS, COUNT);
    }

    private LoadResult load(Transport transport, Pace pace, MessageHandler handler) throws Exception {
        try (KdcListeners kdc = KdcListeners.open(SETTINGS, handler, System::nanoTime);
                KdcRelay relay = new KdcRelay(NO_TRUSTS, System::nanoTime);
                HttpsListener https = HttpsListener.open(
                        SETTINGS,
                        List.of(KdcProxy.route(Population.REALM, handler, relay)),
                        TlsIdentity.read(home.resolve("tls/server.pem"), home.resolve("tls/server.key")),
                        RANDOM,
                        System::nanoTime)) {
            int port = Integer.parseInt(https.reachable().replaceAll(".*:", ""));
            HttpsChannel.Proxy proxy = new HttpsChannel.Proxy(
                    new InetSocketAddress("127.0.0.1", port), "localhost", KdcProxy.PATH, RealmAuthority.of(home));
            Target target = new Target(Population.REALM, kdc.address(), Optional.of(proxy));
            return new LoadGenerator(transport, target, requests, pace).run(LIMIT);
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

    @ParameterizedTest
    @CsvSource({"HTTPS, 8", "HTTPS_ONCE, 100"})
    void keepsConnectionsOfHttpsOrMakesOneForEach(Transport transport, int connections) throws Exception {
        Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();

        load(transport, WINDOW, (message, origin) -> {
            peers.add(origin.address());
            return realm.answer(message);
        });

        assertThat(peers).hasSize(connections);
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
