package org.hanse.kdc.preauth;

import java.time.Duration;
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
import org.hanse.protocol.wire.PaType;

/**
 * PA-ENC-TIMESTAMP, RFC 4120 §5.2.7.2: the client seals its time under its key. Offered in clear only, as MIT does: inside FAST
 * there is something better.
 */
final class EncryptedTimestamp implements Mechanism {
    private final Duration skew;
    private final ProofReplays replays;

    EncryptedTimestamp(Duration skew, ProofReplays replays) {
        this.skew = skew;
        this.replays = replays;
    }

    @Override
    public int type() {
        return PaType.ENC_TIMESTAMP;
    }

    @Override
    public Optional<Octets> offer(Attempt attempt) {
        return attempt.armorKey().isPresent() ? Optional.empty() : Optional.of(Octets.EMPTY);
    }

    /**
     * RFC 6113 §5.4.3 leaves it to the AS. Only Heimdal's clients send a timestamp inside FAST, and up to 7.8 they pass over the
     * strengthen key: the right password is called incorrect then. The reply is no weaker than it would be without FAST, which is what
     * is left to them else.
     */
    @Override
    public boolean strengthensReply() {
        return false;
    }

    /**
     * Proves that the client holds one of its current keys.
     *
     * @throws Refusal TIMESTAMP_MALFORMED, TIMESTAMP_ETYPE_NOT_LISTED, TIMESTAMP_WRONG_KEY, TIMESTAMP_SKEW, PROOF_REPLAYED,
     *     REPLAYS_FULL
     */
    @Override
    public Step verify(Octets value, Attempt attempt, Conversation conversation) throws Refusal {
        EncryptedData sealed;
        try {
            sealed = KerberosCodec.decodeEncryptedData(value);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.TIMESTAMP_MALFORMED, fault.getMessage());
        }
        PrincipalKey key =
                attempt.keys().ofType(sealed.etype()).orElseThrow(() -> new Refusal(Reason.TIMESTAMP_ETYPE_NOT_LISTED));
        KerberosTime time;
        try {
            time = KerberosCodec.decodePaEncTsEnc(key.key().open(KeyUsage.PA_ENC_TIMESTAMP, sealed));
        } catch (IntegrityFault wrongKey) {
            throw new Refusal(Reason.TIMESTAMP_WRONG_KEY);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.TIMESTAMP_MALFORMED, fault.getMessage());
        }
        if (Duration.between(time.instant(), attempt.now()).abs().compareTo(skew) > 0) {
            throw new Refusal(Reason.TIMESTAMP_SKEW);
        }
        replays.check(sealed.cipher(), time, attempt);
        return Step.Proven.plainly();
    }
}
