package org.hanse.kdc.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustStore;

/** What {@link WatchedPrincipals} is for principals, for trusts. */
final class WatchedTrusts implements TrustStore {
    private final TrustStore store;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    WatchedTrusts(TrustStore store, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public Optional<Trust> find(RealmName peer) {
        return store.find(peer);
    }

    @Override
    public List<Trust> all() {
        return store.all();
    }

    @Override
    public Trust change(RealmName peer, String actor, Function<Optional<Trust>, Trust> edit) {
        List<Trust> before = new ArrayList<>(1);
        Trust after = store.change(peer, actor, found -> {
            authority.confirm(principals::find);
            found.ifPresent(before::add);
            return edit.apply(found);
        });
        note(peer, before.stream().findFirst(), Optional.of(after));
        return after;
    }

    @Override
    public boolean remove(RealmName peer, String actor, Consumer<Trust> last) {
        List<Trust> before = new ArrayList<>(1);
        boolean removed = store.remove(peer, actor, trust -> {
            authority.confirm(principals::find);
            before.add(trust);
            last.accept(trust);
        });
        before.forEach(trust -> note(peer, Optional.of(trust), Optional.empty()));
        return removed;
    }

    private void note(RealmName peer, Optional<Trust> before, Optional<Trust> after) {
        ledger.note("trust " + peer, before.map(TrustView::of), after.map(TrustView::of));
    }
}
