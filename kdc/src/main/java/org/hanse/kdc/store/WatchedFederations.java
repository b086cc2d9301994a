package org.hanse.kdc.store;

import java.util.Collection;

/** Of all changes, those of federations. */
record WatchedFederations(Runnable watch) implements ChangeHub.Listener {
    @Override
    public void changed(Collection<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.FEDERATION)) {
            watch.run();
        }
    }

    @Override
    public void lost() {
        watch.run();
    }
}
