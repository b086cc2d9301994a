package org.hanse.kdc.federation;

import java.time.Instant;
import java.util.Optional;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.Contradiction;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.KeyHistory;

/** What a declaration makes of what is known of a peer. Pure functions. */
final class PeerJudge {
    private PeerJudge() {}

    /**
     * Whether these documents are of the realm that was declared, and by what that is known; empty if they are of another. That a fingerprint was of a key which signed
     * the newest document once is in the declaration, as the confirmed id.
     */
    static Optional<Pinned> pinned(Declaration declaration, KeyHistory history) {
        if (declaration.confirmed().isPresent()) {
            return declaration.confirmed().filter(history.id()::equals).map(id -> Pinned.BY_ID);
        }
        if (declaration.fingerprint().isEmpty()) {
            return Optional.of(Pinned.BY_NOTHING);
        }
        if (declaration.fingerprint().get().equals(history.id())) {
            return Optional.of(Pinned.BY_ID);
        }
        return declaration.fingerprint().filter(history.head().signer()::equals).map(signer -> Pinned.BY_CURRENT_KEY);
    }

    /** Whether the realm is surely the one that was meant. */
    static boolean isSure(Declaration declaration, KeyHistory history) {
        return pinned(declaration, history)
                .filter(by -> by != Pinned.BY_NOTHING)
                .isPresent();
    }

    /**
     * @param history of the declared realm
     * @param contradiction that was found in it
     */
    static PeerView view(
            Declaration declaration, KeyHistory history, Optional<Contradiction> contradiction, Instant now) {
        boolean contradictsItself = contradiction
                .filter(found -> found.held().document().id().equals(history.id()))
                .isPresent();
        if (contradictsItself) {
            return new PeerView.Refused(PeerTrouble.of(DocumentReason.CONFLICT));
        }
        if (history.isStaleAt(now)) {
            return new PeerView.Refused(PeerTrouble.of(DocumentReason.EXPIRED));
        }
        Pinned pinned = pinned(declaration, history).orElse(Pinned.BY_NOTHING);
        return pinned == Pinned.BY_NOTHING ? new PeerView.Unconfirmed(history) : new PeerView.Known(history, pinned);
    }
}
