package org.hanse.kdc.realm;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.Agreement;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Facts;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.ComparisonCode;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.RealmUrl;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * Trusts by agreement, as operators ask for them: docs/federation.md. What is written here is in force at once on every server of this realm;
 * the servers hear of it, talk to the peer, and do all that needs its answer. Thread-safe.
 */
public final class DeclaredTrusts {
    /** One of them is enough: an agreement makes keys of both, and the realm seals with what it serves. */
    private static final List<EncType> AGREED =
            List.of(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES256_CTS_HMAC_SHA1_96);

    /** What is kept about peers. */
    public record Stores(
            DeclarationStore declarations, AgreementStore agreements, TrustStore trusts, PeerHistories histories) {}

    private final RealmName realm;
    private final Stores stores;
    private final IdentityStore identity;
    private final Clock clock;
    private final SecureRandom random;
    private final String actor;

    public DeclaredTrusts(
            RealmName realm, Stores stores, IdentityStore identity, Clock clock, SecureRandom random, String actor) {
        this.realm = realm;
        this.stores = stores;
        this.identity = identity;
        this.clock = clock;
        this.random = random;
        this.actor = actor;
    }

    /** A call of {@link Agreement} that an operator asks for. */
    @FunctionalInterface
    private interface Act {
        Step of(Agreement agreement, AgreementState state, Facts facts);
    }

    public Optional<Declaration> find(RealmName peer) {
        return stores.declarations().find(peer);
    }

    /** How far the agreement is; empty while nothing is known of the peer. */
    public Optional<AgreementState> agreement(RealmName peer) {
        return stores.agreements().declared(peer);
    }

    /** Of all declared peers of which something is known. */
    public List<AgreementState> agreements() {
        return stores.agreements().all().stream()
                .filter(state -> state.own().declared())
                .toList();
    }

    /** What is known of the peer. */
    public Optional<KeyHistory> history(RealmName peer) {
        return stores.histories().find(peer);
    }

    /** What this realm's operator reads to the peer's; empty before the realm has keys. */
    public Optional<ComparisonCode> code(RealmName peer) {
        return identity.find().map(RealmIdentity::id).map(id -> ComparisonCode.of(realm, id, peer));
    }

    /**
     * Declares the wish for a trust, or changes a declaration that is there. What is left out of an operator's second declaration stays.
     *
     * @param fingerprint the peer's, if it is known
     * @param policy from that of the trust as it is (or the default) to the one wanted
     * @param etypes those that this realm serves
     */
    public Declaration declare(
            RealmName peer,
            String url,
            Optional<Fingerprint> fingerprint,
            UnaryOperator<TrustPolicy> policy,
            List<EncType> etypes)
            throws RealmFailure {
        checkNames(peer);
        checkEtypes(etypes);
        RealmUrl root = RealmUrl.parse(url)
                .orElseThrow(() -> RealmFailure.malformed(
                        "that is no URL of a realm", "write https://HOST or https://HOST:PORT, with nothing behind"));
        Optional<Declaration> before = find(peer);
        if (before.isEmpty()) {
            checkNoSharedSecret(peer);
            forgetAnother(peer, fingerprint);
        } else if (fingerprint.isPresent()) {
            checkSameRealm(before.get(), fingerprint.get());
        }
        // First the trust: a server that sees the declaration finds the policy there.
        Trust trust = TrustWriting.change(stores.trusts(), peer, actor, found -> declared(peer, found, policy));
        return stores.declarations()
                .change(
                        peer,
                        actor,
                        found -> Optional.of(new Declaration(
                                peer,
                                root.toString(),
                                fingerprint.or(() -> found.flatMap(Declaration::fingerprint)),
                                found.flatMap(Declaration::confirmed),
                                trust.policy().direction(),
                                Origin.OPERATOR,
                                Optional.empty())))
                .orElseThrow();
    }

