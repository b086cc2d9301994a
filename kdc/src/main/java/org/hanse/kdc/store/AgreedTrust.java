package org.hanse.kdc.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.Epoch;
import org.hanse.realmtrust.agreement.KeyChange;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;

/** What an agreement makes of a trust: its state, the reason, and the keys, whose kvno is the epoch. */
final class AgreedTrust {
    private AgreedTrust() {}

    /**
     * @param found the trust before; without one, it begins with the policy that lets the peer vouch for its own users
     */
    static Trust after(Optional<Trust> found, Step step) {
        Trust before = found.orElseGet(() -> fresh(step.state()));
        List<TrustKey> in = new ArrayList<>(before.keysIn());
        List<TrustKey> out = new ArrayList<>(before.keysOut());
        for (KeyChange change : step.keys()) {
            if (change instanceof KeyChange.Accept accept) {
                in.removeIf(key -> key.kvno().equals(accept.epoch().kvno()));
                in.addAll(0, keys(accept.epoch(), accept.keys()));
            } else if (change instanceof KeyChange.Issue issue) {
                out = keys(issue.epoch(), issue.keys());
            } else if (change instanceof KeyChange.StopIssuing) {
                out = List.of();
            } else if (change instanceof KeyChange.Forget forget) {
                in.removeIf(key -> key.kvno().equals(forget.epoch().kvno()));
            }
        }
        return new Trust(
                before.peer(),
                before.policy(),
                state(before, step.state()),
                reason(step.state()),
                in,
                out,
                before.kdcs());
    }

    static Trust notIssuing(Trust trust) {
        return new Trust(
                trust.peer(), trust.policy(), trust.state(), trust.reason(), trust.keysIn(), List.of(), trust.kdcs());
    }

    private static Trust fresh(AgreementState state) {
        TrustPolicy usual = TrustPolicy.DEFAULT;
        TrustPolicy policy = new TrustPolicy(
                state.direction(),
                usual.acceptRealms(),
                usual.transitTo(),
                usual.clients(),
                usual.domains(),
                usual.maxLife(),
                usual.allowForwardable(),
                usual.relayLogins(),
                usual.logOnly());
        return new Trust(
                state.parties().peer().name(),
                policy,
                TrustState.DECLARED,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /** A trust whose peer's document is out of date stays so: that is not the agreement's to say. */
    private static TrustState state(Trust before, AgreementState state) {
        TrustState shown = state.shown();
        return before.state() == TrustState.STALE && shown == TrustState.ACTIVE ? TrustState.STALE : shown;
    }

    private static Optional<String> reason(AgreementState state) {
        return state.failure()
                .map(failure -> failure.byPeer()
                        ? "the peer says " + failure.code().word()
                        : failure.code().word());
    }

    private static List<TrustKey> keys(Epoch epoch, List<ProtocolKey> keys) {
        return keys.stream().map(key -> new TrustKey(epoch.kvno(), key)).toList();
    }
}
