package org.hanse.protocol.wire;

import java.util.List;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * AS-REP or TGS-REP, RFC 4120 §5.4.2.
 *
 * @param type {@link MessageType#AS_REP} or {@link MessageType#TGS_REP}
 * @param sealed an {@link EncKdcReplyPart} under the reply key
 */
public record KdcReply(
        MessageType type,
        List<PaData> padata,
        RealmName clientRealm,
        PrincipalName clientName,
        Ticket ticket,
        EncryptedData sealed) {
    public KdcReply {
        padata = List.copyOf(padata);
    }
}
