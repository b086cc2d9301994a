package org.hanse.realmtrust.agreement;

import java.time.Duration;
import java.time.Instant;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;

/** What follows from how the peer says it stands, whatever the matter of its message. */
final class Hearing {
    /** Whether a message is of these minutes, as far as two clocks can tell. */
    static boolean isFresh(Turn turn, Head head) {
        return Duration.between(head.sent(), turn.now()).abs().compareTo(AgreementSettings.FRESH) <= 0;
    }

    /** Whether the sender, when it made the message, did not know of a removal that we know of; asked before {@link #hear}. */
    boolean predatesRemoval(Turn turn, Head head) {
        return head.seenRemovals() < turn.own.removals() || head.standing().removals() < turn.peer.removals();
    }

    void hear(Turn turn, Head head, Proposer proposer) {
        if (head.seen() > turn.own.serial() || head.seenRemovals() > turn.own.removals()) {
            catchUp(turn, head);
        }
        Standing before = turn.peer;
        Standing now = before.merged(head.standing());
        turn.peer = now;
        turn.seen = Math.max(turn.seen, head.seen());
        turn.own = turn.own.withHighest(now.highest());
        if (now.removals() > before.removals()) {
            peerRemoved(turn);
        }
        if (now.revoked().isAfter(before.revoked())) {
            peerRevoked(turn);
        }
        if (now.suspended() != before.suspended()) {
            turn.note(now.suspended() ? Kind.PEER_SUSPENDED : Kind.PEER_RESUMED, "");
        }
        if (now.serial() > before.serial()) {
            use(turn, before, proposer);
            turn.wantReply();
        } else if (head.seen() < turn.own.serial()) {
            turn.wantReply();
        }
    }

    /** The peer knows more of us than we do: our store is older than what we have said. */
    private void catchUp(Turn turn, Head head) {
        turn.own = turn.own.withSerial(Math.max(turn.own.serial(), head.seen()) + 1);
        if (head.seenRemovals() > turn.own.removals()) {
            turn.own = turn.own.withRemovals(head.seenRemovals());
            turn.dropAllKeys();
        }
        startOver(turn);
    }

    /** Our own keys are doubtful: the peer may have forgotten them. What we accept, we go on accepting. */
    void startOver(Turn turn) {
        turn.pending = new Pending.None();
        turn.stopIssuing();
        turn.rotateAt = turn.now();
        turn.goOn();
        turn.note(Kind.RESTORED, "");
    }

    private static void peerRemoved(Turn turn) {
        boolean had = !turn.epochs().isEmpty() || !turn.pending.isNone();
        turn.dropAllKeys();
        turn.rotateAt = turn.now();
        if (had) {
            turn.fail(RejectionCode.NOT_DECLARED, true);
            turn.note(Kind.PEER_REMOVED, "");
        }
    }

    private static void peerRevoked(Turn turn) {
        Epoch last = turn.peer.revoked();
        if (turn.pending instanceof Pending.Confirming || turn.pending instanceof Pending.Answered) {
            turn.abandon();
        }
        turn.forget(kept -> !kept.epoch().isAfter(last));
        turn.rotateAt = turn.now();
        turn.note(Kind.PEER_REVOKED, last);
    }

    private static void use(Turn turn, Standing before, Proposer proposer) {
        if (turn.pending instanceof Pending.Confirming open
                && turn.peer.accepts().equals(open.epoch())) {
            proposer.conclude(turn, open);
        }
        boolean unheard = turn.epochs().stream()
                .anyMatch(kept -> kept.inUse() && kept.epoch().isAfter(turn.peer.accepts()));
        if (unheard) {
            turn.stopIssuing();
            turn.rotateAt = turn.now();
            turn.note(Kind.PEER_WENT_BACK, turn.peer.accepts());
        }
        Duration life = longer(before.ticketLife(), turn.peer.ticketLife());
        Instant end = turn.now().plus(turn.settings.keptFor(life));
        turn.retireBefore(turn.peer.issues(), end);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