    /**
     * The direction of a trust's policy is what the peer is told, too; nothing, for a trust that is not declared. What a federation or an introduction has declared is in the
     * direction that the operator accepts of those; the policy alone says less.
     */
    public void follow(Trust trust) {
        stores.declarations()
                .change(
                        trust.peer(),
                        actor,
                        found -> found.map(before -> before.origin() != Origin.OPERATOR
                                ? before
                                : new Declaration(
                                        before.peer(),
                                        before.url(),
                                        before.fingerprint(),
                                        before.confirmed(),
                                        trust.policy().direction(),
                                        before.origin(),
                                        before.by())));
    }

    private void checkNames(RealmName peer) throws RealmFailure {
        for (RealmName name : List.of(realm, peer)) {
            if (!Publication.suits(name)) {
                throw RealmFailure.refused(
                        "a realm named " + name + " signs no documents, so no other can agree with it by itself",
                        "only realms with a name like LUEBECK.EXAMPLE, in capitals, can; else use hanse trust shared-secret");
            }
        }
    }

    private static void checkEtypes(List<EncType> etypes) throws RealmFailure {
        if (etypes.stream().noneMatch(AGREED::contains)) {
            throw RealmFailure.refused(
                    "realms agree on keys of AES-256, and this one serves none of its enctypes",
                    "add " + AGREED.get(0) + " or " + AGREED.get(1) + " to enctypes in realm.yaml");
        }
    }

    /** Its keys are a password's, and would go on opening tickets beside those that are agreed on. */
    private void checkNoSharedSecret(RealmName peer) throws RealmFailure {
        boolean has = stores.trusts()
                .find(peer)
                .filter(trust -> trust.state() != TrustState.DECLARED)
                .isPresent();
        if (has) {
            throw RealmFailure.refused(
                    "there is a trust with " + peer + " by a shared secret",
                    "end it on both sides with hanse trust remove " + peer + " --yes, then declare it");
        }
    }

    /** After a removal, what is known of a realm of this name serves to tell it so; another realm may have the name now. */
    private void forgetAnother(RealmName peer, Optional<Fingerprint> fingerprint) {
        stores.histories()
                .change(
                        peer,
                        known -> known.filter(history -> fingerprint.isPresent()
                                && (history.id().equals(fingerprint.get())
                                        || history.head().signer().equals(fingerprint.get()))));
    }

    /** Two realms of one name: the first stays until it is removed (catalogue T-006). */
    private void checkSameRealm(Declaration before, Fingerprint fingerprint) throws RealmFailure {
        Optional<KeyHistory> known = history(before.peer());
        boolean same = before.fingerprint().equals(Optional.of(fingerprint))
                || known.filter(history -> history.id().equals(fingerprint)
                                || history.head().signer().equals(fingerprint))
                        .isPresent()
                || (known.isEmpty() && before.confirmed().isEmpty());
        if (!same) {
            throw RealmFailure.refused(
                    before.peer() + " is declared already, and known with another fingerprint",
                    "check the fingerprint; if it is another realm now, remove the trust first with hanse trust remove "
                            + before.peer() + " --yes");
        }
    }

    private static Trust declared(RealmName peer, Optional<Trust> found, UnaryOperator<TrustPolicy> policy) {
        Trust before = found.orElseGet(() -> new Trust(
                peer, TrustPolicy.DEFAULT, TrustState.DECLARED, Optional.empty(), List.of(), List.of(), List.of()));
        return new Trust(
                peer,
                policy.apply(before.policy()),
                before.state(),
                before.reason(),
                before.keysIn(),
                before.keysOut(),
                before.kdcs());
    }

    /**
     * The operator has heard this code from the peer's.
     *
     * @throws RealmFailure if it is another
     */
    public Declaration confirm(RealmName peer, String typed) throws RealmFailure {
        present(peer);
        KeyHistory history = history(peer)
                .orElseThrow(() -> RealmFailure.refused(
                        "nothing is known of " + peer + " yet",
                        "hanse trust show " + peer + " says what stands in the way"));
        if (!ComparisonCode.of(/* realm= */ peer, history.id(), /* peer= */ realm)
                .isTyped(typed)) {
            throw RealmFailure.refused(
                    "that is not the code of the realm that answers as " + peer,
                    "ask the peer's operator for the code that hanse trust show " + realm
                            + " prints there; if it is what you typed, somebody is between: hanse trust remove " + peer
                            + " --yes");
        }
        return stores.declarations()
                .change(peer, actor, found -> found.map(declaration -> declaration.confirmedAs(history.id())))
                .orElseThrow(() -> gone(peer));
    }

