package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * The first message of an agreement: keys made for it alone.
 *
 * @param expires after this, by the proposer's clock, no answer counts; whole seconds
 * @param suites what the proposer can do, by {@link Suite#word()} or names of the future, 1 to {@link #MOST_SUITES}
 * @param direction the proposer's declaration, from its point of view
 * @param ownDocument hash of the proposer's realm document, {@link #HASH} octets
 * @param peerDocument hash of the answerer's realm document that the proposer relies on
 * @param x25519 public key, 32 octets
 * @param mlkem encapsulation key of ML-KEM-768, 1184 octets
 */
public record Proposal(
        Epoch epoch,
        Instant expires,
        List<String> suites,
        TrustDirection direction,
        Octets ownDocument,
        Octets peerDocument,
        Octets x25519,
        Octets mlkem)
        implements Body {
    static final int MOST_SUITES = 8;
    /** SHA-384. */
    static final int HASH = 48;

    public Proposal {
        suites = List.copyOf(suites);
        if (epoch.equals(Epoch.NONE) || !expires.equals(expires.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("a proposal has an epoch and ends at a whole second");
        }
    }

    @Override
    public <T> T fold(Cases<T> cases) {
        return cases.proposal(this);
    }
}
