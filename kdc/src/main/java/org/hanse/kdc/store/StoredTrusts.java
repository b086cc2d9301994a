package org.hanse.kdc.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustStore;

/** The trusts of an open store, for operators. */
final class StoredTrusts implements TrustStore {
    private final Database database;
    private final TrustTable trusts;
    private final ChangeHub hub;
    private final Clock clock;

    StoredTrusts(Database database, TrustTable trusts, ChangeHub hub, Clock clock) {
        this.database = database;
        this.trusts = trusts;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Optional<Trust> find(RealmName peer) {
        return database.read(session -> trusts.find(session, peer));
    }

    @Override
    public List<Trust> all() {
        return database.read(trusts::all);
    }

    @Override
    public Trust change(RealmName peer, String actor, Function<Optional<Trust>, Trust> edit) {
        Set<Change> changes = Set.of(Change.of(peer));
        Trust stored = database.write(session -> {
            Trust wanted = edit.apply(trusts.find(session, peer));
            if (!wanted.peer().equals(peer)) {
                throw new IllegalArgumentException("a trust does not change its peer");
            }
            Stamp stamp = Stamp.now(clock, actor);
            trusts.put(session, wanted, stamp);
            ChangeTable.add(session, changes, stamp);
            return trusts.find(session, peer).orElseThrow();
        });
        hub.changed(changes);
        return stored;
    }

    @Override
    public boolean remove(RealmName peer, String actor, Consumer<Trust> last) {
        Set<Change> changes = Set.of(Change.of(peer));
        boolean removed = database.write(session -> {
            trusts.find(session, peer).ifPresent(last);
            boolean found = trusts.remove(session, peer);
            ChangeTable.add(session, found ? changes : Set.of(), Stamp.now(clock, actor));
            return found;
        });
        if (removed) {
            hub.changed(changes);
        }
        return removed;
    }
}
