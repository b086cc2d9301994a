package org.hanse.kdc.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmIdentity;

/** What {@link WatchedPrincipals} is for principals, for the realm's own keys and documents. */
final class WatchedIdentity implements IdentityStore {
    private final IdentityStore store;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    /** What the log says of them. */
    private record Noted(String signing, Optional<Long> version) {
        static Noted of(RealmIdentity identity) {
            return new Noted(
                    identity.fingerprint().hex(),
                    identity.history().map(history -> history.head().version()));
        }
    }

    WatchedIdentity(IdentityStore store, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public Optional<RealmIdentity> find() {
        return store.find();
    }

    @Override
    public Optional<KeyHistory> history() {
        return store.history();
    }

    @Override
    public RealmIdentity change(Function<Optional<RealmIdentity>, RealmIdentity> edit) {
        List<RealmIdentity> before = new ArrayList<>(1);
        RealmIdentity after = store.change(found -> {
            authority.confirm(principals::find);
            found.ifPresent(before::add);
            return edit.apply(found);
        });
        ledger.note("realm", before.stream().findFirst().map(Noted::of), Optional.of(Noted.of(after)));
        return after;
    }
}
