package org.hanse.kdc.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;

/** What {@link WatchedPrincipals} is for principals, for declarations. */
final class WatchedDeclarations implements DeclarationStore {
    private final DeclarationStore store;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    WatchedDeclarations(DeclarationStore store, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public Optional<Declaration> find(RealmName peer) {
        return store.find(peer);
    }

    @Override
    public List<Declaration> all() {
        return store.all();
    }

    @Override
    public Optional<Declaration> change(
            RealmName peer, String actor, Function<Optional<Declaration>, Optional<Declaration>> edit) {
        Ledger noted = new Ledger();
        Optional<Declaration> after = store.change(peer, actor, found -> {
            authority.confirm(principals::find);
            Optional<Declaration> wanted = edit.apply(found);
            if (!wanted.equals(found)) {
                noted.note("declaration " + peer, found, wanted);
            }
            return wanted;
        });
        ledger.addAll(noted);
        return after;
    }
}
