package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.audit.AgreementLog;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Envelope;
import org.hanse.realmtrust.agreement.Facts;
import org.hanse.realmtrust.agreement.Message;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.PeerWatch;
import org.hanse.realmtrust.document.DocumentHash;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * Brings the agreements with all peers to where the operators want them: takes a step when something changes here, when it is time and when a message comes, and sends
 * what the step says after it is stored. All steps are taken on one thread; peers are waited for on others, and no request of a KDC waits for any of
 * it. Several servers of a realm may do this: the store lets one step follow the other, and what one has begun another goes on with. Thread-safe.
 */
public final class Agreements implements AutoCloseable, PeerWatch {
    private static final Logger LOG = LogManager.getLogger(Agreements.class);

    /** A server has more urgent things to do when it starts. */
    private static final Duration AT_FIRST = Duration.ofSeconds(1);
    /** Until this realm has signed its first document. */
    private static final Duration SOON = Duration.ofMillis(250);
    /** However far away what comes next is: clocks are set, and notices get lost. */
    private static final Duration AT_LEAST = Duration.ofHours(1);

    /** Before documents are asked for a second time; then twice as long each time. */
    private static final Duration ASKED_AGAIN = Duration.ofMillis(600);

    private static final int MOST_ASKED = 6;
    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);
    /** How long a stop waits for a step and for the disk. */
    private static final Duration GRACE = Duration.ofSeconds(3);
    /** Messages that wait for their turn. */
    private static final int MOST_WAITING = 64;

    private static final int OK = 200;
    private static final int TAKEN = 204;
    /** With its head. */
    private static final int LONGEST_ANSWER = Envelope.LONGEST + 8 * 1024;

    private static final String UNREADABLE = "the peer answers with what is no message of its own to this realm";

    /** What a server's wiring knows. */
    public record Source(
            RealmName realm,
            DeclarationStore declarations,
            AgreementStore agreements,
            TrustStore trusts,
            PeerHistories histories,
            IdentityStore identity,
            LongSupplier newestDocument,
            PeerDocuments documents,
            PeerClient client,
            Supplier<AgreementSettings> times,
            BooleanSupplier privatePeers,
            Clock clock,
            SecureRandom random) {}

    private final Source source;
    private final OwnIdentity identity;
    private final Contacts contacts;
    private final AgreementSteps steps;
    private final Correspondence correspondence;
    private final TrustNotes notes;
    /** Peers to be looked after as soon as the thread comes to it. */
    private final Set<RealmName> changed = ConcurrentHashMap.newKeySet();

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "agreements");
        made.setDaemon(true);
        return made;
    });
    /** How often new declarations' documents have been asked for without success; the thread's own. */
    private final Map<Declaration, Integer> asked = new HashMap<>();
    /** By which document each peer was last dealt with; the thread's own. */
    private final Map<RealmName, DocumentHash> documents = new HashMap<>();
    /** When each peer is looked after again; the thread's own. */
    private final Map<RealmName, Future<?>> next = new HashMap<>();

    private Agreements(Source source, LongSupplier nanos) {
        this.source = source;
        this.identity = new OwnIdentity(source.identity(), source.newestDocument());
        this.contacts = new Contacts(source.documents(), source.histories(), source.clock());
        this.steps = new AgreementSteps(source.agreements(), source.times(), new AgreementLog(), source.random());
        this.notes = new TrustNotes(source.trusts(), source.privatePeers());
        this.correspondence = new Correspondence(source, contacts, steps, nanos);
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to look after all peers, and returns at once. Whoever wires this has the store tell it of changes.
     *
     * @param nanos a clock of {@link System#nanoTime()}'s kind
     */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    public static Agreements start(Source source, LongSupplier nanos) {
        Agreements agreements = new Agreements(source, nanos);
        source.documents().onChange(agreements::changed);
        agreements.thread.schedule(agreements::attendAll, AT_FIRST.toMillis(), TimeUnit.MILLISECONDS);
        return agreements;
    }

    @Override
    public void changed(RealmName peer) {
        if (changed.add(peer)) {
            later(() -> {
                changed.remove(peer);
                attend(peer);
            });
        }
    }

    @Override
    public void lost() {
        later(this::attendAll);
    }

    private void later(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping, so nothing more is done for agreements");
        }
    }

    private void attendAll() {
        try {
            Set<RealmName> peers = new HashSet<>();
            source.declarations().all().forEach(wish -> peers.add(wish.peer()));
            source.agreements()
                    .all()
                    .forEach(state -> peers.add(state.parties().peer().name()));
            peers.forEach(this::attend);
        } catch (RuntimeException e) {
            LOG.error("The agreements with other realms cannot be looked after, it is tried again in a minute", e);
            wake(source.realm(), now().plus(AFTER_FAULT), this::attendAll);
        }
    }

    private void attend(RealmName peer) {
        Instant when;
        try {
            when = attended(peer);
        } catch (RuntimeException e) {
            LOG.error("The agreement with {} cannot be looked after, it is tried again in a minute", peer, e);
            when = now().plus(AFTER_FAULT);
        }
        wake(peer, when, () -> attend(peer));
    }

    /** In place of what was planned for the peer. */
    private void wake(RealmName peer, Instant when, Runnable task) {
        Instant now = now();
        Instant latest = now.plus(AT_LEAST);
        long millis =
                Duration.between(now, when.isAfter(latest) ? latest : when).toMillis();
        if (!thread.isShutdown()) {
            Optional.ofNullable(next.put(peer, thread.schedule(task, Math.max(0, millis) + 1, TimeUnit.MILLISECONDS)))
                    .ifPresent(planned -> planned.cancel(false));
        }
    }

    /** @return when there is more to do */
    private Instant attended(RealmName peer) {
        Optional<RealmIdentity> own = identity.now();
        if (own.isEmpty()) {
            return now().plus(SOON);
        }
        Optional<Declaration> wish = source.declarations().find(peer);
        return wish.isPresent() ? wished(own.get(), wish.get()) : part(own.get(), peer, Optional.empty());
    }

    private Instant wished(RealmIdentity own, Declaration wish) {
        Optional<Contact> contact = contacts.declared(own, wish);
        if (contact.isEmpty()) {
            return alone(own, wish);
        }
        asked.remove(wish);
        // Another realm may have had the name before: it goes first.
        Instant parted = part(own, wish.peer(), contact);
        notes.kdcs(wish, contact.get().history());
        Step step = steps.pursue(wish, contact.get(), isRenewed(contact.get()), now());
        send(contact.get(), step.messages());
        return earlier(parted, step.wake());
    }

    private boolean isRenewed(Contact contact) {
        DocumentHash newest = contact.history().newest().signed().hash();
        DocumentHash before = documents.put(contact.peer(), newest);
        return before != null && !before.equals(newest);
    }

    /** Nothing of the peer counts at present: operators are told why, and what time brings happens all the same. */
    private Instant alone(RealmIdentity own, Declaration wish) {
        RealmName peer = wish.peer();
        notes.reason(peer, source.documents().trouble(peer).map(PeerTrouble::text));
        Instant when = source.agreements()
                .declared(peer)
                .map(state -> steps.tick(state, Contact.factsAlone(own, now())).wake())
                .orElse(Instant.MAX);
        return earlier(when, askAgain(wish));
    }

    /** What an operator has just typed is not to wait for the next regular look; both sides may be starting at this moment. */
    @SuppressWarnings("FutureReturnValueIgnored") // who is told of a change goes on
    private Instant askAgain(Declaration wish) {
        int times = asked.merge(wish, 1, Integer::sum);
        if (times > MOST_ASKED) {
            return Instant.MAX;
        }
        source.documents().refresh(wish.peer());
        return now().plus(ASKED_AGAIN.multipliedBy(1L << times));
    }

    /** From realms of that name that no operator wants any more. */
    private Instant part(RealmIdentity own, RealmName peer, Optional<Contact> wanted) {
        Instant when = Instant.MAX;
        for (AgreementState state : source.agreements().named(peer)) {
            if (wanted.filter(contact -> contact.isWith(state)).isEmpty()) {
                Optional<Contact> contact = contacts.removed(own, state);
                Facts facts = contact.map(known -> known.facts(now())).orElseGet(() -> Contact.factsAlone(own, now()));
                Step step = steps.part(state, facts);
                contact.ifPresent(known -> send(known, step.messages()));
                when = earlier(when, step.wake());
            }
        }
        return when;
    }

    private void send(Contact contact, List<Message> messages) {
        contact.address().ifPresent(address -> messages.forEach(message -> post(contact, address, message)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is not answered is said again
    private void post(Contact contact, PeerAddress address, Message message) {
        source.client()
                .post(
                        address,
                        AgreementRoutes.PATH + "?from=" + source.realm(),
                        AgreementRoutes.CONTENT_TYPE,
                        correspondence.seal(contact, message),
                        LONGEST_ANSWER)
                .thenAccept(answer -> later(() -> replied(contact.peer(), answer)));
    }

    private void replied(RealmName peer, PeerAnswer answer) {
        try {
            Optional<String> amiss = answer.fold(said -> read(peer, said), fault -> Optional.of(fault.text()));
            notes.reason(peer, amiss);
        } catch (RuntimeException e) {
            LOG.error("The answer of {} could not be dealt with; what it was about is sent again", peer, e);
        }
    }

    /** @return what is amiss, for operators */
    private Optional<String> read(RealmName peer, PeerAnswer.Answered said) {
        Optional<RealmIdentity> own = identity.now();
        if (said.status() == OK && own.isPresent()) {
            return correspondence
                    .receive(own.get(), peer, said.body())
                    .fold(this::go, refusal -> Optional.of(UNREADABLE));
        }
        boolean taken = said.status() == OK || said.status() == TAKEN;
        return taken
                ? Optional.empty()
                : Optional.of(MessageRefusal.in(said.body())
                        .map(MessageRefusal::said)
                        .orElse("the peer answers messages with status " + said.status()));
    }

    private Optional<String> go(Correspondence.Outcome.Taken taken) {
        send(taken.contact(), taken.step().messages());
        return Optional.empty();
    }

    /** A message that was posted here; its answer has what is to be said to its sender. */
    CompletionStage<HttpAnswer> answer(RealmName from, Octets message) {
        if (!waiting.tryAcquire()) {
            return CompletableFuture.completedFuture(MessageRefusal.BUSY.answer());
        }
        try {
            return CompletableFuture.supplyAsync(() -> answered(from, message), thread)
                    .whenComplete((answer, fault) -> waiting.release());
        } catch (RejectedExecutionException stopping) {
            waiting.release();
            return CompletableFuture.completedFuture(MessageRefusal.BUSY.answer());
        }
    }

    private HttpAnswer answered(RealmName from, Octets message) {
        return identity.now()
                .map(own -> correspondence.receive(own, from, message).fold(this::reply, MessageRefusal::answer))
                .orElseGet(MessageRefusal.NOT_READY::answer);
    }

    private HttpAnswer reply(Correspondence.Outcome.Taken taken) {
        List<Message> messages = taken.step().messages();
        if (messages.isEmpty()) {
            return new HttpAnswer(TAKEN, Map.of(), Octets.EMPTY);
        }
        send(taken.contact(), messages.subList(1, messages.size()));
        Octets first = correspondence.seal(taken.contact(), messages.get(0));
        return HttpAnswer.ok(AgreementRoutes.CONTENT_TYPE, first.toByteArray());
    }

    private Instant now() {
        return source.clock().instant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Waits for the step that is being taken: the store closes next. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("a step of an agreement is not over, and is left alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
