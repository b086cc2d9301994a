package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;

/** The side that starts: proposes, takes an answer, confirms, and issues when the peer says that it accepts. Thread-safe. */
final class Proposer {
    private final EpochKeys secrets;
    private final SecureRandom random;

    Proposer(EpochKeys secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    void startIfDue(Turn turn) {
        if (!turn.mayStart() || !turn.isPast(turn.startAt())) {
            return;
        }
        if (turn.epochs().size() >= AgreementSettings.MOST_EPOCHS
                || turn.own.highest().isLast()) {
            turn.fail(RejectionCode.TOO_MANY_EPOCHS, false);
            turn.retry = turn.retry.again(turn.now(), turn.settings);
            return;
        }
        propose(turn, turn.facts.peerDocument().orElseThrow());
    }

    private void propose(Turn turn, Octets peerDocument) {
        Epoch epoch = turn.own.highest().next();
        KeyExchange.Offer offer = KeyExchange.offer(random);
        Proposal proposal = new Proposal(
                epoch,
                turn.now().plus(turn.settings.proposalLife()).truncatedTo(ChronoUnit.SECONDS),
                Suite.offered(),
                turn.direction,
                turn.facts.ownDocument(),
                peerDocument,
                offer.x25519(),
                offer.mlkem());
        Octets hash = Transcript.ofProposal(
                turn.parties.self(), turn.parties.peer(), turn.own.removals(), turn.peer.removals(), proposal);
        turn.pending = new Pending.Proposed(proposal, hash, secrets.seal(turn, epoch, offer.secret()));
        turn.note(Kind.PROPOSED, epoch);
    }

    /** Empty if the answer is taken, or known already; else why not. */
    Optional<RejectionCode> take(Turn turn, Answer answer) {
        Octets transcript = Transcript.ofAnswer(answer);
        if (turn.pending instanceof Pending.Proposed open && open.hash().equals(answer.proposal())) {
            Optional<RejectionCode> objection = take(turn, open, answer, transcript);
            if (objection.isPresent()) {
                turn.abandon(); // what the peer has is not what we have: another proposal, later
            }
            return objection;
        }
        Optional<KeptEpoch> kept = turn.epochs().stream()
                .filter(epoch -> epoch.proposal().equals(answer.proposal()))
                .findFirst();
        if (kept.isEmpty()) {
            return Optional.of(RejectionCode.UNKNOWN_PROPOSAL);
        }
        if (!kept.get().transcript().equals(transcript)) {
            return Optional.of(RejectionCode.SECOND_ANSWER);
        }
        turn.wantReply(); // the same again: our confirmation is on its way, or was lost
        return Optional.empty();
    }

    private Optional<RejectionCode> take(Turn turn, Pending.Proposed open, Answer answer, Octets transcript) {
        Proposal proposal = open.proposal();
        Optional<Suite> suite = Suite.strongest(proposal.suites(), answer.suites());
        if (suite.isEmpty() || !suite.get().word().equals(answer.suite())) {
            return Optional.of(RejectionCode.SUITE_DOWNGRADED);
        }
        Uses uses = Uses.common(proposal.direction(), answer.direction());
        if (uses.isNothing()) {
            return Optional.of(RejectionCode.NO_COMMON_DIRECTION);
        }
        Optional<SecretBytes> secret = secrets.open(turn, proposal.epoch(), open.secret());
        if (secret.isEmpty()) {
            return Optional.of(RejectionCode.UNKNOWN_PROPOSAL);
        }
        KeySchedule keys;
        try {
            keys = KeySchedule.of(transcript, KeyExchange.finish(secret.get(), answer.x25519(), answer.mlkem()));
        } catch (KeyExchange.Invalid e) {
            return Optional.of(RejectionCode.KEY_EXCHANGE_INVALID);
        }
        if (!KeySchedule.same(answer.mac(), keys.answererMac(transcript))) {
            return Optional.of(RejectionCode.ANSWER_MAC_WRONG);
        }
        acceptAndConfirm(turn, open, transcript, keys, suite.get(), uses);
        return Optional.empty();
    }

    private void acceptAndConfirm(
            Turn turn, Pending.Proposed open, Octets transcript, KeySchedule keys, Suite suite, Uses uses) {
        Epoch epoch = open.proposal().epoch();
        turn.accept(
                new KeptEpoch(epoch, uses, turn.inForce(), false, open.hash(), transcript, Optional.empty()),
                EpochKeys.accept(turn, keys, epoch, suite));
        turn.pending = new Pending.Confirming(
                epoch, suite, transcript, secrets.seal(turn, epoch, keys.root()), keys.proposerMac(transcript));
    }

    /** The peer says that it accepts what we confirmed: we issue, and the secret goes. */
    void conclude(Turn turn, Pending.Confirming open) {
        KeptEpoch kept = turn.newest().orElseThrow();
        Optional<SecretBytes> root = secrets.open(turn, open.epoch(), open.root());
        turn.pending = new Pending.None();
        if (root.isEmpty()) {
            // Sealed under a master key that is gone. The peer may issue, so we go on accepting; and get another epoch.
            turn.rotateAt = turn.now();
            return;
        }
        turn.issue(open.epoch(), EpochKeys.issue(turn, KeySchedule.resumed(root.get()), kept, open.suite()));
    }
}
