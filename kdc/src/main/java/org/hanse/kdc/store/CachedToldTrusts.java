package org.hanse.kdc.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.path.ToldTrusts;

/**
 * What documents tell of trusts, all of it in memory; never asks the store while somebody waits. Unlike other caches it keeps what it has
 * when the store cannot be read: nobody is let in or out by it, and an old way is better than none.
 */
final class CachedToldTrusts implements ToldTrusts, ChangeHub.Listener {
    private static final Logger LOG = LogManager.getLogger(CachedToldTrusts.class);

    private final Supplier<Map<RealmName, Set<RealmName>>> load;
    private volatile Map<RealmName, Set<RealmName>> told = Map.of();
    private boolean failing;

    CachedToldTrusts(Supplier<Map<RealmName, Set<RealmName>>> load) {
        this.load = load;
        refresh();
    }

    @Override
    public Set<RealmName> of(RealmName realm) {
        return told.getOrDefault(realm, Set.of());
    }

    @Override
    public void changed(Collection<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.DOCUMENT)) {
            refresh();
        }
    }

    @Override
    public void lost() {
        refresh();
    }

    private synchronized void refresh() {
        try {
            told = Map.copyOf(load.get());
            failing = false;
        } catch (RuntimeException unreadable) {
            if (!failing) {
                LOG.warn("What other realms tell of their trusts cannot be read: {}", unreadable.toString());
            }
            failing = true;
        }
    }
}
