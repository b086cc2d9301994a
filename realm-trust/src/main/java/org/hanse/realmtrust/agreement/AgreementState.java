package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustState;

/**
 * All that a realm remembers of the agreement with one peer, also after the trust was removed: the counters must never go back. Holds no
 * secret but sealed ones.
 *
 * @param direction as this realm's operator declared it
 * @param identityConfirmed whether the operator has a fingerprint of the peer, or has compared codes
 * @param own this realm's standing, as it was last told
 * @param peer the peer's, as it was last heard
 * @param seen the highest serial of {@code own} that the peer has said it saw
 * @param epochs under which this realm accepts, newest first
 * @param retry when to send next what was not answered
 * @param rotateAt when the next epoch is due
 * @param failure what stands in the way now
 */
public record AgreementState(
        Parties parties,
        TrustDirection direction,
        boolean identityConfirmed,
        Standing own,
        Standing peer,
        long seen,
        List<KeptEpoch> epochs,
        Pending pending,
        Retry retry,
        Instant rotateAt,
        Optional<Failure> failure) {
    public AgreementState {
        epochs = List.copyOf(epochs);
    }

    /** Of two realms that have nothing to do with each other yet. */
    public static AgreementState between(Parties parties) {
        return new AgreementState(
                parties,
                TrustDirection.BOTH,
                false,
                Standing.UNKNOWN,
                Standing.UNKNOWN,
                0,
                List.of(),
                new Pending.None(),
                new Retry(0, Instant.EPOCH),
                Instant.MAX,
                Optional.empty());
    }

    /**
     * As {@code hanse trust show} says it. Active is a trust as soon as this realm accepts: whoever presents a ticket then has got
     * it from a peer that has confirmed.
     */
    public TrustState shown() {
        if (own.suspended() || peer.suspended()) {
            return TrustState.SUSPENDED;
        }
        if (!epochs.isEmpty()) {
            return TrustState.ACTIVE;
        }
        if (!identityConfirmed) {
            return TrustState.UNCONFIRMED;
        }
        boolean notYet =
                failure.filter(was -> was.code() == RejectionCode.NOT_DECLARED).isPresent() && peer.removals() == 0;
        if (failure.isPresent() && !notYet) {
            return TrustState.FAILED;
        }
        return peer.declared() ? TrustState.ESTABLISHING : TrustState.DECLARED;
    }

    /** The epoch that this realm issues under now; empty if it must not issue. */
    public Optional<Epoch> issuing() {
        boolean allowed = own.declared() && !own.suspended() && !peer.suspended();
        return allowed
                ? epochs.stream()
                        .filter(kept -> kept.inUse() && kept.uses().out())
                        .map(KeptEpoch::epoch)
                        .findFirst()
                : Optional.empty();
    }

    /** The epochs that this realm accepts tickets under now, newest first. */
    public List<Epoch> accepting() {
        boolean allowed = own.declared() && !own.suspended() && !peer.suspended();
        return allowed
                ? epochs.stream()
                        .filter(kept -> kept.uses().in())
                        .map(KeptEpoch::epoch)
                        .toList()
                : List.of();
    }
}
