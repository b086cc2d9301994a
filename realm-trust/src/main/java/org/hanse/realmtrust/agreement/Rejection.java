package org.hanse.realmtrust.agreement;

import org.hanse.protocol.wire.Octets;

/**
 * What a realm answers to a proposal, an answer or a confirmation that it does not take. Changes something only for who holds
 * exactly what it is about, so an old one does no harm.
 *
 * @param about hash of the proposal, or of the transcript for an answer or a confirmation
 */
public record Rejection(RejectionCode code, Octets about) implements Body {
    @Override
    public <T> T fold(Cases<T> cases) {
        return cases.rejection(this);
    }
}
