package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * The key agreement with one peer. Each method takes the stored state and gives a {@link Step}: what is true next, and what to do about it.
 * Nothing is kept in between. Thread-safe; the caller takes one step of a state at a time.
 *
 * <p>What always holds: this realm issues under a key only after the peer has said that it accepts under it; at most one epoch is
 * unfinished; a key that the peer may have issued under is kept until the tickets have ended. Unless an operator revokes, suspends or
 * removes, or a store is restored: then keys go at once.
 */
public final class Agreement {
    /** More than a realm tells of itself between two backups. */
    private static final long RESTORED_JUMP = 1L << 20;

    private final AgreementSettings settings;
    private final Proposer proposer;
    private final Answerer answerer;
    private final Hearing hearing = new Hearing();

    public Agreement(AgreementSettings settings, Sealing sealing, SecureRandom random) {
        this.settings = settings;
        EpochKeys secrets = new EpochKeys(sealing);
        this.proposer = new Proposer(secrets, random);
        this.answerer = new Answerer(secrets, random);
    }

    /**
     * The operator wants this trust, for the first time, again, or in another direction.
     *
     * @param identityConfirmed whether the operator has said which key the peer has; else nothing is agreed until {@link #confirmIdentity}
     */
    public Step declare(AgreementState state, TrustDirection direction, boolean identityConfirmed, Facts facts) {
        Turn turn = begin(state, facts);
        boolean news = !turn.own.declared() || turn.direction != direction;
        turn.own = turn.own.withDeclared(true);
        turn.direction = direction;
        turn.identityConfirmed |= identityConfirmed;
        if (news) {
            turn.rotateAt = facts.now();
            turn.goOn();
            turn.note(Kind.DECLARED, direction.word());
        }
        return finish(turn);
    }

    /** The operators of both realms have compared the code, or this one has been given a fingerprint. */
    public Step confirmIdentity(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.identityConfirmed = true;
        turn.goOn();
        return finish(turn);
    }

    /** New keys now; what is in use stays in use until they are there. */
    public Step rotate(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.rotateAt = facts.now();
        turn.goOn();
        return finish(turn);
    }

    /** New keys, and none of those before counts any more, here at once and at the peer as soon as it hears of it. */
    public Step revoke(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.own = turn.own.withRevoked(turn.own.highest());
        turn.dropAllKeys();
        turn.rotateAt = facts.now();
        turn.note(Kind.REVOKED, turn.own.revoked());
        return finish(turn);
    }

    /** No ticket any more, at once, until {@link #resume}. The keys stay. */
    public Step suspend(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.own = turn.own.withSuspended(true);
        if (turn.pending instanceof Pending.Proposed) {
            turn.abandon();
        }
        turn.note(Kind.SUSPENDED, "");
        return finish(turn);
    }

    public Step resume(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.own = turn.own.withSuspended(false);
        turn.note(Kind.RESUMED, "");
        return finish(turn);
    }

    /** Forgets all keys. What remains are counters, so that nothing that was said before counts again, and the news for the peer. */
    public Step remove(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        turn.dropAllKeys();
        turn.own = turn.own.withDeclared(false).withSuspended(false).withRemovals(turn.own.removals() + 1);
        turn.identityConfirmed = false;
        turn.rotateAt = Instant.MAX;
        turn.failure = Optional.empty();
        turn.note(Kind.REMOVED, "");
        return finish(turn);
    }

    /**
     * The state may be older than what the peer has seen of it: the store was restored, or the operator asks for it. Nothing is issued until
     * the peer has agreed on new keys; whatever it has seen, they are newer.
     */
    public Step resync(AgreementState state, Facts facts) {
        Turn turn = new Turn(state, facts, settings);
        startOver(turn);
        return finish(turn);
    }

    /** The peer has another document than before: what was refused because of the old one is tried anew, and need not wait. */
    public Step documentChanged(AgreementState state, Facts facts) {
        Turn turn = begin(state, facts);
        if (turn.hasFailed(RejectionCode.DOCUMENT_DIFFERS)) {
            turn.clear(RejectionCode.DOCUMENT_DIFFERS);
            turn.goOn();
        }
        return finish(turn);
    }

    private Turn begin(AgreementState state, Facts facts) {
        Turn turn = new Turn(state, facts, settings);
        if (state.restored()) {
            startOver(turn);
        }
        return turn;
    }

    private void startOver(Turn turn) {
        turn.own = turn.own.withSerial(turn.own.serial() + RESTORED_JUMP);
        hearing.startOver(turn);
    }

    /**
     * A message of the peer, whose signature was found good and whose parties are those of {@code state}.
     *
     * @throws IllegalArgumentException if it is from or for somebody else
     */
    public Step received(AgreementState state, Message message, Facts facts) {
        Head head = message.head();
        if (!head.from().equals(state.parties().peer())
                || !head.to().equals(state.parties().self())) {
            throw new IllegalArgumentException("a message of another agreement");
        }
        Turn turn = begin(state, facts);
        if (!Hearing.isFresh(turn, head)) {
            if (head.standing().serial() > turn.peer.serial()) { // else it is one that was very late
                turn.fail(RejectionCode.CLOCK_DIFFERS, false);
            }
            Rejections.reject(turn, message, RejectionCode.CLOCK_DIFFERS);
            return finish(turn);
        }
        turn.clear(RejectionCode.CLOCK_DIFFERS);
        boolean outdated = hearing.predatesRemoval(turn, head);
        hearing.hear(turn, head, proposer);
        Optional<RejectionCode> objection = outdated
                ? Optional.of(RejectionCode.REMOVED_SINCE)
                : message.body().fold(new Handshake(proposer, answerer, turn, head));
        objection.ifPresent(code -> Rejections.reject(turn, message, code));
        return finish(turn);
    }

    /** Time has passed: sends again, gives up, forgets, begins anew. To be called at {@link Step#wake()} and at start. */
    public Step tick(AgreementState state, Facts facts) {
        return finish(begin(state, facts));
    }

    /** Every step does what is due, too: time passes between all of them. */
    private Step finish(Turn turn) {
        turn.forget(kept -> kept.forgetAt().filter(turn::isPast).isPresent());
        expire(turn);
        proposer.startIfDue(turn);
        return turn.finish();
    }

    /** Gives up what took too long. What we have confirmed we cannot give up: see {@link Pending.Confirming}. */
    private static void expire(Turn turn) {
        boolean unanswered = turn.pending instanceof Pending.Proposed proposed
                && turn.isPast(proposed.proposal().expires());
        boolean unconfirmed = turn.pending instanceof Pending.Answered answered && turn.isPast(answered.until());
        if (unanswered || unconfirmed) {
            turn.abandon();
        }
    }
}
