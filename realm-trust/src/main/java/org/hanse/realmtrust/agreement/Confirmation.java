package org.hanse.realmtrust.agreement;

import org.hanse.protocol.wire.Octets;

/**
 * The third message: the proposer has the same keys, and every one of its servers accepts tickets under them.
 *
 * @param answer hash of the transcript, {@link Transcript#ofAnswer}
 * @param mac over it, {@link KeySchedule#proposerMac}
 */
public record Confirmation(Octets answer, Octets mac) implements Body {
    @Override
    public <T> T fold(Cases<T> cases) {
        return cases.confirmation(this);
    }
}
