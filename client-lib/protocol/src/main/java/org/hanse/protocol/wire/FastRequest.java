package org.hanse.protocol.wire;

import java.util.List;

/**
 * KrbFastReq, RFC 6113 §5.4.2: the request that counts, within the one that everybody sees.
 *
 * @param bodyOctets the DER of the body as received
 */
public record FastRequest(FastOptions options, List<PaData> padata, KdcRequestBody body, Octets bodyOctets) {
    public FastRequest {
        padata = List.copyOf(padata);
    }
}
