package org.hanse.kdc.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;

/**
 * Asks KDCs of other realms for clients that reach nobody but this server: only realms that our users may be sent to, only at the KDCs
 * that the trust names, only requests that are for that realm. A name that came in a request is compared, never resolved.
 * Octets go on as they came and come back as they are: the client judges them.
 *
 * <p>No peer can take more than half of the threads, and nobody waits for a thread: service to our own realm and to other peers does not
 * suffer from a peer that hangs. Thread-safe.
 */
public final class KdcRelay implements AutoCloseable {
    private static final int THREADS = 32;
    private static final int THREADS_PER_PEER = THREADS / 2;

    /** Clients give up after some ten seconds, and a connection is closed whose request takes as long. */
    private static final Duration IN_ALL = Duration.ofSeconds(6);

    private static final Duration PER_KDC = Duration.ofSeconds(3);

    /** A login at a peer's service takes two or three requests; people sit behind one address by the hundred. */
    private static final int BURST = 200;

    private static final int PER_SECOND = 50;

    private final TrustDirectory trusts;
    private final RateLimit<InetAddress> sources;
    private final ExecutorService threads;
    private final Map<RealmName, Semaphore> peers = new ConcurrentHashMap<>();

    /** @param nanos a clock of {@link System#nanoTime()}'s kind, for how often a source may ask */
    public KdcRelay(TrustDirectory trusts, LongSupplier nanos) {
        this.trusts = trusts;
        this.sources = new RateLimit<>(BURST, PER_SECOND, nanos);
        this.threads = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "kdc-relay");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is to become of a message: an octet string from the peer's KDC, or a status for who gets none. */
    sealed interface Outcome {
        record Answered(Octets message) implements Outcome {}

        record Not(int status, String sentence) implements Outcome {}
    }

    /**
     * @param domain as the client said it, in any case (MS-KKDCP 2.2.2)
     * @return the outcome; it does not fail
     */
    CompletionStage<Outcome> relay(String domain, Octets message, InetAddress from) {
        Optional<Trust> found = trustWith(domain);
        if (found.isEmpty()) {
            return not(404, "This proxy serves no realm of that name.");
        }
        Trust trust = found.get();
        Optional<Outcome.Not> refused = judged(trust, message);
        if (refused.isPresent()) {
            return CompletableFuture.completedFuture(refused.get());
        }
        if (!sources.admits(RateLimit.source(from))) {
            return not(429, "Too many requests for other realms from this address; try again in a second.");
        }
        Semaphore places = peers.computeIfAbsent(trust.peer(), none -> new Semaphore(THREADS_PER_PEER));
        if (!places.tryAcquire()) {
            return not(503, "That realm's KDCs are slow to answer; try again later.");
        }
        try {
            return CompletableFuture.supplyAsync(() -> ask(trust, message.toByteArray()), threads)
                    .whenComplete((outcome, none) -> places.release());
        } catch (RejectedExecutionException busy) {
            places.release();
            return not(503, "This proxy is busy; try again later.");
        }
    }

    /** Of two peers whose names differ in case alone, the one that is named in its own. */
    private Optional<Trust> trustWith(String domain) {
        List<Trust> alike = trusts.all().stream()
                .filter(Trust::admitsOut)
                .filter(trust -> upper(trust.peer().value()).equals(upper(domain)))
                .toList();
        return alike.size() == 1
                ? Optional.of(alike.get(0))
                : alike.stream()
                        .filter(trust -> trust.peer().value().equals(domain))
                        .findFirst();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static Optional<Outcome.Not> judged(Trust trust, Octets message) {
        KdcRequest request;
        try {
            request = KerberosCodec.decodeKdcRequest(message.toByteArray());
        } catch (DecodeFault fault) {
            return Optional.of(new Outcome.Not(400, "Only requests to KDCs are relayed."));
        }
        if (!request.body().realm().equals(trust.peer())) {
            return Optional.of(new Outcome.Not(400, "The request is for another realm than the target."));
        }
        // A password can be guessed by logins alone, and the peer would see our address behind each guess.
        if (request.type() == MessageType.AS_REQ && !trust.policy().relayLogins()) {
            return Optional.of(new Outcome.Not(403, "This proxy relays no logins at that realm."));
        }
        return trust.kdcs().isEmpty()
                ? Optional.of(new Outcome.Not(404, "This proxy knows no KDC of that realm."))
                : Optional.empty();
    }

    private static CompletionStage<Outcome> not(int status, String sentence) {
        return CompletableFuture.completedFuture(new Outcome.Not(status, sentence));
    }

    /** One KDC after the other, as the trust names them. */
    private static Outcome ask(Trust trust, byte[] message) {
        long end = System.nanoTime() + IN_ALL.toNanos();
        Outcome outcome = new Outcome.Not(502, "No KDC of that realm can be reached.");
        for (String kdc : trust.kdcs()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                break;
            }
            try {
                byte[] answer = exchange(KdcAddress.parse(kdc), message, left.compareTo(PER_KDC) < 0 ? left : PER_KDC);
                if (isAnswer(answer)) {
                    return new Outcome.Answered(Octets.wrap(answer));
                }
                outcome = new Outcome.Not(502, "What answers in the place of that realm's KDC is none.");
            } catch (ChannelFault fault) {
                if (fault.kind() == ChannelFault.Kind.INTERRUPTED) {
                    return new Outcome.Not(503, "This proxy is about to stop.");
                }
                if (fault.kind() == ChannelFault.Kind.TIMEOUT) {
                    outcome = new Outcome.Not(504, "That realm's KDCs do not answer in time.");
                }
            }
        }
        return outcome;
    }

    /** By TCP, which every KDC has and which carries any length; RFC 4120 §7.2. */
    private static byte[] exchange(KdcAddress kdc, byte[] message, Duration timeout) throws ChannelFault {
        return TcpChannel.exchange(new InetSocketAddress(kdc.host(), kdc.port()), message, timeout);
    }

    /** AS-REP, TGS-REP or KRB-ERROR, by its first octet; RFC 4120 §5.4.2 and §5.9.1. */
    private static boolean isAnswer(byte[] answer) {
        return answer.length > 1 && (answer[0] == 0x6B || answer[0] == 0x6D || answer[0] == 0x7E);
    }

    /** What is under way is told that the proxy stops. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
