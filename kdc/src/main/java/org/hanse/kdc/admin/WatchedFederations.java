package org.hanse.kdc.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListUrl;

/** What {@link WatchedPrincipals} is for principals, for federations. */
final class WatchedFederations implements FederationStore {
    private final FederationStore store;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    WatchedFederations(FederationStore store, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public Optional<JoinedFederation> find(String name) {
        return store.find(name);
    }

    @Override
    public List<JoinedFederation> all() {
        return store.all();
    }

    @Override
    public Optional<JoinedFederation> change(
            String name, String actor, UnaryOperator<Optional<JoinedFederation>> edit) {
        Ledger noted = new Ledger();
        Optional<JoinedFederation> after = store.change(name, actor, found -> {
            authority.confirm(principals::find);
            Optional<JoinedFederation> wanted = edit.apply(found);
            noted.note("federation " + name, found.map(Noted::of), wanted.map(Noted::of));
            return wanted;
        });
        ledger.addAll(noted);
        return after;
    }

    /** Of the list only which it is: it may have thousands of members. */
    record Noted(String fingerprint, Optional<String> url, String accept, Optional<Long> version) {
        private static Noted of(JoinedFederation federation) {
            return new Noted(
                    federation.pinned().hex(),
                    federation.url().map(ListUrl::toString),
                    federation.accept().word(),
                    federation.list().map(list -> list.list().version()));
        }
    }
}
