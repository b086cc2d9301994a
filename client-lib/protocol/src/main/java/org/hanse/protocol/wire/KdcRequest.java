package org.hanse.protocol.wire;

import java.util.List;
import java.util.Optional;

/**
 * AS-REQ or TGS-REQ, RFC 4120 §5.4.1.
 *
 * @param type {@link MessageType#AS_REQ} or {@link MessageType#TGS_REQ}; tag and msg-type field agreed
 * @param padata in the order received
 * @param bodyOctets the DER of the KDC-REQ-BODY as received: what checksums are verified over
 */
public record KdcRequest(MessageType type, List<PaData> padata, KdcRequestBody body, Octets bodyOctets) {
    public KdcRequest {
        padata = List.copyOf(padata);
    }

    /** The first element of a type; further ones of the same type do not count anywhere. */
    public Optional<PaData> firstPaData(int paType) {
        for (PaData one : padata) {
            if (one.type() == paType) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
