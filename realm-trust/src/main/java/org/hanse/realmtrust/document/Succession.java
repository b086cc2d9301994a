package org.hanse.realmtrust.document;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final boolean isNewest;

    private Succession(KeyHistory known, SignedDocument next, Instant now, boolean isNewest) {
        this.known = known;
        this.next = next;
        this.now = now;
        this.isNewest = isNewest;
    }

    /**
     * @param now by the clock of who judges, read once
     */
    public static SuccessionOutcome judge(KeyHistory known, SignedDocument next, Instant now) {
        return new Succession(known, next, now, true).judge();
    }

    /**
     * The same of several, one after the other, for who missed some. What is known already is passed over. Only the last must not have expired: the others were good when
     * they were followed. Nothing is accepted unless the last is.
     *
     * @param next oldest first; nothing changes without any
     * @return for the last, or for the first that is not accepted
     */
    public static SuccessionOutcome judge(KeyHistory known, List<SignedDocument> next, Instant now) {
        SuccessionOutcome outcome = new Unchanged();
        KeyHistory history = known;
        Manner manner = Manner.FOLLOWS;
        for (int i = 0; i < next.size(); i++) {
            boolean isNewest = i == next.size() - 1;
            if (!isNewest && history.indexOf(next.get(i).hash()).isPresent()) {
                continue;
            }
            outcome = new Succession(history, next.get(i), now, isNewest).judge();
            if (!(outcome instanceof Accepted accepted)) {
                return outcome;
            }
            history = accepted.history();
            manner = manner.compareTo(accepted.manner()) < 0 ? accepted.manner() : manner;
        }
        return outcome instanceof Accepted ? new Accepted(history, manner) : outcome;
    }

    /**
     * From which version on documents are needed to judge one that does not fit: whatever was believed less than {@link #RECOVERY} ago may have been undone since.
     */
    public static long firstInDoubt(KeyHistory known, Instant now) {
        return known.documents().stream()
                .filter(held -> held.since().plus(RECOVERY).isAfter(now))
                .mapToLong(held -> held.document().version())
                .min()
                .orElse(known.head().version() + 1);
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
        Optional<DocumentReason> fault =
                timeFault(next.document(), now).filter(reason -> isNewest || reason != DocumentReason.EXPIRED);
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
