package org.hanse.kdc.preauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;

/** PA-ENC-TIMESTAMP, RFC 4120 §5.2.7.2: the client seals its time under its key. */
final class EncryptedTimestamp {
    private final Duration skew;

    EncryptedTimestamp(Duration skew) {
        this.skew = skew;
    }

    /**
     * Proves that the client holds one of its current keys.
     *
     * @param hints METHOD-DATA for a client that has to try again
     * @throws Refusal TIMESTAMP_MALFORMED, TIMESTAMP_ETYPE_NOT_LISTED, TIMESTAMP_WRONG_KEY, TIMESTAMP_SKEW
     */
    void verify(PaData padata, ClientKeys keys, Instant now, Octets hints) throws Refusal {
        EncryptedData sealed;
        try {
            sealed = KerberosCodec.decodeEncryptedData(padata.value().toByteArray());
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.TIMESTAMP_MALFORMED, hints);
        }
        Optional<PrincipalKey> key = keys.ofType(sealed.etype());
        if (key.isEmpty()) {
            throw new Refusal(Reason.TIMESTAMP_ETYPE_NOT_LISTED, hints);
        }
        KerberosTime time;
        try {
            time = KerberosCodec.decodePaEncTsEnc(key.get().key().open(KeyUsage.PA_ENC_TIMESTAMP, sealed));
        } catch (IntegrityFault wrongKey) {
            throw new Refusal(Reason.TIMESTAMP_WRONG_KEY, hints);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.TIMESTAMP_MALFORMED, hints);
        }
        if (Duration.between(time.instant(), now).abs().compareTo(skew) > 0) {
            throw new Refusal(Reason.TIMESTAMP_SKEW);
        }
    }
}
