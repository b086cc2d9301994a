package org.hanse.protocol.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * What only the client may read of a reply, RFC 4120 §5.4.2. Encoded as EncTGSRepPart [26] or EncASRepPart [25]; readers take
 * either tag in either reply, since MIT's KDC has always sent [26] in both.
 *
 * @param encryptedPaData [12], RFC 6806 §11; empty when there is none
 */
public record EncKdcReplyPart(
        EncryptionKey key,
        List<LastReq> lastReq,
        Nonce nonce,
        Optional<Instant> keyExpiration,
        TicketFlags flags,
        Instant authTime,
        Optional<Instant> startTime,
        Instant endTime,
        Optional<Instant> renewTill,
        RealmName serviceRealm,
        PrincipalName service,
        List<HostAddress> addresses,
        List<PaData> encryptedPaData) {
    public EncKdcReplyPart {
        lastReq = List.copyOf(lastReq);
        addresses = List.copyOf(addresses);
        encryptedPaData = List.copyOf(encryptedPaData);
    }
}
