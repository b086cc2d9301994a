package org.hanse.realmtrust.agreement;

import java.util.List;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * The second message: the answerer has derived the keys, and proves it.
 *
 * @param proposal hash of the proposal answered, {@link Transcript#ofProposal}, which says the epoch and all else
 * @param suite the chosen one's name
 * @param suites all that the answerer can do
 * @param direction the answerer's declaration, from its point of view
 * @param x25519 public key, 32 octets
 * @param mlkem ciphertext of ML-KEM-768, 1088 octets
 * @param mac over the transcript, {@link KeySchedule#answererMac}
 */
public record Answer(
        Octets proposal,
        String suite,
        List<String> suites,
        TrustDirection direction,
        Octets x25519,
        Octets mlkem,
        Octets mac)
        implements Body {
    public Answer {
        suites = List.copyOf(suites);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
        return cases.answer(this);
    }

    Answer withMac(Octets made) {
        return new Answer(proposal, suite, suites, direction, x25519, mlkem, made);
    }
}
