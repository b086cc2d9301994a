package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.federation.PeerAnswer.Answered;
import org.hanse.kdc.federation.PeerAnswer.Failed;
import org.hanse.kdc.federation.PeerFault.Reason;
import org.hanse.protocol.channel.CertificateJudge;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asking peers over TLS: whom this server believes, where it goes, and how long it waits. */
@Timeout(60)
class PeerClientTest {
    private static final int MOST = 100_000;
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private PeerServer server(String name) throws Exception {
        return opened(PeerServer.start(folder.resolve(name))).answering(200, "well");
    }

    /** Believes the authority of one server alone. */
    private PeerClient believing(PeerServer server, Duration whole) throws Exception {
        var authority = server.authority();
        return opened(new PeerClient(() -> false, () -> authority, whole));
    }

    /** Believes the authorities that this Java knows, of which no test's is one. */
    private PeerClient client() {
        return opened(new PeerClient(() -> false, CertificateJudge::publicAuthorities, PATIENT));
    }

    private static PeerAddress typed(RealmUrl url, Fingerprint... keys) {
        return new PeerAddress(url, Set.of(keys), true);
    }

    private static PeerAnswer get(PeerClient client, PeerAddress peer) throws Exception {
        return client.get(peer, "/it", Map.of(), MOST).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Answered answered(PeerAnswer answer) {
        assertThat(answer).isInstanceOf(Answered.class);
        return (Answered) answer;
    }

    private static void refused(PeerAnswer answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().reason()).isEqualTo(reason));
    }

    @Test
    @Tag("T-017")
    void aCertificateOfAPublicAuthorityForTheHostIsBelieved() throws Exception {
        PeerServer server = server("a");
        Answered answer = answered(get(believing(server, PATIENT), typed(server.url())));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toByteArray()).asString(StandardCharsets.UTF_8).isEqualTo("well");
        assertThat(answer.shownKey()).isEqualTo(server.key());
        assertThat(answer.doubt()).isEmpty();
    }

    @Test
    @Tag("T-017")
    void aKeyThatTheDocumentListsIsBelievedWhateverItsCertificateSays() throws Exception {
        PeerServer server = opened(PeerServer.start(folder.resolve("old"), past(), Set.of("other.test"), "TLSv1.3"))
                .answering(200, "well");
        assertThat(answered(get(client(), typed(server.url(), server.key()))).status())
                .isEqualTo(200);
    }

    @Test
    @Tag("T-017")
    void noOtherCertificateIsBelievedAndTheReasonIsNamed() throws Exception {
        PeerServer good = server("a");
        refused(get(client(), typed(good.url())), Reason.CERTIFICATE_NOT_KNOWN);
        refused(get(client(), typed(good.url(), server("b").key())), Reason.CERTIFICATE_NOT_KNOWN);
        PeerServer old = opened(PeerServer.start(folder.resolve("old"), past(), Set.of("localhost"), "TLSv1.3"));
        refused(get(believing(old, PATIENT), typed(old.url())), Reason.CERTIFICATE_EXPIRED);
        PeerServer other = opened(PeerServer.start(
                folder.resolve("other"), Clock.systemUTC().instant(), Set.of("other.test"), "TLSv1.3"));
        refused(get(believing(other, PATIENT), typed(other.url())), Reason.CERTIFICATE_OTHER_NAME);
        assertThat(Stream.of(good, old, other).flatMap(server -> server.asked().stream()))
                .isEmpty();
    }

    private static java.time.Instant past() {
        return Clock.systemUTC().instant().minus(Duration.ofDays(1000));
    }

    @Test
    @Tag("T-017")
    void whatProvesItselfMayBeFetchedFromAnybodyAndTheDoubtIsTold() throws Exception {
        PeerServer server = server("a");
        Answered answer = answered(client().fetch(typed(server.url()), "/it", Map.of("If-None-Match", "\"x\""), MOST)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS));
        assertThat(answer.doubt()).contains(Reason.CERTIFICATE_NOT_KNOWN);
        assertThat(answer.shownKey()).isEqualTo(server.key());
    }

    @Test
    @Tag("T-007")
    void olderTlsIsNotSpoken() throws Exception {
        PeerServer server = opened(
                PeerServer.start(folder.resolve("old"), Clock.systemUTC().instant(), Set.of("localhost"), "TLSv1.2"));
        refused(get(client(), typed(server.url(), server.key())), Reason.TLS_FAILED);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aMessageIsPostedAsItIs() throws Exception {
        PeerServer server = server("a");
        List<String> bodies = new ArrayList<>();
        server.answering(exchange -> {
            bodies.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            PeerServer.send(exchange, 403, new byte[] {1, 2});
        });
        Answered answer = answered(client().post(
                        typed(server.url(), server.key()), "/to", "application/cms", Octets.wrap(new byte[] {7}), MOST)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().length()).isEqualTo(2);
        assertThat(server.asked()).containsExactly("POST /to");
        assertThat(bodies).containsExactly("application/cms");
    }

    @Test
    @Tag("T-016")
    void noPeerLeadsIntoAPrivateNetworkUnlessAnOperatorTypedThatUrl() throws Exception {
        PeerServer server = server("a");
        PeerAddress told = new PeerAddress(server.url(), Set.of(server.key()), false);
        refused(get(client(), told), Reason.ADDRESS_NOT_ALLOWED);
        refused(get(client(), new PeerAddress(new RealmUrl("::1", 443), Set.of(), false)), Reason.ADDRESS_NOT_ALLOWED);
        refused(
                get(client(), new PeerAddress(new RealmUrl("169.254.169.254", 443), Set.of(), false)),
                Reason.ADDRESS_NOT_ALLOWED);
        assertThat(server.asked()).isEmpty();
        assertThat(answered(get(client(), typed(server.url(), server.key()))).status())
                .isEqualTo(200);
        PeerClient allowing = opened(new PeerClient(() -> true));
        assertThat(answered(get(allowing, told)).status()).isEqualTo(200);
    }

    @Test
    @Tag("T-016")
    void aRedirectIsNotFollowed() throws Exception {
        PeerServer elsewhere = server("b");
        PeerServer server = server("a").answering(exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url() + "/it");
            exchange.sendResponseHeaders(302, -1);
        });
        refused(get(client(), typed(server.url(), server.key())), Reason.REDIRECTED);
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    @Tag("T-015")
    void anAnswerOverTheLimitIsGivenUp() throws Exception {
        PeerServer server = server("a");
        server.answering(exchange -> PeerServer.send(exchange, 200, new byte[MOST + 1]));
        refused(get(client(), typed(server.url(), server.key())), Reason.TOO_LARGE);
        server.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0); // and no length
            byte[] octets = new byte[8192];
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(octets);
            }
        });
        refused(get(client(), typed(server.url(), server.key())), Reason.TOO_LARGE);
    }

    @Test
    @Tag("T-018")
    void anAnswerInDropsIsNotWaitedFor() throws Exception {
        PeerServer server = server("a");
        server.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < MOST; i++) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(1_000_000);
            }
        });
        PeerClient client = opened(new PeerClient(() -> false, CertificateJudge::publicAuthorities, IMPATIENT));
        PeerAnswer answer = client.get(typed(server.url(), server.key()), "/it", Map.of(), 2 * MOST)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        refused(answer, Reason.TOO_SLOW);
    }

    @Test
    @Tag("T-018")
    void aPeerThatHangsHasFewThreadsAndDelaysNoOther() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PeerServer good = server("a");
            PeerClient client = client();
            PeerAddress hanging = typed(new RealmUrl("127.0.0.1", silent.getLocalPort()));
            List<CompletableFuture<PeerAnswer>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(client.get(hanging, "/it", Map.of(), MOST).toCompletableFuture());
            }
            assertThat(answered(get(client, typed(good.url(), good.key()))).status())
                    .isEqualTo(200);
            assertThat(waiting.stream().filter(one -> !one.isDone())).hasSize(3);
            refused(waiting.get(49).get(), Reason.BUSY);
        }
    }

    @Test
    @Tag("T-018")
    void peersThatWereSlowWaitAmongThemselves() throws Exception {
        PeerServer good = server("a");
        PeerClient client =
                opened(new PeerClient(() -> false, CertificateJudge::publicAuthorities, Duration.ofSeconds(3)));
        List<PeerAddress> hanging = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ServerSocket silent = opened(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            hanging.add(typed(new RealmUrl("127.0.0.1", silent.getLocalPort())));
        }
        for (CompletableFuture<PeerAnswer> first : asked(client, hanging)) {
            refused(first.get(30, TimeUnit.SECONDS), Reason.TOO_SLOW);
        }
        asked(client, hanging);
        assertThat(answered(get(client, typed(good.url(), good.key()))).status())
                .isEqualTo(200);
    }

    private static List<CompletableFuture<PeerAnswer>> asked(PeerClient client, List<PeerAddress> peers) {
        return peers.stream()
                .map(peer -> client.get(peer, "/it", Map.of(), MOST).toCompletableFuture())
                .toList();
    }

    @Test
    void whatIsThereIsToldFromWhatIsNot() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        refused(get(client(), typed(new RealmUrl("127.0.0.1", free))), Reason.UNREACHABLE);
        refused(get(client(), typed(new RealmUrl("nobody.invalid", 443))), Reason.NAME_UNKNOWN);
    }

    @Test
    void questionsAreCountedByWhatCameOfThem() throws Exception {
        PeerServer server = server("a");
        PeerClient client = client();
        get(client, typed(server.url(), server.key()));
        get(client, typed(server.url()));
        MetricsText text = new MetricsText();
        client.write(text);
        assertThat(text.toString())
                .contains("hanse_peer_questions_total{outcome=\"answered\"} 1\n")
                .contains("hanse_peer_questions_total{outcome=\"certificate_not_known\"} 1\n");
    }

    @Test
    void aStopEndsWhatIsUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PeerClient client = client();
            CompletableFuture<PeerAnswer> waiting = client.get(
                            typed(new RealmUrl("127.0.0.1", silent.getLocalPort())), "/it", Map.of(), MOST)
                    .toCompletableFuture();
            await().until(() -> silent.isBound() && !waiting.isDone());
            silent.accept().close(); // it has come there
            client.close();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
        }
    }
}
