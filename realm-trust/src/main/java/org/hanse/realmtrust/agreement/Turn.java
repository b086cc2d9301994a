package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * One step in the making: a state that is being changed, and what is to follow. Lives for one call of {@link Agreement} and is seen by
 * nobody else; what the rules need to say is here in words of the domain.
 */
final class Turn {
    /** Told so often that a trust was removed; who hears nothing of it learns it at the next contact. */
    private static final int MOST_FAREWELLS = 1000;

    /** Tries in a row without a pause between them. */
    private static final int MOST_HASTY = 3;

    final Facts facts;
    final AgreementSettings settings;
    final Parties parties;

    TrustDirection direction;
    boolean identityConfirmed;
    Standing own;
    Standing peer;
    long seen;
    Pending pending;
    Retry retry;
    Instant rotateAt;
    Optional<Failure> failure;

    private final Standing ownBefore;
    private List<KeptEpoch> epochs;
    private boolean replyWanted;
    private boolean refreshDocument;
    private final List<Body> bodies = new ArrayList<>();
    private final List<KeyChange> keys = new ArrayList<>();
    private final List<AgreementEvent> events = new ArrayList<>();

    Turn(AgreementState state, Facts facts, AgreementSettings settings) {
        this.facts = facts;
        this.settings = settings;
        this.parties = state.parties();
        this.direction = state.direction();
        this.identityConfirmed = state.identityConfirmed();
        this.own = state.own();
        this.ownBefore = state.own();
        this.peer = state.peer();
        this.seen = state.seen();
        this.epochs = state.epochs();
        this.pending = state.pending();
        this.retry = state.retry();
        this.rotateAt = state.rotateAt();
        this.failure = state.failure();
    }

    Instant now() {
        return facts.now();
    }

    boolean isPast(Instant time) {
        return !time.isAfter(facts.now());
    }

    List<KeptEpoch> epochs() {
        return epochs;
    }

    Optional<KeptEpoch> newest() {
        return epochs.stream().findFirst();
    }

    /** Both accept and issue under the newest epoch, as far as we know, or there is none to finish. */
    boolean isSettled() {
        return pending.isNone()
                && newest().filter(kept -> kept.inUse() && kept.epoch().isAfter(peer.issues()))
                        .isEmpty();
    }

    /** Whether a proposal of ours has a chance. */
    boolean mayStart() {
        boolean peerWants = peer.declared() || peer.serial() == 0;
        return own.declared()
                && identityConfirmed
                && !own.suspended()
                && !peer.suspended()
                && peerWants
                && isSettled()
                && facts.peerDocument().isPresent();
    }

    /** When the next proposal is to be made, if one {@linkplain #mayStart may} be. */
    Instant startAt() {
        return rotateAt.isAfter(retry.at()) ? rotateAt : retry.at();
    }

    /** When every server of this realm will know a key that is stored now. */
    Instant inForce() {
        return now().plus(settings.inForceWithin());
    }

    void say(Body body) {
        bodies.add(body);
    }

    void wantReply() {
        replyWanted = true;
    }

    void change(KeyChange change) {
        keys.add(change);
    }

    void note(AgreementEvent.Kind kind, Object detail) {
        events.add(new AgreementEvent(kind, detail.toString()));
    }

    void wantDocument() {
        refreshDocument = true;
    }

    void fail(RejectionCode code, boolean byPeer) {
        boolean same = failure.filter(was -> was.code() == code && was.byPeer() == byPeer)
                .isPresent();
        if (!same) {
            failure = Optional.of(new Failure(code, byPeer, now()));
        }
    }

    boolean hasFailed(RejectionCode code) {
        return failure.filter(was -> was.code() == code).isPresent();
    }

    /** That is no trouble any more. */
    void clear(RejectionCode code) {
        failure = failure.filter(was -> was.code() != code);
    }

    /** Something went forward: what comes next need not wait. */
    void goOn() {
        retry = new Retry(0, now());
    }

    /** The next try is another one, and need not wait; but not for ever. */
    void hasten() {
        if (retry.attempts() <= MOST_HASTY) {
            retry = new Retry(retry.attempts(), now());
        }
    }

    void accept(KeptEpoch kept, KeyChange.Accept change) {
        List<KeptEpoch> more = new ArrayList<>(epochs);
        more.add(0, kept);
        epochs = more;
        if (kept.uses().in()) {
            keys.add(change);
        }
        own = own.withHighest(kept.epoch());
        note(AgreementEvent.Kind.ACCEPTING, kept.epoch());
    }

    /** From now on this epoch and no other is issued under. */
    void issue(Epoch epoch, KeyChange change) {
        epochs = epochs.stream()
                .map(kept -> kept.used(kept.epoch().equals(epoch)))
                .toList();
        keys.add(change);
        rotateAt = now().plus(settings.rotateEvery());
        failure = Optional.empty();
        note(AgreementEvent.Kind.ISSUING, epoch);
    }

    void stopIssuing() {
        epochs = epochs.stream().map(kept -> kept.used(false)).toList();
        keys.add(new KeyChange.StopIssuing());
    }

