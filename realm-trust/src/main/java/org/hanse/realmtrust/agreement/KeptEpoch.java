package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * An epoch under which this realm accepts.
 *
 * @param inForce from then on every server of this realm knows the keys
 * @param inUse whether this realm issues under it, now or once
 * @param proposal hash of the proposal it came from
 * @param transcript hash of the answer, which tells a repeated answer from a second one
 * @param forgetAt when no ticket under it can live any more; empty while the peer may issue under it
 */
public record KeptEpoch(
        Epoch epoch,
        Uses uses,
        Instant inForce,
        boolean inUse,
        Octets proposal,
        Octets transcript,
        Optional<Instant> forgetAt) {
    KeptEpoch used(boolean changed) {
        return new KeptEpoch(epoch, uses, inForce, changed, proposal, transcript, forgetAt);
    }

    KeptEpoch forgottenAt(Instant end) {
        return new KeptEpoch(epoch, uses, inForce, inUse, proposal, transcript, Optional.of(end));
    }
}
