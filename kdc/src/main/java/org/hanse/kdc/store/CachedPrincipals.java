package org.hanse.kdc.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.PrincipalName;

/**
 * Principals from memory, loaded when first asked for. Keyed by the name asked for, be it canonical or an alias; a change
 * names every name it touches. Names that nobody has are remembered too, in a cache of their own, so that guesses never
 * push out principals.
 *
 * <p>A load that began before an invalidation is not kept after it: the old row may be what it read. {@link #epoch} counts the
 * invalidations; a load keeps its result only if the count is what it was when it began, and both happen under one lock.
 */
final class CachedPrincipals implements PrincipalDirectory, ChangeHub.Listener {
    private static final int UNKNOWN_NAMES = 10_000;

    private final Function<PrincipalName, Optional<PrincipalEntry>> load;
    private final Snapshot<Map<String, Policy>> policies;
    private final Cache<PrincipalName, PrincipalEntry> known;
    private final Cache<PrincipalName, Boolean> unknown;
    private final CacheCounts counts = new CacheCounts();
    private final Object keeping = new Object();
    private volatile long epoch;

    CachedPrincipals(PrincipalStore store, long capacity) {
        this(store::find, store::policies, capacity);
    }

    CachedPrincipals(
            Function<PrincipalName, Optional<PrincipalEntry>> load, Supplier<List<Policy>> policies, long capacity) {
        this.load = load;
        this.policies = new Snapshot<>(
                () -> policies.get().stream().collect(Collectors.toUnmodifiableMap(Policy::name, Function.identity())));
        // Eviction on the asking thread: no pool of threads behind a cache.
        this.known = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
        this.unknown = Caffeine.newBuilder()
                .maximumSize(UNKNOWN_NAMES)
                .executor(Runnable::run)
                .build();
    }

    CacheCounts.Figures figures() {
        return counts.figures("principals", known.estimatedSize() + unknown.estimatedSize());
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        PrincipalEntry kept = known.getIfPresent(name);
        if (kept != null) {
            counts.hit();
            return Optional.of(kept);
        }
        // A name that no principal can have is worth neither a look at the store nor room in the cache.
        if (unknown.getIfPresent(name) != null || !DraftRules.canBeKept(name)) {
            counts.hit();
            return Optional.empty();
        }
        counts.miss();
        long before = epoch;
        Optional<PrincipalEntry> loaded = load.apply(name);
        synchronized (keeping) {
            if (epoch == before) {
                keep(name, loaded);
            }
        }
        return loaded;
    }

    @Override
    public Optional<Policy> policy(String name) {
        return Optional.ofNullable(policies.get().get(name));
    }

    @Override
    public void changed(Collection<Change> changes) {
        List<PrincipalName> names = changes.stream()
                .filter(change -> change.kind() == Change.Kind.NAME)
                .map(change -> NameTable.parse(change.item()))
                .toList();
        if (!names.isEmpty()) {
            synchronized (keeping) {
                epoch = epoch + 1;
                known.invalidateAll(names);
                unknown.invalidateAll(names);
            }
        }
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.POLICY)) {
            policies.refresh();
        }
    }

    @Override
    public void lost() {
        synchronized (keeping) {
            epoch = epoch + 1;
            known.invalidateAll();
            unknown.invalidateAll();
        }
        policies.drop();
    }

    private void keep(PrincipalName name, Optional<PrincipalEntry> loaded) {
        if (loaded.isPresent()) {
            known.put(name, loaded.get());
        } else {
            unknown.put(name, Boolean.TRUE);
        }
    }
}
