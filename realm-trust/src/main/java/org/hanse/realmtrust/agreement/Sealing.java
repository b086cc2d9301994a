package org.hanse.realmtrust.agreement;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** Keeps the secrets of an unfinished agreement closed, under a key that is not beside them. Thread-safe. */
public interface Sealing {
    /**
     * @param bound what the secret belongs to; it opens for nothing else
     */
    Octets seal(SecretBytes secret, String bound);

    /** Empty if it was sealed under another key, for something else, or was altered. */
    Optional<SecretBytes> open(Octets sealed, String bound);
}
