package org.hanse.kdc.preauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/**
 * Whether a client has proved that it is who it says, RFC 4120 §5.2.7. What we do not know counts for nothing; the first element
 * of a type counts, further ones do not. Thread-safe.
 */
public final class Preauthentication {
    private final EncryptedTimestamp encryptedTimestamp;

    public Preauthentication(Duration skew) {
        this.encryptedTimestamp = new EncryptedTimestamp(skew);
    }

    /**
     * @param required whether client or service insists on it
     * @param keys what a timestamp may be sealed under
     * @throws Refusal PREAUTH_REQUIRED with hints, or why a proof that was offered is none; a wrong proof is refused even where
     *     none was required
     */
    public Proof verify(KdcRequest request, boolean required, ClientKeys keys, Instant now) throws Refusal {
        Optional<PaData> timestamp = request.firstPaData(PaType.ENC_TIMESTAMP);
        if (timestamp.isPresent()) {
            encryptedTimestamp.verify(timestamp.get(), keys, now, hints(keys));
            return new Proof(true);
        }
        if (required) {
            throw new Refusal(Reason.PREAUTH_REQUIRED, hints(keys));
        }
        return new Proof(false);
    }

    /** METHOD-DATA: what we take, and how a password becomes a key. RFC 4120 §3.1.3: no ETYPE-INFO, no PW-SALT for AES clients. */
    private static Octets hints(ClientKeys keys) {
        return Octets.wrap(
                KerberosCodec.encodeMethodData(List.of(keys.hints(), new PaData(PaType.ENC_TIMESTAMP, Octets.EMPTY))));
    }
}
