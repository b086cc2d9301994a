package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.introduction.IntroductionReason;
import org.hanse.realmtrust.introduction.IntroductionRequest;
import org.hanse.realmtrust.introduction.IntroductionRules;
import org.hanse.realmtrust.introduction.IntroductionRules.Acquaintance;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.Party;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.introduction.SignedRequest;
import org.hanse.realmtrust.introduction.Wish;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * All three parts of an introduction: asks for those that operators want, makes those that others ask for, and takes those to this realm. Judges on a thread of its own; peers
 * are waited for on others. Thread-safe.
 */
public final class Introductions implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Introductions.class);

    private static final Duration AT_FIRST = Duration.ofSeconds(2);
    /** How late the end of an introduction may be noticed. */
    private static final Duration EACH = Duration.ofMinutes(10);
    /** Until this realm has signed its first document. */
    private static final Duration SOON = Duration.ofMillis(500);
    /** How long a stop waits for the disk. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Those that are posted here and wait for their turn. */
    private static final int MOST_WAITING = 64;

    private static final int OK = 200;
    private static final int TAKEN = 204;
    /** With its head. */
    private static final int LONGEST_ANSWER = SignedIntroduction.LONGEST + 8 * 1024;

    private static final HttpAnswer BUSY = HttpAnswer.text(503, "there is too much to do at the moment");
    private static final String ACTOR = "server";

    /** What a server's wiring knows. */
    public record Source(
            RealmName realm,
            IntroductionStore introductions,
            DeclarationStore declarations,
            TrustStore trusts,
            PeerHistories histories,
            IdentityStore identity,
            LongSupplier newestDocument,
            PeerDocuments documents,
            PeerClient client,
            Clock clock,
            SecureRandom random) {}

    private final Source source;
    private final OwnIdentity identity;
    private final IntroducedTrusts trusts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "introductions");
        made.setDaemon(true);
        return made;
    });
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final AtomicBoolean isChanged = new AtomicBoolean();
    /** Those that were asked for already; the thread's own. */
    private final Set<Wish> asked = new HashSet<>();

    private Introductions(Source source) {
        this.source = source;
        this.identity = new OwnIdentity(source.identity(), source.newestDocument());
        this.trusts = new IntroducedTrusts(source);
    }

    /** Begins, and returns at once. Whoever wires this has the store tell it of changes. */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static Introductions start(Source source) {
        Introductions introductions = new Introductions(source);
        introductions.thread.scheduleWithFixedDelay(
                introductions::look, AT_FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        return introductions;
    }

    /** An operator wants an introduction, or no more of them. */
    public void changed() {
        if (isChanged.compareAndSet(false, true)) {
            later(Duration.ZERO, this::look);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    private void later(Duration delay, Runnable task) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping, so nothing more is done for introductions");
        }
    }

    private void look() {
        isChanged.set(false);
        try {
            trusts.endThoseThatAreOver(now());
            source.introductions().wishes().stream()
                    .filter(wish -> wish.problem().isEmpty())
                    .forEach(this::ask);
        } catch (RuntimeException e) {
            LOG.error("The introductions of this realm cannot be looked after, it is tried again within minutes", e);
        }
    }

    private void ask(Wish wish) {
        Optional<RealmIdentity> own = identity.now();
        if (own.isEmpty()) {
            later(SOON, this::changed);
        } else if (asked.add(wish)) {
            Optional<KeyHistory> introducer =
                    trusts.acquaintance(wish.introducer()).history();
            Optional<PeerAddress> address = source.documents().address(wish.introducer());
            if (introducer.isPresent() && address.isPresent()) {
                post(wish, own.get(), introducer.get(), address.get());
            } else {
                settle(
                        wish,
                        Optional.of(
                                new IntroductionRefusal(IntroductionReason.INTRODUCER_UNKNOWN, source.realm()).text()));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself, within seconds
    private void post(Wish wish, RealmIdentity own, KeyHistory introducer, PeerAddress address) {
        IntroductionRequest request = new IntroductionRequest(
                party(own),
                own.fingerprint(),
                new Party(introducer.realm(), introducer.id()),
                wish.peer(),
                Instant.ofEpochSecond(now().getEpochSecond()));
        Octets signed =
                SignedRequest.sign(request, own.signingKey(), source.random()).encoded();
        source.client()
                .post(address, IntroductionRoutes.REQUEST, IntroductionRoutes.CONTENT_TYPE, signed, LONGEST_ANSWER)
                .thenAccept(answer -> later(Duration.ZERO, () -> answered(wish, answer)));
    }

    private void answered(Wish wish, PeerAnswer answer) {
        try {
            settle(wish, answer.fold(said -> problem(said), fault -> Optional.of(fault.text())));
        } catch (RuntimeException e) {
            LOG.error(
                    "The introduction to {} by {} could not be kept, ask for another",
                    wish.peer(),
                    wish.introducer(),
                    e);
        }
    }

    private Optional<String> problem(PeerAnswer.Answered said) {
        if (said.status() != OK) {
            return Optional.of(IntroductionRefusal.in(said.body())
                    .map(IntroductionRefusal::text)
                    .orElse("the introducer answers with status " + said.status()
                            + "; check that it is of a version that introduces"));
        }
        return taken(said.body()).map(reason -> new IntroductionRefusal(reason, source.realm()).text());
    }

    /** The wish is gone when it has come about; else it is there to be read why not. */
    private void settle(Wish wish, Optional<String> problem) {
        source.introductions()
                .changeWish(
                        wish.peer(),
                        ACTOR,
                        found -> found.equals(Optional.of(wish)) ? problem.map(wish::failing) : found);
    }

    /** An introduction that was posted here by who makes it. */
    CompletionStage<HttpAnswer> take(Octets signed) {
        return onThread(() -> taken(signed)
                .map(this::refused)
                .orElseGet(() -> CompletableFuture.completedFuture(new HttpAnswer(TAKEN, Map.of(), Octets.EMPTY))));
    }

    private Optional<IntroductionReason> taken(Octets signed) {
        Optional<RealmIdentity> own = identity.now();
        if (own.isEmpty()) {
            return Optional.of(IntroductionReason.INTRODUCER_UNKNOWN);
        }
        try {
            return trusts.take(SignedIntroduction.read(signed.toByteArray()), party(own.get()), now());
        } catch (DocumentFault malformed) {
            return Optional.of(IntroductionReason.MALFORMED);
        }
    }

    /** A request that was posted here: the other realm hears of it first. */
    CompletionStage<HttpAnswer> introduce(Octets signed) {
        return onThread(() -> begun(signed));
    }

    private CompletionStage<HttpAnswer> begun(Octets signed) {
        SignedRequest request;
        try {
            request = SignedRequest.read(signed.toByteArray());
        } catch (DocumentFault malformed) {
            return refused(IntroductionReason.MALFORMED);
        }
        Optional<RealmIdentity> own = identity.now();
        if (own.isEmpty()) {
            return refused(IntroductionReason.INTRODUCER_UNKNOWN);
        }
        Acquaintance from = trusts.acquaintance(request.request().from().realm());
        Acquaintance peer = trusts.acquaintance(request.request().peer());
        Optional<IntroductionReason> fault = IntroductionRules.faultOf(request, party(own.get()), from, peer, now());
        return fault.isPresent()
                ? refused(fault.get())
                : introduced(
                        own.get(), from.history().orElseThrow(), peer.history().orElseThrow());
    }

    private CompletionStage<HttpAnswer> introduced(RealmIdentity own, KeyHistory from, KeyHistory peer) {
        Octets introduction = SignedIntroduction.sign(
                        IntroductionRules.between(party(own), own.fingerprint(), from, peer, now()),
                        own.signingKey(),
                        source.random())
                .encoded();
        Optional<PeerAddress> address = source.documents().address(peer.realm());
        if (address.isEmpty()) {
            return refused(IntroductionReason.PEER_UNREACHABLE);
        }
        return source.client()
                .post(
                        address.get(),
                        IntroductionRoutes.INTRODUCTION,
                        IntroductionRoutes.CONTENT_TYPE,
                        introduction,
                        LONGEST_ANSWER)
                .thenApply(answer -> answer.fold(
                        said -> passedOn(said, from, peer, introduction),
                        fault -> unreachable().answer()));
    }

    private HttpAnswer passedOn(PeerAnswer.Answered said, KeyHistory from, KeyHistory peer, Octets introduction) {
        if (said.status() != TAKEN) {
            return IntroductionRefusal.in(said.body())
                    .orElseGet(this::unreachable)
                    .answer();
        }
        LOG.info("introduced {} to {}, as it has asked", from.realm(), peer.realm());
        return HttpAnswer.ok(IntroductionRoutes.CONTENT_TYPE, introduction.toByteArray());
    }

    private IntroductionRefusal unreachable() {
        return new IntroductionRefusal(IntroductionReason.PEER_UNREACHABLE, source.realm());
    }

    private CompletionStage<HttpAnswer> refused(IntroductionReason reason) {
        return CompletableFuture.completedFuture(new IntroductionRefusal(reason, source.realm()).answer());
    }

    private CompletionStage<HttpAnswer> onThread(Supplier<CompletionStage<HttpAnswer>> judging) {
        if (!waiting.tryAcquire()) {
            return CompletableFuture.completedFuture(BUSY);
        }
        try {
            return CompletableFuture.supplyAsync(judging, thread)
                    .whenComplete((answer, fault) -> waiting.release())
                    .thenCompose(answer -> answer);
        } catch (RejectedExecutionException stopping) {
            waiting.release();
            return CompletableFuture.completedFuture(BUSY);
        }
    }

    private static Party party(RealmIdentity own) {
        return new Party(own.realm(), own.id());
    }

    private Instant now() {
        return source.clock().instant();
    }

    /** Waits for what is being written: the store closes next. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("an introduction is not kept yet, and is left alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
