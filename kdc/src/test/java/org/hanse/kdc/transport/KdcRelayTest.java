package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is carried on to another realm's KDC, and what becomes of a KDC that fails. The KDCs here are sockets with a fault each. */
@Timeout(60)
class KdcRelayTest {
    private static final RealmName PEER = new RealmName("B.TEST");
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    /** KRB-ERROR's first octets are all that a relay looks at. */
    private static final byte[] ANSWER = {0x7E, 0x02, 0x30, 0x00};

    private final List<Trust> trusts = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanos = new AtomicLong();
    private final KdcRelay relay = new KdcRelay(
            new TrustDirectory() {
                @Override
                public Optional<Trust> find(RealmName peer) {
                    throw new AssertionError("a name of a request is compared, and no more");
                }

                @Override
                public List<Trust> all() {
                    return List.copyOf(trusts);
                }
            },
            nanos::get);
    private final List<FaultyKdc> kdcs = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        relay.close();
        for (FaultyKdc kdc : kdcs) {
            kdc.close();
        }
    }

    @Test
    void aRequestGoesToThePeersKdcOctetByOctet() throws Exception {
        FaultyKdc kdc = kdc(ANSWER);
        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, false, kdc.address()));
        byte[] request = request(MessageType.TGS_REQ, PEER);

        assertThat(answered(relay("b.TesT", request))).isEqualTo(ANSWER);
        assertThat(kdc.received).hasSize(1);
        assertThat(kdc.received.get(0)).isEqualTo(request);
    }

    @Test
    @Tag("K-248")
    void onlyRealmsThatOurUsersMayBeSentToAreAsked() throws Exception {
        FaultyKdc kdc = kdc(ANSWER);
        byte[] request = request(MessageType.TGS_REQ, PEER);

        assertThat(status(relay("B.TEST", request))).isEqualTo(404);
        trusts.add(trust(PEER, TrustDirection.IN, TrustState.ACTIVE, false, kdc.address()));
        assertThat(status(relay("B.TEST", request))).isEqualTo(404);
        trusts.set(0, trust(PEER, TrustDirection.BOTH, TrustState.SUSPENDED, false, kdc.address()));
        assertThat(status(relay("B.TEST", request))).isEqualTo(404);
        trusts.set(0, trust(PEER, TrustDirection.BOTH, TrustState.ACTIVE, false));
        assertThat(status(relay("B.TEST", request))).isEqualTo(404);

        assertThat(kdc.received).isEmpty();
        trusts.set(0, trust(PEER, TrustDirection.BOTH, TrustState.ACTIVE, false, kdc.address()));
        assertThat(answered(relay("B.TEST", request))).isEqualTo(ANSWER);
    }

    @Test
    void aLoginIsRelayedWhereTheTrustSaysSo() throws Exception {
        FaultyKdc kdc = kdc(ANSWER);
        byte[] login = request(MessageType.AS_REQ, PEER);

        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, false, kdc.address()));
        assertThat(status(relay("B.TEST", login))).isEqualTo(403);
        assertThat(kdc.received).isEmpty();

        trusts.set(0, trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, true, kdc.address()));
        assertThat(answered(relay("B.TEST", login))).isEqualTo(ANSWER);
    }

    @Test
    void whatIsNoRequestForThatRealmIsNotRelayed() throws Exception {
        FaultyKdc kdc = kdc(ANSWER);
        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, true, kdc.address()));

        assertThat(status(relay("B.TEST", request(MessageType.TGS_REQ, new RealmName("b.test")))))
                .isEqualTo(400);
        assertThat(status(relay("B.TEST", request(MessageType.TGS_REQ, new RealmName("C.TEST")))))
                .isEqualTo(400);
        assertThat(status(relay("B.TEST", ANSWER))).isEqualTo(400);
        assertThat(status(relay("B.TEST", new byte[0]))).isEqualTo(400);
        assertThat(kdc.received).isEmpty();
    }

    @Test
    void ofNamesThatDifferInCaseTheExactOneCounts() throws Exception {
        FaultyKdc upper = kdc(ANSWER);
        FaultyKdc lower = kdc(ANSWER);
        RealmName other = new RealmName("b.test");
        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, false, upper.address()));
        trusts.add(trust(other, TrustDirection.OUT, TrustState.ACTIVE, false, lower.address()));

        answered(relay("b.test", request(MessageType.TGS_REQ, other)));
        assertThat(status(relay("B.test", request(MessageType.TGS_REQ, PEER)))).isEqualTo(404);

        assertThat(lower.received).hasSize(1);
        assertThat(upper.received).isEmpty();
    }

    @Test
    void theNextKdcIsAskedWhenOneFails() throws Exception {
        FaultyKdc gone = kdc(ANSWER);
        gone.close();
        String nobody = gone.address();
        FaultyKdc hangsUp = kdc(new byte[0]);
        FaultyKdc another = kdc("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII));
        byte[] request = request(MessageType.TGS_REQ, PEER);

        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, false, nobody));
        assertThat(status(relay("B.TEST", request))).isEqualTo(502);
        trusts.set(
                0,
                trust(
                        PEER,
                        TrustDirection.OUT,
                        TrustState.ACTIVE,
                        false,
                        nobody,
                        hangsUp.address(),
                        another.address()));
        assertThat(status(relay("B.TEST", request))).isEqualTo(502);
        trusts.set(
                0,
                trust(
                        PEER,
                        TrustDirection.OUT,
                        TrustState.ACTIVE,
                        false,
                        nobody,
                        hangsUp.address(),
                        another.address(),
                        kdc(ANSWER).address()));
        assertThat(answered(relay("B.TEST", request))).isEqualTo(ANSWER);
    }

    @Test
    @Tag("R-029")
    @Tag("T-018")
    void aPeerThatHangsTakesNoPlaceOfAnother() throws Exception {
        FaultyKdc silent = new FaultyKdc(Optional.empty());
        kdcs.add(silent);
        RealmName healthy = new RealmName("C.TEST");
        trusts.add(trust(PEER, TrustDirection.OUT, TrustState.ACTIVE, false, silent.address()));
        trusts.add(trust(
                healthy,
                TrustDirection.OUT,
                TrustState.ACTIVE,
                false,
                kdc(ANSWER).address()));

        List<CompletableFuture<KdcRelay.Outcome>> waiting = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            waiting.add(relay("B.TEST", request(MessageType.TGS_REQ, PEER)));
        }
        assertThat(status(relay("B.TEST", request(MessageType.TGS_REQ, PEER)))).isEqualTo(503);
        assertThat(answered(relay("C.TEST", request(MessageType.TGS_REQ, healthy))))
                .isEqualTo(ANSWER);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
        assertThat(status(waiting.get(0))).isEqualTo(504);
        // Their places are free again.
        trusts.set(
                0,
                trust(
                        PEER,
                        TrustDirection.OUT,
                        TrustState.ACTIVE,
                        false,
                        kdc(ANSWER).address()));
        assertThat(answered(relay("B.TEST", request(MessageType.TGS_REQ, PEER))))
                .isEqualTo(ANSWER);
    }

    @Test
    void aSourceThatAsksWithoutPauseWaits() throws Exception {
        trusts.add(trust(
                PEER, TrustDirection.OUT, TrustState.ACTIVE, false, kdc(ANSWER).address()));
        byte[] request = request(MessageType.TGS_REQ, PEER);
        for (int i = 0; i < 200; i++) {
            answered(relay("B.TEST", request));
        }

        assertThat(status(relay("B.TEST", request))).isEqualTo(429);
        assertThat(answered(relay.relay("B.TEST", Octets.wrap(request), InetAddress.getByName("127.0.0.2"))
                        .toCompletableFuture()))
                .isEqualTo(ANSWER);
        nanos.addAndGet(20_000_000);
        assertThat(answered(relay("B.TEST", request))).isEqualTo(ANSWER);
        assertThat(status(relay("B.TEST", request))).isEqualTo(429);
    }

    @Test
    void hostsOfOneIpv6NetworkAreOneSource() throws Exception {
        RateLimit<InetAddress> limit = new RateLimit<>(1, 1, nanos::get);

        assertThat(limit.admits(RateLimit.source(InetAddress.getByName("2001:db8:0:1::1"))))
                .isTrue();
        assertThat(limit.admits(RateLimit.source(InetAddress.getByName("2001:db8:0:1:ffff::2"))))
                .isFalse();
        assertThat(limit.admits(RateLimit.source(InetAddress.getByName("2001:db8:0:2::1"))))
                .isTrue();
    }

    private FaultyKdc kdc(byte[] answer) throws IOException {
        FaultyKdc kdc = new FaultyKdc(Optional.of(answer));
        kdcs.add(kdc);
        return kdc;
    }

    private CompletableFuture<KdcRelay.Outcome> relay(String domain, byte[] message) {
        return relay.relay(domain, Octets.wrap(message), CLIENT).toCompletableFuture();
    }

    private static byte[] answered(CompletableFuture<KdcRelay.Outcome> outcome) throws Exception {
        assertThat(outcome.get()).isInstanceOf(KdcRelay.Outcome.Answered.class);
        return ((KdcRelay.Outcome.Answered) outcome.get()).message().toByteArray();
    }

    private static int status(CompletableFuture<KdcRelay.Outcome> outcome) throws Exception {
        assertThat(outcome.get()).isInstanceOf(KdcRelay.Outcome.Not.class);
        return ((KdcRelay.Outcome.Not) outcome.get()).status();
    }

    private static Trust trust(
            RealmName peer, TrustDirection direction, TrustState state, boolean relayLogins, String... kdcs) {
        TrustPolicy policy = new TrustPolicy(
                direction, Set.of(), Set.of(), List.of(), List.of(), Optional.empty(), false, relayLogins, false);
        return new Trust(peer, policy, state, Optional.empty(), List.of(), List.of(), List.of(kdcs));
    }

    private static byte[] request(MessageType type, RealmName realm) {
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.NONE,
                type == MessageType.AS_REQ ? Optional.of(PrincipalName.of("ann")) : Optional.empty(),
                realm,
                Optional.of(PrincipalName.krbtgt(realm)),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                new Nonce(7),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96),
                List.of(),
                Optional.empty(),
                List.of());
        return KerberosCodec.encode(new KdcRequest(type, List.of(), body, KerberosCodec.encodeBody(body)));
    }

    /** Reads a message and answers it as told: with nothing at all, or by hanging up, or so. */
    private static final class FaultyKdc implements AutoCloseable {
        final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
        private final ServerSocket socket = new ServerSocket(0, 50, CLIENT);
        private final List<Socket> held = Collections.synchronizedList(new ArrayList<>());
        private final Optional<byte[]> answer;

        FaultyKdc(Optional<byte[]> answer) throws IOException {
            this.answer = answer;
            Thread thread = new Thread(this::serve, "faulty-kdc");
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    held.add(client);
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    received.add(in.readNBytes(in.readInt()));
                    if (answer.isPresent()) {
                        client.getOutputStream().write(framed(answer.get()));
                        client.close();
                    }
                } catch (IOException closed) {
                    // The test is over, or the relay went.
                }
            }
        }

        private static byte[] framed(byte[] answer) {
            byte[] framed = new byte[answer.length == 0 ? 0 : 4 + answer.length];
            if (answer.length > 0) {
                framed[3] = (byte) answer.length;
                System.arraycopy(answer, 0, framed, 4, answer.length);
            }
            return framed;
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket one : List.copyOf(held)) {
                one.close();
            }
        }
    }
}
