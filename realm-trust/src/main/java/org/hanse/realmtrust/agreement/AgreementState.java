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
 * @param restored whether this comes from a backup: the next step starts over, as after {@link Agreement#resync}
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
        Optional<Failure> failure,
        boolean restored) {
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
                Optional.empty(),
                false);
    }

    /** As it comes out of a backup: nothing is open, and whatever was said since is to be found out. */
    public AgreementState fromBackup() {
        return new AgreementState(
                parties,
                direction,
                identityConfirmed,
                own,
                peer,
                seen,
                epochs,
                new Pending.None(),
                retry,
                rotateAt,
                failure,
                true);
    }

    /** For a trust that had keys by shared secret: no epoch gets a number that one of them has. */
    public AgreementState withEpochsAfter(Epoch used) {
        return new AgreementState(
                parties,
                direction,
                identityConfirmed,
                own.withHighest(used),
                peer,
                seen,
                epochs,
                pending,
                retry,
                rotateAt,
                failure,
                restored);
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
        boolean allowed = own.declared() && !own.suspended() && !peer.suspended() && !restored;
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
