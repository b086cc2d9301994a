package org.hanse.kdc.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.JoinedFederation.Standing;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * Looks after the federations that this realm has joined: fetches their lists each hour, and makes of its declarations what they say; at once when an operator joins
 * or leaves one. On a thread of its own, which waits for nobody. Several servers of a realm may do this. Thread-safe.
 */
public final class Memberships implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Memberships.class);

    /** A server has more urgent things to do when it starts. */
    private static final Duration AT_FIRST = Duration.ofSeconds(2);

    private static final Duration EACH = Duration.ofHours(1);
    /** Until this realm has signed its first document. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration WARNING = Duration.ofDays(1);
    /** How long a stop waits for the disk. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What a server's wiring knows. */
    public record Source(
            RealmName realm,
            FederationStore federations,
            IdentityStore identity,
            DeclarationStore declarations,
            TrustStore trusts,
            PeerClient client,
            Clock clock) {}

    private final Source source;
    private final ListFetch lists;
    private final MemberDeclarations declarations;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "memberships");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean isChanged = new AtomicBoolean();
    /** What was asked for already since it was joined so; the thread's own. */
    private final Set<JoinedAs> asked = new HashSet<>();
    /** When it was last said that a list has expired; the thread's own. */
    private final Map<String, Instant> warned = new HashMap<>();

    private record JoinedAs(String name, Fingerprint pinned, String url) {}

    private Memberships(Source source) {
        this.source = source;
        this.lists = new ListFetch(source.federations(), source.client(), source.clock());
        this.declarations = new MemberDeclarations(source.realm(), source.declarations(), source.trusts());
    }

    /** Begins, and returns at once. Whoever wires this has the store tell it of changes. */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static Memberships start(Source source) {
        Memberships memberships = new Memberships(source);
        memberships.thread.scheduleWithFixedDelay(
                memberships::look, AT_FIRST.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        return memberships;
    }

    /** An operator has joined or left a federation, or a list is another. */
    public void changed() {
        if (isChanged.compareAndSet(false, true)) {
            later(Duration.ZERO, this::follow);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    private void later(Duration delay, Runnable task) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping, so nothing more is done for federations");
        }
    }

    /** Each hour: whatever fails is tried again then. */
    private void look() {
        asked.clear();
        follow();
        try {
            source.federations().all().forEach(this::warn);
        } catch (RuntimeException e) {
            LOG.error("The federations of this realm cannot be looked after, it is tried again within the hour", e);
        }
    }

    private void follow() {
        isChanged.set(false);
        try {
            List<JoinedFederation> federations = source.federations().all();
            federations.forEach(this::fetch);
            Optional<KeyHistory> own = source.identity().history();
            if (own.isPresent()) {
                declarations.follow(own.get().id(), federations, source.clock().instant());
            } else if (!federations.isEmpty()) {
                later(SOON, this::changed);
            }
        } catch (RuntimeException e) {
            LOG.error("The federations of this realm cannot be looked after, it is tried again within the hour", e);
        }
    }

    private void fetch(JoinedFederation federation) {
        federation.url().ifPresent(url -> {
            if (asked.add(new JoinedAs(federation.name(), federation.pinned(), url.toString()))) {
                lists.fetch(federation.name(), url);
            }
        });
    }

    private void warn(JoinedFederation federation) {
        Instant now = source.clock().instant();
        boolean isDue = Optional.ofNullable(warned.get(federation.name()))
                .filter(last -> now.isBefore(last.plus(WARNING)))
                .isEmpty();
        if (federation.standing(now) == Standing.STALE && isDue) {
            Instant end = federation.list().orElseThrow().list().expires().plus(JoinedFederation.GRACE);
            LOG.warn(
                    "the list of {} has expired: it brings nobody in, and its trusts end at {}",
                    federation.name(),
                    end);
            warned.put(federation.name(), now);
        }
    }

    /** Waits for what is being written: the store closes next. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("what a federation's list changes here is not written yet, and is left alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
