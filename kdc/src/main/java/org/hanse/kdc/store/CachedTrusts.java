package org.hanse.kdc.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustStore;

/** All trusts from memory: few, and each request may ask for several. */
final class CachedTrusts implements TrustDirectory, ChangeHub.Listener {
    private record Table(List<Trust> all, Map<RealmName, Trust> byPeer) {
        static Table of(List<Trust> all) {
            Map<RealmName, Trust> byPeer = new LinkedHashMap<>();
            all.forEach(trust -> byPeer.put(trust.peer(), trust));
            return new Table(List.copyOf(all), Map.copyOf(byPeer));
        }
    }

    private final Snapshot<Table> table;

    CachedTrusts(TrustStore store) {
        this.table = new Snapshot<>(() -> Table.of(store.all()));
    }

    @Override
    public Optional<Trust> find(RealmName peer) {
        return Optional.ofNullable(table.get().byPeer().get(peer));
    }

    @Override
    public List<Trust> all() {
        return table.get().all();
    }

    @Override
    public void changed(Collection<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.TRUST)) {
            table.refresh();
        }
    }

    @Override
    public void lost() {
        table.drop();
    }
}
