package org.hanse.kdc.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the caches of this process what has changed, by whichever process. Thread-safe. */
final class ChangeHub {
    /** A cache. Neither method throws. */
    interface Listener {
        /** These are not what they were; when this returns, nobody reads the old ones any more. */
        void changed(Collection<Change> changes);

        /** What changed is not known: nothing kept may be used without another look at the store. */
        void lost();
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    void add(Listener listener) {
        listeners.add(listener);
    }

    /** To be called after the commit, and before it is acknowledged. */
    void changed(Collection<Change> changes) {
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.changed(changes));
        }
    }

    void lost() {
        listeners.forEach(Listener::lost);
    }
}
