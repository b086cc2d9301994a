package org.hanse.client.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.PaData;

/**
 * How the messages of a login travel: as RFC 4120 has them, or inside FAST (RFC 6113 §5.4). One for each conversation with a KDC, which
 * never changes to the other.
 */
sealed interface Envelope permits ClearEnvelope, FastEnvelope {
    /**
     * What came with a ticket.
     *
     * @param strengthenKey to be combined with the key that the padata lead to
     */
    record Reply(List<PaData> padata, Optional<EncryptionKey> strengthenKey) {}

    /** What came instead of a ticket. */
    record Refusal(KrbError error, List<PaData> padata) {}

    KdcRequest request(List<PaData> padata, KdcRequestBody body, Instant now) throws KdcFailure;

    /**
     * @param nonce of the request
     * @throws KdcFailure of kind REPLY_NOT_TRUSTED if the reply did not come as the request went
     */
    Reply reply(KdcReply reply, Nonce nonce) throws KdcFailure;

    /**
     * @param nonce of the request
     * @throws KdcFailure of kind REPLY_NOT_TRUSTED if the refusal did not come as the request went
     */
    Refusal refusal(KrbError error, Nonce nonce) throws KdcFailure;

    /** The type of padata that proves the client's key here. */
    int proofType();

    /** What people call it. */
    String proofName();

    /** A proof that we have the client's key. */
    PaData proof(ProtocolKey longTerm, KerberosTime now);

    /** The key that sealed a reply, of the one that the padata lead to. */
    ProtocolKey replyKey(Reply reply, ProtocolKey longTerm) throws KdcFailure;

    /**
     * After {@link #proof}: whether the KDC has answered it as it must.
     *
     * @throws KdcFailure of kind REPLY_NOT_TRUSTED if it has not
     */
    void judgeAnswer(Reply reply, ProtocolKey longTerm) throws KdcFailure;
}
