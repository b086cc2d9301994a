package org.hanse.realmtrust.agreement;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/** Verifies what realms have signed, by the documents that are known of them. Thread-safe. */
public interface MessageVerifier {
    /**
     * @param payload exactly the octets that were signed
     * @param realmId the id of the realm whose current document names the keys, all of them
     */
    record Verified(Octets payload, String realmId) {}

    /** Empty if a signature is missing, wrong, or by keys of no realm that is known; lengths are checked before anything is read. */
    Optional<Verified> verify(byte[] signed);
}
