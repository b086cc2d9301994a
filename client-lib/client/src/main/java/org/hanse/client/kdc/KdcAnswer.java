package org.hanse.client.kdc;

import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;

/** What came back: a reply or an error, decoded and not yet believed. */
public sealed interface KdcAnswer {
    /** An AS-REP or TGS-REP. */
    record Reply(KdcReply message) implements KdcAnswer {}

    /** A KRB-ERROR: nobody signed it, so it may guide what to try and must never weaken what is asked for. */
    record Refusal(KrbError message) implements KdcAnswer {}

    /** @throws KdcFailure of kind REPLY_NOT_TRUSTED for octets that are neither */
    static KdcAnswer decode(byte[] octets) throws KdcFailure {
        try {
            return octets.length > 0 && octets[0] == 0x7E
                    ? new Refusal(KerberosCodec.decodeKrbError(octets))
                    : new Reply(KerberosCodec.decodeKdcReply(octets));
        } catch (DecodeFault fault) {
            throw new KdcFailure(
                    Kind.REPLY_NOT_TRUSTED,
                    "the KDC's answer cannot be read (" + fault.getMessage() + "); check what listens on its port");
        }
    }
}
