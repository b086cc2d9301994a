package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.realm.DeclaredTrusts;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.Epoch;
import org.hanse.realmtrust.agreement.KeptEpoch;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.ComparisonCode;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * How far a realm and its peer have come with a trust that is by agreement. The fields mean what {@link Declaration} and {@link AgreementState} say.
 *
 * @param fingerprint the peer's realm id, if it is known; else what was declared
 * @param declared the fingerprint that was declared
 * @param confirmed whether somebody has said that this is the peer that was meant
 * @param code what this realm's operator reads to the peer's, so that he can confirm it; only of a trust that is shown by itself
 * @param epochs whose keys open tickets of the peer, newest first; the numbers are the keys' kvnos
 * @param issuing the epoch whose key seals tickets for the peer
 * @param nextRotation when the two will agree on new keys
 */
public record AgreementView(
        String url,
        Optional<String> fingerprint,
        Optional<String> declared,
        boolean confirmed,
        Optional<String> code,
        String origin,
        Optional<String> by,
        List<Long> epochs,
        Optional<Long> issuing,
        Optional<Instant> nextRotation) {
    public AgreementView {
        epochs = List.copyOf(epochs);
    }

    /** Of a trust in a list; empty if it is not by agreement. */
    static Optional<AgreementView> listed(DeclaredTrusts trusts, RealmName peer) {
        return trusts.find(peer).map(declaration -> of(declaration, trusts.agreement(peer), Optional.empty()));
    }

    /** Of a trust that is shown by itself; empty if it is not by agreement. */
    static Optional<AgreementView> shown(DeclaredTrusts trusts, RealmName peer) {
        return trusts.find(peer).map(declaration -> of(declaration, trusts.agreement(peer), trusts.code(peer)));
    }

    private static AgreementView of(
            Declaration declaration, Optional<AgreementState> state, Optional<ComparisonCode> code) {
        return new AgreementView(
                declaration.url(),
                state.map(known -> known.parties().peer().id())
                        .or(() -> declaration.fingerprint().map(Fingerprint::hex)),
                declaration.fingerprint().map(Fingerprint::hex),
                declaration.fingerprint().isPresent()
                        || declaration.confirmed().isPresent()
                        || state.filter(AgreementState::identityConfirmed).isPresent(),
                code.map(ComparisonCode::text),
                declaration.origin().word(),
                declaration.by(),
                epochs(state),
                state.flatMap(AgreementState::issuing).map(Epoch::number),
                nextRotation(state));
    }

    private static List<Long> epochs(Optional<AgreementState> state) {
        return state.map(known -> known.epochs().stream()
                        .map(KeptEpoch::epoch)
                        .map(Epoch::number)
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Instant> nextRotation(Optional<AgreementState> state) {
        return state.filter(known -> !known.epochs().isEmpty()).map(AgreementState::rotateAt);
    }
}
