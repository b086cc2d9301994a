package org.hanse.kdc.store;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.PeerWatch;

/** Of all changes, those that concern peers. */
record WatchedPeers(PeerWatch watch) implements ChangeHub.Listener {
    private static final Set<Change.Kind> PEERS =
            EnumSet.of(Change.Kind.TRUST, Change.Kind.DOCUMENT, Change.Kind.AGREEMENT);

    @Override
    public void changed(Collection<Change> changes) {
        changes.stream()
                .filter(change -> PEERS.contains(change.kind()))
                .map(Change::item)
                .distinct()
                .forEach(peer -> watch.changed(RealmName.of(peer)));
    }

    @Override
    public void lost() {
        watch.lost();
    }
}
