package org.hanse.kdc.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A small table that is kept in memory as a whole. Reading it never waits while a newer one is being loaded. Thread-safe.
 *
 * @param <T> immutable
 */
final class Snapshot<T> {
    private final Supplier<T> load;
    private volatile @Nullable T current;

    Snapshot(Supplier<T> load) {
        this.load = load;
    }

    /** Loads only if nothing is kept, and throws what the load throws. */
    T get() {
        T kept = current;
        return kept != null ? kept : loadIfMissing();
    }

    /** Loads anew; when this returns, nobody gets the old one. Loads follow each other, so none ends up under an older one. */
    synchronized void refresh() {
        try {
            current = load.get();
        } catch (RuntimeException e) {
            // Whoever asks next tries again and is told.
            current = null;
        }
    }

    synchronized void drop() {
        current = null;
    }

    private synchronized T loadIfMissing() {
        T kept = current;
        if (kept == null) {
            kept = load.get();
            current = kept;
        }
        return kept;
    }
}
