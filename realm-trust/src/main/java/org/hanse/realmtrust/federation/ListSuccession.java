package org.hanse.realmtrust.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.SigningPublicKey;

/**
 * Which list may follow which: what is known of a federation, and a list that claims to be its newest. A pure function, docs/federation.md. Lists
 * between the two need not be seen: only the newest says who is a member.
 */
public final class ListSuccession {
    /** How far the clock of who signs may be ahead. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private ListSuccession() {}

    /**
     * @param federation its name, as the operator typed it
     * @param pinned fingerprint of the key that signs the first list to be believed; of no meaning after that
     * @param known the newest list that was believed, if any
     * @param now by the clock of who judges, read once
     */
    public static ListOutcome judge(
            String federation, Fingerprint pinned, Optional<SignedList> known, SignedList next, Instant now) {
        if (known.map(SignedList::hash).equals(Optional.of(next.hash()))) {
            return new ListOutcome.Unchanged();
        }
        return fault(federation, pinned, known, next, now)
                .<ListOutcome>map(ListOutcome.Refused::new)
                .orElseGet(() -> new ListOutcome.Accepted(next));
    }

    private static Optional<DocumentReason> fault(
            String federation, Fingerprint pinned, Optional<SignedList> known, SignedList next, Instant now) {
        if (!next.list().federation().equals(federation)) {
            return Optional.of(DocumentReason.OTHER_FEDERATION);
        }
        return known.map(before -> following(before, next))
                .orElseGet(() -> first(pinned, next))
                .or(() -> time(next.list(), now));
    }

    /** That the pinned key is listed is not enough: keys are public, anybody can list another's. */
    private static Optional<DocumentReason> first(Fingerprint pinned, SignedList next) {
        if (!next.list().signer().equals(pinned)) {
            return Optional.of(DocumentReason.FINGERPRINT_OTHER);
        }
        return signature(next, next.list().signingKey(pinned, next.list().issued()));
    }

    private static Optional<DocumentReason> following(SignedList before, SignedList next) {
        FederationList old = before.list();
        FederationList fresh = next.list();
        if (fresh.version() < old.version()) {
            return Optional.of(DocumentReason.ROLLED_BACK);
        }
        Optional<DocumentReason> signature = signature(next, old.signingKey(fresh.signer(), fresh.issued()));
        if (signature.isPresent()) {
            return signature;
        }
        boolean isNext = fresh.version() == old.version() + 1;
        if (fresh.version() == old.version() || (isNext && !fresh.predecessor().equals(Optional.of(before.hash())))) {
            return Optional.of(DocumentReason.TWO_OF_ONE_VERSION);
        }
        return fresh.issued().isBefore(old.issued()) ? Optional.of(DocumentReason.ISSUED_TOO_EARLY) : Optional.empty();
    }

    private static Optional<DocumentReason> signature(SignedList next, Optional<SigningPublicKey> allowed) {
        if (allowed.isEmpty()) {
            return Optional.of(DocumentReason.SIGNER_NOT_ALLOWED);
        }
        return next.isSignedBy(allowed.get()) ? Optional.empty() : Optional.of(DocumentReason.SIGNATURE_WRONG);
    }

    private static Optional<DocumentReason> time(FederationList list, Instant now) {
        if (list.issued().isAfter(now.plus(SKEW))) {
            return Optional.of(DocumentReason.ISSUED_IN_FUTURE);
        }
        return list.isExpiredAt(now) ? Optional.of(DocumentReason.EXPIRED) : Optional.empty();
    }
}
