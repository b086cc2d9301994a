package org.hanse.realmtrust.agreement;

import java.time.Instant;
import org.hanse.protocol.wire.Octets;

/**
 * The one agreement that is not finished. Secrets are in it sealed, and gone as soon as it is over; it belongs in no backup.
 */
public sealed interface Pending {
    /** There is none. */
    record None() implements Pending {}

    /**
     * We have proposed.
     *
     * @param hash {@link Transcript#ofProposal}
     * @param secret {@link KeyExchange.Offer#secret()}, sealed
     */
    record Proposed(Proposal proposal, Octets hash, Octets secret) implements Pending {}

    /**
     * We have answered the peer's proposal, and use nothing before it confirms.
     *
     * @param transcript {@link Transcript#ofAnswer}
     * @param root {@link KeySchedule#root()}, sealed
     * @param uses the directions in which both realms want keys
     * @param until given up then, by our clock
     */
    record Answered(Epoch epoch, Suite suite, Answer answer, Octets transcript, Octets root, Uses uses, Instant until)
            implements Pending {}

    /**
     * We have the peer's answer, accept under the new keys, and say so until the peer says the same. We cannot give it up by
     * ourselves: the peer may have heard us, and issue.
     */
    record Confirming(Epoch epoch, Suite suite, Octets transcript, Octets root, Octets mac) implements Pending {}

    /** Whether nothing is open. */
    default boolean isNone() {
        return this instanceof None;
    }
}
