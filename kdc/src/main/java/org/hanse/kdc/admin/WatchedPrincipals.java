package org.hanse.kdc.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * The store for one request: before a change counts, the right to it is checked again, inside its transaction; after it, the ledger
 * has what it changed. Of one thread.
 */
final class WatchedPrincipals implements PrincipalStore {
    private final PrincipalStore store;
    private final RealmName realm;
    private final Authority authority;
    private final Ledger ledger;

    WatchedPrincipals(PrincipalStore store, RealmName realm, Authority authority, Ledger ledger) {
        this.store = store;
        this.realm = realm;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public <T> T write(String actor, Function<PrincipalChanges, T> work) {
        Ledger noted = new Ledger();
        T result = store.write(actor, changes -> {
            // First, since afterwards a new name or alias would be what the rights are asked of.
            authority.confirm(changes::find);
            return work.apply(new NotedChanges(changes, realm, noted));
        });
        ledger.addAll(noted);
        return result;
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        return store.find(name);
    }

    @Override
    public Optional<Tombstone> tombstone(PrincipalName name) {
        return store.tombstone(name);
    }

    @Override
    public long count() {
        return store.count();
    }

    @Override
    public List<PrincipalName> names(PrincipalGlob glob, Optional<PrincipalName> after, int limit) {
        return store.names(glob, after, limit);
    }

    @Override
    public Optional<Policy> policy(String name) {
        return store.policy(name);
    }

    @Override
    public List<Policy> policies() {
        return store.policies();
    }
}
