package org.hanse.kdc.preauth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/**
 * PA-ENCRYPTED-CHALLENGE, RFC 6113 §5.4.6: as the encrypted timestamp, but under a key made of the armor key and the client's, so that
 * what is overheard is no use for guessing passwords; and the KDC proves that it knows the client's key too.
 */
final class EncryptedChallenge implements Mechanism {
    private final Duration skew;
    private final ProofReplays replays;
    private final SecureRandom random;

    EncryptedChallenge(Duration skew, ProofReplays replays, SecureRandom random) {
        this.skew = skew;
        this.replays = replays;
        this.random = random;
    }

    /** One of the client's keys, and the client's time, which it sealed by it. */
    private record Opened(PrincipalKey by, KerberosTime time) {}

    @Override
    public int type() {
        return PaType.ENCRYPTED_CHALLENGE;
    }

    @Override
    public Optional<Octets> offer(Attempt attempt) {
        return attempt.armorKey().isPresent() ? Optional.of(Octets.EMPTY) : Optional.empty();
    }

    /**
     * Proves that the client holds one of its current keys.
     *
     * @throws Refusal CHALLENGE_OUTSIDE_FAST, CHALLENGE_MALFORMED, CHALLENGE_WRONG_KEY, CHALLENGE_SKEW, PROOF_REPLAYED,
     *     REPLAYS_FULL
     */
    @Override
    public Step verify(Octets value, Attempt attempt, Conversation conversation) throws Refusal {
        ProtocolKey armorKey = attempt.armorKey().orElseThrow(() -> new Refusal(Reason.CHALLENGE_OUTSIDE_FAST));
        EncryptedData sealed;
        try {
            sealed = KerberosCodec.decodeEncryptedData(value);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.CHALLENGE_MALFORMED, fault.getMessage());
        }
        Opened opened = opened(sealed, armorKey, attempt.keys());
        if (Duration.between(opened.time().instant(), attempt.now()).abs().compareTo(skew) > 0) {
            throw new Refusal(Reason.CHALLENGE_SKEW);
        }
        replays.check(sealed.cipher(), opened.time(), attempt);
        return new Step.Proven(List.of(answer(armorKey, opened.by(), attempt)), Optional.empty());
    }

    /** The challenge does not say of which key it was made; a client has one per enctype. */
    private static Opened opened(EncryptedData sealed, ProtocolKey armorKey, ClientKeys keys) throws Refusal {
        for (PrincipalKey key : keys.keys()) {
            try {
                byte[] text = KeyCombination.CLIENT_CHALLENGE
                        .of(armorKey, key.key())
                        .open(KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, sealed);
                return new Opened(key, KerberosCodec.decodePaEncTsEnc(text));
            } catch (IntegrityFault notThisKey) {
                // The next may fit.
            } catch (DecodeFault fault) {
                throw new Refusal(Reason.CHALLENGE_MALFORMED, fault.getMessage());
            }
        }
        throw new Refusal(Reason.CHALLENGE_WRONG_KEY);
    }

    private PaData answer(ProtocolKey armorKey, PrincipalKey by, Attempt attempt) {
        ProtocolKey key = KeyCombination.KDC_CHALLENGE.of(armorKey, by.key());
        byte[] sealed = key.seal(
                KeyUsage.ENCRYPTED_CHALLENGE_KDC,
                KerberosCodec.encodePaEncTsEnc(KerberosTime.of(attempt.now())),
                random);
        EncryptedData data = new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(sealed));
        return new PaData(PaType.ENCRYPTED_CHALLENGE, Octets.wrap(KerberosCodec.encode(data)));
    }
}