    /** New keys, as soon as the peer answers; those in use stay until then, unless they are to be revoked. */
    public void rotate(RealmName peer, boolean revokeOld, AgreementSettings times) throws RealmFailure {
        act(peer, times, revokeOld ? Agreement::revoke : Agreement::rotate);
    }

    /** No ticket any more, at once; the peer is told. */
    public void suspend(RealmName peer, String why, AgreementSettings times) throws RealmFailure {
        act(peer, times, Agreement::suspend);
        TrustWriting.change(stores.trusts(), peer, actor, found -> {
            Trust trust = found.orElseThrow(() -> gone(peer)); // removed in the meantime
            return new Trust(
                    peer,
                    trust.policy(),
                    trust.state(),
                    Optional.of(why),
                    trust.keysIn(),
                    trust.keysOut(),
                    trust.kdcs());
        });
    }

    /**
     * Ends a suspension, and goes on with what is held of a peer that contradicts itself; a server sees to that.
     *
     * @throws RealmFailure if this realm has not suspended it
     */
    public void resume(RealmName peer, AgreementSettings times) throws RealmFailure {
        AgreementState state = agreed(peer);
        boolean isContradicted = stores.histories().contradiction(peer).isPresent();
        if (isContradicted) {
            stores.histories().settle(peer);
        }
        if (state.own().suspended()) {
            act(peer, times, Agreement::resume);
        } else if (!isContradicted) {
            throw RealmFailure.refused(
                    "the trust with " + peer
                            + (state.peer().suspended() ? " is suspended by the peer" : " is not suspended here"),
                    "hanse trust show " + peer + " tells more");
        }
    }

    /** Starts over with new keys, above all that the peer has seen: when the two sides do not agree on where they are. */
    public void resync(RealmName peer, AgreementSettings times) throws RealmFailure {
        act(peer, times, Agreement::resync);
    }

    /** Ends the trust and forgets its keys, at once; the peer is told. */
    public void remove(RealmName peer, AgreementSettings times) throws RealmFailure {
        present(peer);
        Optional<AgreementState> state = agreement(peer);
        // First the declaration: else a server would take the removed trust for one that is to begin.
        stores.declarations().change(peer, actor, found -> Optional.empty());
        if (state.isPresent()) {
            step(state.get(), times, Agreement::remove);
        } else {
            stores.trusts().remove(peer, actor);
        }
        if (state.filter(AgreementState::identityConfirmed).isEmpty()) {
            stores.histories().change(peer, known -> Optional.empty()); // whoever that was
        }
    }

    private void act(RealmName peer, AgreementSettings times, Act act) throws RealmFailure {
        step(agreed(peer), times, act);
    }

    private AgreementState agreed(RealmName peer) throws RealmFailure {
        present(peer);
        return agreement(peer)
                .orElseThrow(() -> RealmFailure.refused(
                        "nothing has been agreed on with " + peer + " yet",
                        "hanse trust show " + peer + " says what stands in the way; hanse trust remove takes the"
                                + " declaration back"));
    }

    /** Without the documents, so that nothing is proposed here: what is to be sent, a server sends. */
    private void step(AgreementState state, AgreementSettings times, Act act) {
        Facts facts = new Facts(clock.instant(), Octets.EMPTY, Optional.empty());
        stores.agreements()
                .change(
                        state.parties(),
                        actor,
                        (now, sealing) -> now.own().declared()
                                ? act.of(new Agreement(times, sealing, random), now, facts)
                                : new Agreement(times, sealing, random).tick(now, facts));
    }

    private void present(RealmName peer) throws RealmFailure {
        if (find(peer).isEmpty()) {
            throw gone(peer);
        }
    }

    private static RealmFailure gone(RealmName peer) {
        return RealmFailure.refused("no trust with " + peer + " is declared", "hanse trust list shows those that are");
    }
}
