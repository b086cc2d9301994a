package org.hanse.kdc.federation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.federation.PeerFault.Reason;
import org.hanse.protocol.channel.CertificateJudge;
import org.hanse.protocol.channel.HttpsCall.Request;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.RealmUrl;

/**
 * Asks peers over HTTPS, on few threads of its own, which begin with the first question. TLS 1.3 (RFC 9325); no redirects, no proxies, no address of a private network
 * unless an operator typed it; each question is over within ten seconds, whatever the peer does. Peers that were slow the last time have threads of their own, and none
 * has more than a few: a peer that hangs delays no other (T-018). Thread-safe.
 */
public final class PeerClient implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(PeerClient.class);

    private static final int THREADS = 16;
    /** Of one peer at once, on either kind of thread. */
    private static final int PLACES = 3;
    /** Beyond that nobody waits any more. */
    private static final int WAITING = 1024;

    private static final Duration WHOLE = Duration.ofSeconds(10);

    private final PeerCall call;
    private final Duration whole;
    private final ExecutorService prompt = threads("peer-client");
    private final ExecutorService slow = threads("peer-client-slow");
    private final Map<RealmUrl, Peer> peers = new ConcurrentHashMap<>();
    private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);
    private final LongAdder answers = new LongAdder();

    /** What is known of the server at one URL; those that are asked are declared, so there are not too many. */
    private static final class Peer {
        private final Semaphore places = new Semaphore(PLACES);
        private volatile boolean isSlow;
    }

    /** @param privatePeers whether the settings allow peers in private networks; asked each time */
    public PeerClient(BooleanSupplier privatePeers) {
        this(privatePeers, CertificateJudge::publicAuthorities, WHOLE);
    }

    /**
     * @param authorities whose certificates are believed; asked once
     * @param whole for all of a question
     */
    PeerClient(BooleanSupplier privatePeers, Supplier<X509ExtendedTrustManager> authorities, Duration whole) {
        this.call = new PeerCall(privatePeers, authorities, whole);
        this.whole = whole;
        for (Reason reason : Reason.values()) {
            failures.put(reason, new LongAdder());
        }
    }

    private static ExecutorService threads(String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * What proves itself by its signatures, from whoever answers: {@link PeerAnswer.Answered#doubt} says whether the TLS key is to be believed, and that is
     * judged with what came. For nothing else.
     *
     * @param path from the slash on
     * @param headers besides {@code Host}
     * @param mostOctets of the answer, its head included
     * @return the answer; it does not fail
     */
    public CompletionStage<PeerAnswer> fetch(
            PeerAddress peer, String path, Map<String, String> headers, int mostOctets) {
        return ask(new PeerCall.Question(peer, Request.get(path, headers), mostOctets, false));
    }

    /** From the peer itself: its TLS key is believed before anything is sent. Else as {@link #fetch}. */
    public CompletionStage<PeerAnswer> get(PeerAddress peer, String path, Map<String, String> headers, int mostOctets) {
        return ask(new PeerCall.Question(peer, Request.get(path, headers), mostOctets, true));
    }

    /** To the peer itself, as {@link #get}. */
    public CompletionStage<PeerAnswer> post(
            PeerAddress peer, String path, String contentType, Octets body, int mostOctets) {
        Request request = Request.post(path, Map.of("Content-Type", contentType), body);
        return ask(new PeerCall.Question(peer, request, mostOctets, true));
    }

    private CompletionStage<PeerAnswer> ask(PeerCall.Question question) {
        Peer peer = peers.computeIfAbsent(question.peer().url(), none -> new Peer());
        if (!peer.places.tryAcquire()) {
            return CompletableFuture.completedFuture(counted(question.failed(Reason.BUSY)));
        }
        try {
            return CompletableFuture.supplyAsync(() -> answer(peer, question), peer.isSlow ? slow : prompt)
                    // DNS has no deadline, and a thread may have to be waited for.
                    .completeOnTimeout(question.failed(Reason.TOO_SLOW), whole.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(bug -> {
                        LOG.error("Asking a peer failed by a fault of Hanse, please report it", bug);
                        return question.failed(Reason.NOT_HTTP);
                    })
                    .thenApply(answer -> noted(peer, answer));
        } catch (RejectedExecutionException full) {
            peer.places.release();
            return CompletableFuture.completedFuture(counted(question.failed(Reason.BUSY)));
        }
    }

    private PeerAnswer answer(Peer peer, PeerCall.Question question) {
        try {
            return call.answer(question);
        } finally {
            peer.places.release(); // not before: a thread that hangs in DNS is one that the peer has
        }
    }

    private PeerAnswer noted(Peer peer, PeerAnswer answer) {
        peer.isSlow = answer.fold(answered -> false, fault -> fault.reason().isSlow());
        return counted(answer);
    }

    private PeerAnswer counted(PeerAnswer answer) {
        answer.fold(answered -> answers, fault -> failures.getOrDefault(fault.reason(), answers))
                .increment();
        return answer;
    }

    /** Questions by what came of them. */
    public void write(MetricsText text) {
        text.counter("hanse_peer_questions_total", "Questions to peers over HTTPS by what came of them.");
        text.sample("hanse_peer_questions_total", answers.sum(), "outcome", "answered");
        failures.forEach((reason, count) -> text.sample(
                "hanse_peer_questions_total",
                count.sum(),
                "outcome",
                reason.name().toLowerCase(Locale.ROOT)));
    }

    /** What is under way fails. */
    @Override
    public void close() {
        prompt.shutdownNow();
        slow.shutdownNow();
    }
}
