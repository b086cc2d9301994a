package org.hanse.kdc.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** Where it is kept. */
    interface Source {
        Map<RealmName, Set<RealmName>> all();

        Set<RealmName> of(RealmName realm);
    }

    private final Source source;
    private volatile Map<RealmName, Set<RealmName>> told = Map.of();
    private boolean failing;

    CachedToldTrusts(Source source) {
        this.source = source;
        refresh(source::all);
    }

    @Override
    public Set<RealmName> of(RealmName realm) {
        return told.getOrDefault(realm, Set.of());
    }

    /** Only what changed is read: a document takes its time, and a realm may know thousands. */
    @Override
    public void changed(Collection<Change> changes) {
        Set<RealmName> realms = changes.stream()
                .filter(change -> change.kind() == Change.Kind.DOCUMENT)
                .map(change -> RealmName.of(change.item()))
                .collect(Collectors.toSet());
        if (!realms.isEmpty()) {
            refresh(() -> {
                Map<RealmName, Set<RealmName>> fresh = new HashMap<>(told);
                realms.forEach(realm -> fresh.put(realm, source.of(realm)));
                return fresh;
            });
        }
    }

    @Override
    public void lost() {
        refresh(source::all);
    }

    private synchronized void refresh(Supplier<Map<RealmName, Set<RealmName>>> load) {
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
