package org.hanse.realmtrust.agreement;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;

/** What is not taken: said to the peer, and heard from it. */
final class Rejections {
    private Rejections() {}

    /** Tells the sender why its message was not taken. Rejections and notices are not answered so. */
    static void reject(Turn turn, Message message, RejectionCode code) {
        Optional<Octets> about = message.body().fold(new About(message.head()));
        if (about.isEmpty()) {
            return;
        }
        turn.say(new Rejection(code, about.get()));
        turn.note(Kind.REJECTED_BY_US, code.word());
        boolean lasting = switch (code) {
            case NO_COMMON_SUITE, NO_COMMON_DIRECTION, DOCUMENT_DIFFERS, TOO_MANY_EPOCHS -> true;
            default -> code.isAlarming();
        };
        if (lasting) {
            turn.fail(code, false);
        }
        if (code == RejectionCode.DOCUMENT_DIFFERS) {
            turn.wantDocument();
        }
    }

    /** Changes something only for who holds exactly what it is about. */
    static void hear(Turn turn, Rejection rejection) {
        RejectionCode code = rejection.code();
        boolean ours = isAboutOurs(turn.pending, rejection.about());
        if (ours || code.isAlarming()) { // a second answer may be from somebody who has our keys: the operator wants to
            // know
            turn.note(Kind.REJECTED_BY_PEER, code.word());
        }
        if (!ours) {
            return;
        }
        switch (code) {
            // Nothing is wrong with what we said: it is said again, less and less often.
            case NOT_DECLARED,
                    IDENTITY_UNCONFIRMED,
                    SUSPENDED,
                    CLOCK_DIFFERS,
                    NO_COMMON_SUITE,
                    NO_COMMON_DIRECTION,
                    TOO_MANY_EPOCHS -> turn.fail(code, true);
            // With this the peer has told us what we did not know.
            case EPOCH_BEHIND, REMOVED_SINCE -> {
                turn.abandon();
                turn.hasten();
            }
            default -> {
                turn.abandon();
                turn.fail(code, true);
            }
        }
        if (code == RejectionCode.DOCUMENT_DIFFERS) {
            turn.wantDocument();
        }
    }

    private static boolean isAboutOurs(Pending pending, Octets about) {
        if (pending instanceof Pending.Proposed open) {
            return open.hash().equals(about);
        }
        if (pending instanceof Pending.Answered open) {
            return open.transcript().equals(about);
        }
        return pending instanceof Pending.Confirming open && open.transcript().equals(about);
    }

    /** The hash that a rejection of a message names. */
    private record About(Head head) implements Body.Cases<Optional<Octets>> {
        @Override
        public Optional<Octets> proposal(Proposal proposal) {
            return Optional.of(Transcript.ofProposal(head, proposal));
        }

        @Override
        public Optional<Octets> answer(Answer answer) {
            return Optional.of(Transcript.ofAnswer(answer));
        }

        @Override
        public Optional<Octets> confirmation(Confirmation confirmation) {
            return Optional.of(confirmation.answer());
        }

        @Override
        public Optional<Octets> rejection(Rejection rejection) {
            return Optional.empty();
        }

        @Override
        public Optional<Octets> notice(Notice notice) {
            return Optional.empty();
        }
    }
}
