package org.hanse.protocol.wire;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Nonce;

/**
 * KrbFastResponse, RFC 6113 §5.4.3.
 *
 * @param strengthenKey of the reply key's enctype; absent in an error
 * @param finished exactly with a ticket
 * @param nonce the request's
 */
public record FastResponse(
        List<PaData> padata, Optional<EncryptionKey> strengthenKey, Optional<FastFinished> finished, Nonce nonce) {
    public FastResponse {
        padata = List.copyOf(padata);
    }
}
