package org.hanse.kdc.admin;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Parties;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustStore;

/** What {@link WatchedPrincipals} is for principals, for agreements; the ledger has what became of the trust. */
final class WatchedAgreements implements AgreementStore {
    private final AgreementStore store;
    private final TrustStore trusts;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    WatchedAgreements(
            AgreementStore store, TrustStore trusts, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.trusts = trusts;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public List<AgreementState> all() {
        return store.all();
    }

    @Override
    public List<AgreementState> named(RealmName peer) {
        return store.named(peer);
    }

    @Override
    public Optional<AgreementState> find(String peerId) {
        return store.find(peerId);
    }

    @Override
    public Optional<AgreementState> declared(RealmName peer) {
        return store.declared(peer);
    }

    @Override
    public Step change(Parties parties, String actor, Stepper stepper) {
        RealmName peer = parties.peer().name();
        Optional<Trust> before = trusts.find(peer);
        Step step = store.change(parties, actor, (state, sealing) -> {
            authority.confirm(principals::find);
            return stepper.step(state, sealing);
        });
        ledger.note(
                "trust " + peer, before.map(TrustView::of), trusts.find(peer).map(TrustView::of));
        return step;
    }
}
