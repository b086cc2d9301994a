package org.hanse.kdc.preauth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;

/**
 * Whether a client has proved that it is who it says, RFC 4120 §5.2.7 and RFC 6113 §2. What we do not know counts for nothing; the
 * first element of a type counts, further ones do not. Thread-safe.
 */
public final class Preauthentication {
    private final List<Mechanism> mechanisms;
    private final Cookies cookies;

    /** @param mechanisms in the order of trying; a request that brings two is judged by the first */
    public Preauthentication(List<Mechanism> mechanisms, Realm realm, SecureRandom random) {
        this.mechanisms = List.copyOf(mechanisms);
        this.cookies = new Cookies(realm, random);
    }

    /** Which mechanisms a realm has. */
    public interface Choice {
        /**
         * @param replays of proofs, with a window for the realm's clock skew; outlives a change of settings
         * @return in the order of trying
         */
        List<Mechanism> of(Realm realm, SecureRandom random, ReplayCache replays);
    }

    /**
     * The mechanisms of this realm, the strongest first; a {@link Choice}.
     */
    public static List<Mechanism> mechanisms(Realm realm, SecureRandom random, ReplayCache replays) {
        Duration skew = realm.settings().clockSkew();
        ProofReplays proofs = new ProofReplays(replays);
        return List.of(new EncryptedChallenge(skew, proofs, random), new EncryptedTimestamp(skew, proofs));
    }

    /**
     * @param required whether client or service insists on it
     * @throws Refusal PREAUTH_REQUIRED or PREAUTH_GOES_ON with hints, or why a proof that was offered is none; a wrong proof is
     *     refused even where none was required
     */
    public Proof verify(Attempt attempt, boolean required) throws Refusal {
        for (Mechanism mechanism : mechanisms) {
            Optional<PaData> offered = attempt.request().firstPaData(mechanism.type());
            if (offered.isPresent()) {
                return verified(mechanism, offered.get().value(), attempt);
            }
        }
        if (required) {
            throw new Refusal(Reason.PREAUTH_REQUIRED).with(hints(attempt));
        }
        return Proof.NONE_ASKED;
    }

    private Proof verified(Mechanism mechanism, Octets value, Attempt attempt) throws Refusal {
        Conversation before = cookies.read(attempt.request().firstPaData(PaType.FX_COOKIE), mechanism.type(), attempt);
        Step step;
        try {
            step = mechanism.verify(value, attempt, before);
        } catch (Refusal refusal) {
            throw mayTryAgain(refusal) ? refusal.with(hints(attempt)) : refusal;
        }
        if (step instanceof Step.GoesOn next) {
            PaData state = new PaData(mechanism.type(), next.state());
            throw new Refusal(Reason.PREAUTH_GOES_ON)
                    .with(List.of(
                            new PaData(mechanism.type(), next.challenge()),
                            cookies.bake(attempt.client(), Optional.of(state), attempt.now())));
        }
        return Proof.by((Step.Proven) step, mechanism.strengthensReply());
    }

    private static boolean mayTryAgain(Refusal refusal) {
        return refusal.reason().code() == WireCode.KDC_ERR_PREAUTH_FAILED;
    }

    /**
     * METHOD-DATA: how a password becomes a key, what we take, and a cookie. RFC 4120 §3.1.3: no ETYPE-INFO, no PW-SALT for AES
     * clients. RFC 6113 §5.2 and §5.4.2: always a cookie; FAST is offered with an empty value, and not inside itself.
     */
    private List<PaData> hints(Attempt attempt) {
        List<PaData> hints = new ArrayList<>();
        hints.add(attempt.keys().hints());
        if (attempt.armorKey().isEmpty()) {
            hints.add(new PaData(PaType.FX_FAST, Octets.EMPTY));
        }
        for (Mechanism mechanism : mechanisms) {
            mechanism.offer(attempt).ifPresent(value -> hints.add(new PaData(mechanism.type(), value)));
        }
        hints.add(cookies.bake(attempt.client(), Optional.empty(), attempt.now()));
        return hints;
    }
}
