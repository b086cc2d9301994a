package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.PeerWatch;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * The documents of the realms that this one has declared: fetched first when they are declared, then before what is known is old, and at once when somebody asks. A
 * trust whose peer's document has expired becomes stale and comes back when a fresh one is there; one whose peer contradicts itself is suspended. Works on a
 * thread of its own, and several servers of a realm may; no request of a KDC waits for it. Thread-safe.
 */
public final class PeerDocuments implements PeerWatch, AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(PeerDocuments.class);
    /** A server has more urgent things to do when it starts. */
    private static final Duration AT_FIRST = Duration.ofSeconds(1);
    /** How late what is due may be noticed. */
    private static final Duration EACH = Duration.ofSeconds(30);
    /** After a start many peers are due; so many are asked in a second. */
    private static final int STARTS_PER_SECOND = 20;
    /** While no more are being asked, who is declared is asked at once. */
    private static final int AT_ONCE = 100;
    /** How long a stop waits for what is being written. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What a server's wiring knows. */
    public record Source(
            DeclarationStore declarations,
            PeerHistories histories,
            TrustStore trusts,
            PeerClient client,
            Clock clock,
            SecureRandom random) {}

    private final Source source;
    private final LongSupplier nanos;
    private final PeerTrusts trusts;
    private final Map<RealmName, PeerEntry> peers = new ConcurrentHashMap<>();
    /** Of which something has changed since the thread last looked. */
    private final Set<RealmName> changed = ConcurrentHashMap.newKeySet();

    /** Looks that have begun; the thread's own. */
    private int underWay;

    private final List<Consumer<RealmName>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "peer-documents");
        made.setDaemon(true);
        return made;
    });

    private PeerDocuments(Source source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.trusts = new PeerTrusts(source.trusts());
    }

    /**
     * Begins to look after the declared peers, and returns at once. Whoever wires this has the store tell it of changes.
     *
     * @param nanos a clock of {@link System#nanoTime()}'s kind
     */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static PeerDocuments start(Source source, LongSupplier nanos) {
        PeerDocuments documents = new PeerDocuments(source, nanos);
        documents.thread.scheduleWithFixedDelay(
                documents::sweep, AT_FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        return documents;
    }

    /**
     * What is known of a peer now, without asking it. Reads the store.
     *
     * @param peer of any name; one that is not declared is refused
     */
    public PeerView known(RealmName peer) {
        Optional<Declaration> declared = source.declarations().find(peer);
        return declared.map(this::known).orElse(PeerView.NOT_DECLARED);
    }

    private PeerView known(Declaration declaration) {
        RealmName peer = declaration.peer();
        return history(declaration)
                .map(history -> PeerJudge.view(
                        declaration,
                        history,
                        source.histories().contradiction(peer),
                        source.clock().instant()))
                .orElseGet(
                        () -> trouble(peer).<PeerView>map(PeerView.Refused::new).orElse(PeerView.NOT_ASKED));
    }

    private Optional<KeyHistory> history(Declaration declaration) {
        return source.histories()
                .find(declaration.peer())
                .filter(history -> PeerJudge.pinned(declaration, history).isPresent());
    }

    /**
     * Asks the peer now, unless it was asked within the last second. Who asks while it is being asked shares the answer.
     *
     * @return what is known then; it does not fail
     */
    public CompletionStage<PeerView> refresh(RealmName peer) {
        return CompletableFuture.completedFuture(peer)
                .thenComposeAsync(this::begun, thread)
                .exceptionally(storeFaultOrStop -> PeerView.NOT_JUDGED);
    }

    /** What went wrong when the peer was last asked, though older documents may still count; empty if nothing did. */
    public Optional<PeerTrouble> trouble(RealmName peer) {
        return Optional.ofNullable(peers.get(peer)).flatMap(PeerEntry::trouble);
    }

    /**
     * Where a peer is asked, messages too: where it last answered, else at the declared URL. Reads the store.
     *
     * @return empty if nothing of it is known
     */
    public Optional<PeerAddress> address(RealmName peer) {
        return source.declarations().find(peer).flatMap(declaration -> {
            List<PeerAddress> all = history(declaration)
                    .map(history -> PeerAddress.of(declaration, Optional.of(history)))
                    .orElse(List.of());
            Optional<PeerAddress> last = Optional.ofNullable(peers.get(peer)).flatMap(PeerEntry::answering);
            return all.stream()
                    .filter(address ->
                            last.filter(one -> one.url().equals(address.url())).isPresent())
                    .findFirst()
                    .or(() -> all.stream().findFirst());
        });
    }

    /**
     * Tells when the view of a peer has changed: it was fetched first, has a newer document, expired, or contradicts itself.
     *
     * @param listener is called on this object's own thread, must be quick, and does not throw
     */
    public void onChange(Consumer<RealmName> listener) {
        listeners.add(listener);
    }

    /** Declared peers, by what is known of them. */
    public void write(MetricsText text) {
        text.gauge("hanse_peers", "Declared peers by whether their documents count.");
        for (String word : List.of("known", "unconfirmed", "refused")) {
            text.sample("hanse_peers", count(entry -> entry.word().equals(word)), "documents", word);
        }
        text.gauge("hanse_peers_troubled", "Declared peers that were asked in vain the last time.")
                .sample("hanse_peers_troubled", count(entry -> entry.trouble().isPresent()));
    }

    private long count(Predicate<PeerEntry> which) {
        return peers.values().stream().filter(which).count();
    }

    /** Declared, confirmed, or forgotten, here or by another server or a command. */
    @Override
    public void changed(RealmName peer) {
        if (changed.add(peer)) {
            onThread(() -> follow(peer));
        }
    }

    @Override
    public void lost() {
        onThread(this::sweep);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping, so nothing more is done for peers");
        }
    }

    // On the thread

    private void follow(RealmName peer) {
        changed.remove(peer);
        try {
            Optional<Declaration> declared = source.declarations().find(peer);
            declared.ifPresentOrElse(
                    declaration -> lookIfDue(declaration, underWay < AT_ONCE), () -> peers.remove(peer));
            Optional.ofNullable(peers.get(peer))
                    .filter(entry -> entry.look().isDone())
                    .ifPresent(entry -> settle(entry, peer));
        } catch (RuntimeException storeFault) {
            LOG.error("The documents of {} could not be looked at", peer, storeFault);
        }
    }

    private CompletableFuture<PeerView> begun(RealmName peer) {
        Optional<Declaration> declared = source.declarations().find(peer);
        if (declared.isEmpty()) {
            peers.remove(peer);
            return CompletableFuture.completedFuture(PeerView.NOT_DECLARED);
        }
        PeerEntry entry = peers.computeIfAbsent(peer, none -> new PeerEntry(nanos.getAsLong()));
        if (!entry.look().isDone()) {
            return entry.look();
        }
        return entry.isFreshAt(nanos.getAsLong())
                ? CompletableFuture.completedFuture(known(declared.get()))
                : begin(entry, declared.get());
    }

    private CompletableFuture<PeerView> begin(PeerEntry entry, Declaration declaration) {
        underWay++;
        CompletableFuture<PeerView> look = CompletableFuture.completedStage(new PeerLook(source, thread, declaration))
                .thenCompose(PeerLook::look)
                .exceptionally(fault -> failed(declaration.peer(), fault))
                .thenApplyAsync(seen -> ended(entry, declaration.peer(), seen), thread)
                .toCompletableFuture();
        entry.begin(declaration, look);
        return look;
    }

    private static PeerLook.Seen failed(RealmName peer, Throwable fault) {
        LOG.error("The documents of {} could not be looked at", peer, fault);
        return new PeerLook.Seen(Optional.of(PeerView.NOT_JUDGED.trouble()), Optional.empty(), Duration.ZERO);
    }

    private PeerView ended(PeerEntry entry, RealmName peer, PeerLook.Seen seen) {
        underWay--;
        if (entry.end(seen, nanos.getAsLong(), source.random())) {
            seen.trouble()
                    .ifPresentOrElse(
                            trouble -> LOG.warn("{} is not known anew: {} ({})", peer, trouble.text(), trouble.code()),
                            () -> LOG.info("{} is known anew", peer));
        }
        if (source.declarations().find(peer).filter(entry::isAskedBy).isEmpty()) {
            changed(peer); // declared in another way, or not any more, in the meantime
        }
        return settle(entry, peer);
    }

    /** What is known now, with what follows from it. */
    private PeerView settle(PeerEntry entry, RealmName peer) {
        Optional<Declaration> declared = source.declarations().find(peer);
        PeerView view = declared.map(this::known).orElse(PeerView.NOT_DECLARED);
        Instant now = source.clock().instant();
        entry.expiresAt(declared.flatMap(this::history)
                .map(history -> history.head().expires())
                .filter(now::isBefore)
                .orElse(Instant.MAX));
        trusts.mark(peer, view);
        if (entry.isNews(view)) {
            listeners.forEach(listener -> listener.accept(peer));
        }
        return view;
    }

    private void sweep() {
        try {
            List<Declaration> declared = source.declarations().all();
            peers.keySet().retainAll(declared.stream().map(Declaration::peer).collect(Collectors.toSet()));
            declared.forEach(declaration -> lookIfDue(declaration, false));
        } catch (RuntimeException storeFault) {
            LOG.error("The documents of peers could not be looked at, it is tried again", storeFault);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the entry has it
    private void lookIfDue(Declaration declaration, boolean atOnce) {
        long now = nanos.getAsLong();
        PeerEntry entry =
                peers.computeIfAbsent(declaration.peer(), none -> new PeerEntry(atOnce ? now : firstDue(now)));
        if (entry.isDueAt(now, declaration)) {
            begin(entry, declaration);
        } else if (entry.hasExpiredAt(source.clock().instant())) {
            settle(entry, declaration.peer());
        }
    }

    /** After a start, or with a federation's list, there may be thousands that have not been asked yet. */
    private long firstDue(long now) {
        return now + peers.size() / STARTS_PER_SECOND * 1_000_000_000L;
    }

    /** Waits for what is being written: the store closes next. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
