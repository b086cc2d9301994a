package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.realm.SigningKeys;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;

/**
 * This realm's own documents: signed anew when that is due, looked at each hour, and read for those who ask, on one thread of their own, at most once a
 * second. Several servers of a realm may do this; the store lets one of them sign. Thread-safe.
 */
public final class OwnDocuments implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(OwnDocuments.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** A server has more urgent things to do when it starts: what signs takes its time to load. */
    private static final Duration AT_FIRST = Duration.ofSeconds(1);

    private static final Duration EACH = Duration.ofHours(1);
    /** How long a stop waits for a signature and for the disk. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What a server's wiring knows. */
    public record Source(
            RealmName realm,
            IdentityStore store,
            LongSupplier newestVersion,
            Supplier<DocumentFacts> facts,
            Clock clock,
            SecureRandom random) {}

    private final Source source;
    private final LongSupplier nanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "own-documents");
        made.setDaemon(true);
        return made;
    });
    /** Both of the thread's own. */
    private Optional<KeyHistory> history = Optional.empty();

    private long looked;
    private boolean hasLooked;

    private OwnDocuments(Source source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /**
     * Begins to publish and returns at once.
     *
     * @param nanos a clock of {@link System#nanoTime()}'s kind
     */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static OwnDocuments start(Source source, LongSupplier nanos) {
        OwnDocuments own = new OwnDocuments(source, nanos);
        own.thread.scheduleWithFixedDelay(
                own::publishIfDue, AT_FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        return own;
    }

    /** Looks whether the newest document still says what is so: after a change of the settings. */
    public void refresh() {
        thread.execute(this::publishIfDue);
    }

    /** The documents of less than a second ago; empty if this realm has none. */
    CompletionStage<Optional<KeyHistory>> current() {
        return CompletableFuture.supplyAsync(this::look, thread);
    }

    private Optional<KeyHistory> look() {
        long now = nanos.getAsLong();
        if (!hasLooked || now - looked > FRESH.toNanos()) {
            long newest = source.newestVersion().getAsLong();
            if (history.map(known -> known.head().version()).orElse(0L) != newest) {
                history = source.store().history();
            }
            looked = now;
            hasLooked = true;
        }
        return history;
    }

    /** Whatever fails is tried again within the hour: the documents that are out last for days. */
    private void publishIfDue() {
        if (!Publication.suits(source.realm())) {
            return; // no other realm could name it, docs/federation.md
        }
        try {
            publishIfDue(new SigningKeys(source.realm(), source.store(), source.clock(), source.random()).made());
        } catch (RuntimeException e) {
            LOG.error("The realm's document was to be signed anew and could not be, it is tried again in an hour", e);
        }
    }

    private void publishIfDue(RealmIdentity identity) {
        DocumentFacts facts = source.facts().get();
        if (Publication.due(identity, facts, source.clock().instant(), source.random())
                .isEmpty()) {
            return;
        }
        // Another server may have been faster: what is due is asked again where nobody else writes.
        RealmIdentity now = source.store()
                .change(before -> Publication.due(
                                before.orElseThrow(), facts, source.clock().instant(), source.random())
                        .orElse(before.orElseThrow()));
        now.history()
                .ifPresent(signed -> LOG.info(
                        "the realm's document has version {} now", signed.head().version()));
    }

    /** Waits for what is being signed: the store closes next. */
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
