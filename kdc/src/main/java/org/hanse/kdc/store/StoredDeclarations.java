package org.hanse.kdc.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;

/** The declarations of an open store. */
final class StoredDeclarations implements DeclarationStore {
    private final Database database;
    private final DeclarationTable declarations;
    private final ChangeHub hub;
    private final Clock clock;

    StoredDeclarations(Database database, DeclarationTable declarations, ChangeHub hub, Clock clock) {
        this.database = database;
        this.declarations = declarations;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Optional<Declaration> find(RealmName peer) {
        return database.read(session -> declarations.find(session, peer));
    }

    @Override
    public List<Declaration> all() {
        return database.read(declarations::all);
    }

    @Override
    public Optional<Declaration> change(
            RealmName peer, String actor, Function<Optional<Declaration>, Optional<Declaration>> edit) {
        Set<Change> changes = Set.of(Change.of(peer));
        Optional<Declaration> after = database.write(session -> {
            Optional<Declaration> before = declarations.find(session, peer);
            Optional<Declaration> wanted = edit.apply(before);
            if (wanted.filter(one -> !one.peer().equals(peer)).isPresent()) {
                throw new IllegalArgumentException("a declaration does not change its peer");
            }
            if (!wanted.equals(before)) {
                Stamp stamp = Stamp.now(clock, actor);
                declarations.remove(session, peer);
                wanted.ifPresent(one -> declarations.put(session, one, stamp));
                ChangeTable.add(session, changes, stamp);
            }
            return wanted;
        });
        hub.changed(changes);
        return after;
    }
}