    void forget(Predicate<KeptEpoch> which) {
        boolean issuingToo = epochs.stream().anyMatch(which.and(KeptEpoch::inUse));
        epochs.stream().filter(which).forEach(kept -> {
            keys.add(new KeyChange.Forget(kept.epoch()));
            note(AgreementEvent.Kind.FORGOTTEN, kept.epoch());
        });
        epochs = epochs.stream().filter(which.negate()).toList();
        if (issuingToo) {
            keys.add(new KeyChange.StopIssuing());
        }
    }

    /** The peer issues under {@code newer}: what came before is kept as long as a ticket under it can live, and no longer. */
    void retireBefore(Epoch newer, Instant end) {
        epochs = epochs.stream()
                .map(kept -> newer.isAfter(kept.epoch()) && kept.forgetAt().isEmpty() ? kept.forgottenAt(end) : kept)
                .toList();
    }

    /** Gives up what is open. A key that we had begun to accept under goes with it: the peer will never use it. */
    void abandon() {
        if (pending instanceof Pending.Confirming confirming) {
            forget(kept -> kept.epoch().equals(confirming.epoch()));
            note(AgreementEvent.Kind.ABANDONED, confirming.epoch());
        } else if (pending instanceof Pending.Answered answered) {
            note(AgreementEvent.Kind.ABANDONED, answered.epoch());
        }
        pending = new Pending.None();
    }

    void dropAllKeys() {
        pending = new Pending.None();
        forget(kept -> true);
    }

    Step finish() {
        Standing told = own.withUse(accepts(), issues(), settings.ticketLife());
        boolean changed = !told.withSerial(ownBefore.serial()).equals(ownBefore) && isKnown(told);
        if (changed) {
            own = told.withSerial(own.serial() + 1);
            goOn();
        } else {
            own = told;
        }
        send();
        List<Message> messages = bodies.stream().map(this::addressed).toList();
        return new Step(state(), keys, messages, events, wake(), refreshDocument);
    }

    /** A realm that never declared the trust tells nobody how it stands. */
    private static boolean isKnown(Standing standing) {
        return standing.declared() || standing.serial() > 0;
    }

    private void send() {
        Optional<Body> due = due();
        if (bodies.isEmpty() && due.isPresent() && isPast(retry.at())) {
            bodies.add(due.get());
        } else if (bodies.isEmpty() && replyWanted && !isAboutToSpeak()) {
            bodies.add(new Notice());
        }
        if (!bodies.isEmpty() && isPast(retry.at())) {
            retry = retry.again(now(), settings);
        }
    }

    /** What is to be sent until it is answered. */
    private Optional<Body> due() {
        if (pending instanceof Pending.Proposed proposed) {
            return Optional.of(proposed.proposal());
        }
        if (pending instanceof Pending.Confirming open && accepts().equals(open.epoch())) {
            return Optional.of(new Confirmation(open.transcript(), open.mac()));
        }
        boolean givenUp = !own.declared() && retry.attempts() > MOST_FAREWELLS;
        return seen >= own.serial() || givenUp || isComingIntoForce() ? Optional.empty() : Optional.of(new Notice());
    }

    /** Whether there will be more to say in a moment: one message then, instead of two. */
    private boolean isComingIntoForce() {
        return epochs.stream().anyMatch(kept -> !isPast(kept.inForce()));
    }

    /** Whether what we say again and again anyway tells the peer that we have heard it. */
    private boolean isAboutToSpeak() {
        return isComingIntoForce() || pending instanceof Pending.Proposed || pending instanceof Pending.Confirming;
    }

    private Epoch accepts() {
        return epochs.stream()
                .filter(kept -> isPast(kept.inForce()))
                .map(KeptEpoch::epoch)
                .findFirst()
                .orElse(Epoch.NONE);
    }

    private Epoch issues() {
        return epochs.stream()
                .filter(KeptEpoch::inUse)
                .map(KeptEpoch::epoch)
                .findFirst()
                .orElse(Epoch.NONE);
    }

    private Message addressed(Body body) {
        Instant sent = now().truncatedTo(ChronoUnit.SECONDS);
        return new Message(new Head(parties.self(), parties.peer(), sent, own, peer.serial(), peer.removals()), body);
    }

    private AgreementState state() {
        return new AgreementState(
                parties,
                direction,
                identityConfirmed,
                own,
                peer,
                seen,
                epochs,
                pending,
                retry,
                rotateAt,
                failure,
                false);
    }

    private Instant wake() {
        List<Instant> times = new ArrayList<>();
        due().ifPresent(body -> times.add(retry.at()));
        if (pending instanceof Pending.Proposed proposed) {
            times.add(proposed.proposal().expires());
        } else if (pending instanceof Pending.Answered answered) {
            times.add(answered.until());
        } else if (mayStart()) {
            times.add(startAt());
        }
        for (KeptEpoch kept : epochs) {
            kept.forgetAt().ifPresent(times::add);
            if (!isPast(kept.inForce())) {
                times.add(kept.inForce());
            }
        }
        return times.stream().min(Instant::compareTo).orElse(Instant.MAX);
    }
}
