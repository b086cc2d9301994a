package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;

/** The other side: answers a proposal, and with the confirmation accepts and issues at once. Thread-safe. */
final class Answerer {
    private final EpochKeys secrets;
    private final SecureRandom random;

    Answerer(EpochKeys secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    /** Empty if the proposal is answered, or ours wins; else why not. */
    Optional<RejectionCode> consider(Turn turn, Head head, Proposal proposal) {
        Octets hash = Transcript.ofProposal(head, proposal);
        if (turn.pending instanceof Pending.Answered open
                && open.answer().proposal().equals(hash)) {
            turn.say(open.answer());
            return Optional.empty();
        }
        Optional<RejectionCode> objection = objection(turn, head, proposal);
        if (objection.isPresent()) {
            return objection;
        }
        if (turn.pending instanceof Pending.Proposed open) {
            turn.note(Kind.SIMULTANEOUS_START, proposal.epoch());
            if (turn.parties.oursWins()) {
                insist(turn, open);
                return Optional.empty();
            }
        }
        return answer(turn, proposal, hash);
    }

    private static Optional<RejectionCode> objection(Turn turn, Head head, Proposal proposal) {
        if (!turn.own.declared()) {
            return Optional.of(RejectionCode.NOT_DECLARED);
        }
        if (!turn.identityConfirmed) {
            return Optional.of(RejectionCode.IDENTITY_UNCONFIRMED);
        }
        if (turn.own.suspended()) {
            return Optional.of(RejectionCode.SUSPENDED);
        }
        // The proposer's own clock judges its limit; ours, with all that two clocks may differ by, that this is no old
        // recording.
        if (head.sent().isAfter(proposal.expires())
                || turn.isPast(proposal.expires().plus(AgreementSettings.FRESH))) {
            return Optional.of(RejectionCode.EXPIRED);
        }
        if (!proposal.peerDocument().equals(turn.facts.ownDocument())
                || !turn.facts.peerDocument().equals(Optional.of(proposal.ownDocument()))) {
            return Optional.of(RejectionCode.DOCUMENT_DIFFERS);
        }
        if (!proposal.epoch().isAfter(turn.own.highest())) {
            return Optional.of(RejectionCode.EPOCH_BEHIND);
        }
        if (turn.epochs().size() >= AgreementSettings.MOST_EPOCHS) {
            return Optional.of(RejectionCode.TOO_MANY_EPOCHS);
        }
        return Optional.empty();
    }

    /** Both have started, and ours wins: it is said again, under a number that the peer has not used up. */
    private static void insist(Turn turn, Pending.Proposed open) {
        if (!open.proposal().epoch().isAfter(turn.own.highest())) {
            turn.abandon();
        }
        turn.goOn();
    }

    private Optional<RejectionCode> answer(Turn turn, Proposal proposal, Octets hash) {
        Optional<Suite> suite = Suite.strongest(Suite.offered(), proposal.suites());
        if (suite.isEmpty()) {
            return Optional.of(RejectionCode.NO_COMMON_SUITE);
        }
        Uses uses = Uses.common(turn.direction, proposal.direction());
        if (uses.isNothing()) {
            return Optional.of(RejectionCode.NO_COMMON_DIRECTION);
        }
        KeyExchange.Reply reply;
        try {
            reply = KeyExchange.reply(proposal.x25519(), proposal.mlkem(), random);
        } catch (KeyExchange.Invalid e) {
            return Optional.of(RejectionCode.KEY_EXCHANGE_INVALID);
        }
        Answer bare = new Answer(
                hash, suite.get().word(), Suite.offered(), turn.direction, reply.x25519(), reply.mlkem(), Octets.EMPTY);
        answer(turn, proposal.epoch(), bare, suite.get(), reply.shared(), uses);
        return Optional.empty();
    }

    private void answer(Turn turn, Epoch epoch, Answer bare, Suite suite, SecretBytes shared, Uses uses) {
        Octets transcript = Transcript.ofAnswer(bare);
        KeySchedule keys = KeySchedule.of(transcript, shared);
        Answer answer = bare.withMac(keys.answererMac(transcript));
        turn.abandon();
        turn.pending = new Pending.Answered(
                epoch,
                suite,
                answer,
                transcript,
                secrets.seal(turn, epoch, keys.root()),
                uses,
                turn.now().plus(turn.settings.proposalLife()));
        turn.own = turn.own.withHighest(epoch);
        turn.say(answer);
        turn.note(Kind.ANSWERED, epoch);
    }

    /** Empty if the confirmation is taken, or known already; else why not. */
    Optional<RejectionCode> take(Turn turn, Confirmation confirmation) {
        if (turn.pending instanceof Pending.Answered open && open.transcript().equals(confirmation.answer())) {
            return take(turn, open, confirmation);
        }
        boolean repeated =
                turn.epochs().stream().anyMatch(kept -> kept.transcript().equals(confirmation.answer()));
        if (!repeated) {
            return Optional.of(RejectionCode.UNKNOWN_EPOCH);
        }
        turn.wantReply();
        return Optional.empty();
    }

    private Optional<RejectionCode> take(Turn turn, Pending.Answered open, Confirmation confirmation) {
        Optional<KeySchedule> keys =
                secrets.open(turn, open.epoch(), open.root()).map(KeySchedule::resumed);
        if (keys.isEmpty()) {
            turn.abandon();
            return Optional.of(RejectionCode.UNKNOWN_EPOCH);
        }
        if (!KeySchedule.same(confirmation.mac(), keys.get().proposerMac(open.transcript()))) {
            turn.abandon();
            return Optional.of(RejectionCode.CONFIRM_MAC_WRONG);
        }
        KeptEpoch kept = new KeptEpoch(
                open.epoch(),
                open.uses(),
                turn.inForce(),
                true,
                open.answer().proposal(),
                open.transcript(),
                Optional.empty());
        turn.pending = new Pending.None();
        turn.accept(kept, EpochKeys.accept(turn, keys.get(), open.epoch(), open.suite()));
        turn.issue(open.epoch(), EpochKeys.issue(turn, keys.get(), kept, open.suite()));
        return Optional.empty();
    }
}
