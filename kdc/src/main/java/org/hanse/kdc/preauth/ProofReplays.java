package org.hanse.kdc.preauth;

import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;

/**
 * Proofs that were good once. RFC 4120 §10 and RFC 6113 §5.4.6 ask for it: who has overheard a proof must not get a ticket of another
 * kind by it. The very same message again is a client that waited in vain, or went to our other address, and is answered.
 * Thread-safe.
 */
final class ProofReplays {
    private final ReplayCache seen;

    ProofReplays(ReplayCache seen) {
        this.seen = seen;
    }

    /**
     * @param sealed the proof's cipher octets; it has opened
     * @param time what the proof says; in the skew
     * @throws Refusal PROOF_REPLAYED, REPLAYS_FULL
     */
    void check(Octets sealed, KerberosTime time, Attempt attempt) throws Refusal {
        switch (seen.admit(sealed, time.instant(), attempt.digest(), attempt.now())) {
            case ADMITTED -> {}
            case REPLAYED -> throw new Refusal(Reason.PROOF_REPLAYED);
            case FULL -> throw new Refusal(Reason.REPLAYS_FULL);
        }
    }
}
