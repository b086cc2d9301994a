package org.hanse.realmtrust.agreement;

import java.time.Duration;
import java.util.Optional;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;

/** Who deals with which message, in a turn that has heard its head. Empty is taken, else why not. */
record Handshake(Proposer proposer, Answerer answerer, Turn turn, Head head)
        implements Body.Cases<Optional<RejectionCode>> {
    @Override
    public Optional<RejectionCode> proposal(Proposal proposal) {
        noteClocks();
        return answerer.consider(turn, head, proposal);
    }

    @Override
    public Optional<RejectionCode> answer(Answer answer) {
        noteClocks();
        return proposer.take(turn, answer);
    }

    @Override
    public Optional<RejectionCode> confirmation(Confirmation confirmation) {
        return answerer.take(turn, confirmation);
    }

    @Override
    public Optional<RejectionCode> rejection(Rejection rejection) {
        Rejections.hear(turn, rejection);
        return Optional.empty();
    }

    @Override
    public Optional<RejectionCode> notice(Notice notice) {
        return Optional.empty();
    }

    /** Keys are agreed on all the same, but tickets will fail. */
    private void noteClocks() {
        Duration apart = Duration.between(head.sent(), turn.now());
        if (apart.abs().compareTo(turn.settings.clockSkew()) > 0) {
            turn.note(Kind.CLOCKS_DIFFER, apart.toSeconds() + " s");
        }
    }
}
