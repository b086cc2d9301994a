package org.hanse.realmtrust.document;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Conflict;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;
import org.hanse.realmtrust.document.SuccessionOutcome.Refused;
import org.hanse.realmtrust.document.SuccessionOutcome.Unchanged;

/**
 * The rules of succession: what is known of a realm, and a document that claims to be its newest. A pure function, docs/federation.md. Who
 * misses documents between the two fetches them, and judges one after the other.
 */
public final class Succession {
    /** So long after a document was believed, the recovery key still undoes it: 72 hours. */
    public static final Duration RECOVERY = Duration.ofDays(3);
    /** How far a peer's clock may be ahead. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    private final KeyHistory known;
    private final SignedDocument next;
    private final Instant now;

    private Succession(KeyHistory known, SignedDocument next, Instant now) {
        this.known = known;
        this.next = next;
        this.now = now;
    }

    /**
     * @param now by the clock of who judges, read once
     */
    public static SuccessionOutcome judge(KeyHistory known, SignedDocument next, Instant now) {
        return new Succession(known, next, now).judge();
    }

    private SuccessionOutcome judge() {
        Optional<DocumentReason> identity = Link.identityFault(known.head(), next.document());
        if (identity.isPresent()) {
            return new Refused(identity.get());
        }
        if (next.hash().equals(known.newest().hash())) {
            return new Unchanged();
        }
        OptionalInt predecessor =
                next.document().predecessor().map(known::indexOf).orElse(OptionalInt.empty());
        if (known.indexOf(next.hash()).isPresent() || predecessor.isEmpty()) {
            return unlinked();
        }
        return linked(predecessor.getAsInt());
    }

    /** What it follows is unknown here, or it is known itself and old. */
    private SuccessionOutcome unlinked() {
        Optional<HeldDocument> rival = known.ofVersion(next.document().version());
        if (rival.isPresent() && !rival.get().hash().equals(next.hash()) && isSignedByKeyOfHead()) {
            return new Conflict(rival.get().signed(), next);
        }
        boolean older = next.document().version() <= known.head().version();
        return new Refused(older ? DocumentReason.ROLLED_BACK : DocumentReason.NOT_LINKED);
    }

    private boolean isSignedByKeyOfHead() {
        return known.head()
                .signingKey(next.document().signer(), next.document().issued())
                .filter(next::isSignedBy)
                .isPresent();
    }

    private SuccessionOutcome linked(int predecessor) {
        Optional<DocumentReason> fault =
                Link.fault(known.documents().get(predecessor).signed(), next);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        if (predecessor == known.documents().size() - 1) {
            return accepted(predecessor, next.document().isRecovery() ? Manner.RECOVERS : Manner.FOLLOWS);
        }
        return beside(predecessor, known.documents().get(predecessor + 1));
    }

    /** It follows a document that another, {@code rival}, follows already. */
    private SuccessionOutcome beside(int predecessor, HeldDocument rival) {
        boolean recovers = next.document().isRecovery();
        if (rival.document().isRecovery()) {
            return recovers ? new Conflict(rival.signed(), next) : new Refused(DocumentReason.BEATEN_BY_RECOVERY);
        }
        if (recovers) {
            boolean inTime = now.isBefore(rival.since().plus(RECOVERY));
            return inTime ? accepted(predecessor, Manner.RECOVERS) : new Conflict(rival.signed(), next);
        }
        return returning(predecessor);
    }

    /** Neither is of a recovery key: two of one version contradict each other; a higher one may come of a restored backup. */
    private SuccessionOutcome returning(int predecessor) {
        Optional<HeldDocument> same = known.ofVersion(next.document().version());
        if (same.isPresent()) {
            return new Conflict(same.get().signed(), next);
        }
        if (next.document().version() < known.head().version()) {
            return new Refused(DocumentReason.ROLLED_BACK);
        }
        if (next.document().issued().isBefore(known.head().issued())) {
            return new Refused(DocumentReason.ISSUED_TOO_EARLY);
        }
        if (known.documents().subList(predecessor + 1, known.documents().size()).stream()
                .anyMatch(held -> held.document().isRecovery())) {
            return new Refused(DocumentReason.BEATEN_BY_RECOVERY);
        }
        // A key that was given up since then has no say any more.
        return isSignedByKeyOfHead()
                ? accepted(predecessor, Manner.RETURNS)
                : new Refused(DocumentReason.SIGNER_NOT_ALLOWED);
    }

    private SuccessionOutcome accepted(int predecessor, Manner manner) {
        Optional<DocumentReason> fault = timeFault(next.document(), now);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        if (predecessor + 1 >= KeyHistory.MOST) {
            return new Refused(DocumentReason.HISTORY_TOO_LONG);
        }
        return new Accepted(known.followedBy(predecessor, new HeldDocument(next, now)), manner);
    }

    /** What is wrong with a newest document's times. */
    static Optional<DocumentReason> timeFault(RealmDocument document, Instant now) {
        if (document.issued().isAfter(now.plus(SKEW))) {
            return Optional.of(DocumentReason.ISSUED_IN_FUTURE);
        }
        return document.isExpiredAt(now) ? Optional.of(DocumentReason.EXPIRED) : Optional.empty();
    }
}
