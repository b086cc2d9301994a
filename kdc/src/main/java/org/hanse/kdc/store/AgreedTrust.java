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
     * @param agreed the agreement before
     * @param found the trust before; without one, it begins with the policy that lets the peer vouch for its own users
     */
    static Trust after(AgreementState agreed, Optional<Trust> found, Step step) {
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
                state(before, agreed, step.state()),
                reason(before, agreed, step.state()),
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

    private static TrustState state(Trust before, AgreementState agreed, AgreementState state) {
        return isHeld(before, agreed, state) ? before.state() : state.shown();
    }

    /** What the agreement says, else what somebody else has said about the state that the trust is in still. */
    private static Optional<String> reason(Trust before, AgreementState agreed, AgreementState state) {
        if (isHeld(before, agreed, state)) {
            return before.reason();
        }
        if (state.peer().suspended() && !state.own().suspended()) {
            return Optional.of("the peer has suspended it");
        }
        boolean asBefore = state.shown() == before.state() && state.shown() != TrustState.ACTIVE;
        return state.failure()
                .map(failure -> failure.byPeer()
                        ? "the peer says " + failure.code().word()
                        : failure.code().word())
                .or(() -> asBefore ? before.reason() : Optional.empty());
    }

    /** That a peer's documents are out of date, or contradict each other, is not the agreement's to end. */
    private static boolean isHeld(Trust before, AgreementState agreed, AgreementState state) {
        boolean stale = before.state() == TrustState.STALE;
        boolean suspendedByOthers = before.state() == TrustState.SUSPENDED && agreed.shown() != TrustState.SUSPENDED;
        return state.shown() == TrustState.ACTIVE && (stale || suspendedByOthers);
    }

    private static List<TrustKey> keys(Epoch epoch, List<ProtocolKey> keys) {
        return keys.stream().map(key -> new TrustKey(epoch.kvno(), key)).toList();
    }
}
