package org.hanse.protocol.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * KDC-REQ-BODY, RFC 4120 §5.4.1. Empty sequences read as absent (§5.1.3).
 *
 * @param client absent in a TGS-REQ
 * @param realm the server's realm; in an AS-REQ also the client's
 * @param service may be absent only with ENC-TKT-IN-SKEY; the exchange judges that
 * @param till 1970-01-01T00:00:00Z asks for the longest time policy allows
 * @param etypes in the client's order of preference, unknown ones included
 * @param encryptedAuthorizationData under the subkey (key usage 5) or the TGT's session key (4)
 */
public record KdcRequestBody(
        KdcOptions options,
        Optional<PrincipalName> client,
        RealmName realm,
        Optional<PrincipalName> service,
        Optional<Instant> from,
        Instant till,
        Optional<Instant> renewTill,
        Nonce nonce,
        List<EncType> etypes,
        List<HostAddress> addresses,
        Optional<EncryptedData> encryptedAuthorizationData,
        List<Ticket> additionalTickets) {
    public KdcRequestBody {
        etypes = List.copyOf(etypes);
        addresses = List.copyOf(addresses);
        additionalTickets = List.copyOf(additionalTickets);
    }
}
