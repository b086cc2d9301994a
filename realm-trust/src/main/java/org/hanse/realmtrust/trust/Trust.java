package org.hanse.realmtrust.trust;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * What this realm holds of a trust with a peer. Immutable; a change makes a new one.
 *
 * @param peer the other realm
 * @param policy what the trust is for and what the peer may vouch for
 * @param state whether it is in use
 * @param reason why, for a state that an operator may want to know the reason of
 * @param keysIn keys of krbtgt/THIS@PEER: open what the peer issues; newest kvno first
 * @param keysOut keys of krbtgt/PEER@THIS: seal what we issue for the peer; newest kvno first
 * @param kdcs the peer's KDCs as HOST:PORT, for krb5.conf; may be empty
 */
public record Trust(
        RealmName peer,
        TrustPolicy policy,
        TrustState state,
        Optional<String> reason,
        List<TrustKey> keysIn,
        List<TrustKey> keysOut,
        List<String> kdcs) {
    public Trust {
        keysIn = List.copyOf(keysIn);
        keysOut = List.copyOf(keysOut);
        kdcs = List.copyOf(kdcs);
    }

    public Trust withKdcs(List<String> others) {
        return new Trust(peer, policy, state, reason, keysIn, keysOut, others);
    }

    /** Whether the peer's clients may use this realm now. */
    public boolean admitsIn() {
        return state == TrustState.ACTIVE && policy.direction().in();
    }

    /** Whether this realm's clients may be sent to the peer now. */
    public boolean admitsOut() {
        return state == TrustState.ACTIVE && policy.direction().out();
    }
}
