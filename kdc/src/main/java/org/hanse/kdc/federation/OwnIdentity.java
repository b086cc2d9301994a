package org.hanse.kdc.federation;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.RealmIdentity;

/** Who this realm is now: its newest document, and the key that this names. Read again when there is a newer document. Thread-safe. */
final class OwnIdentity {
    private final IdentityStore store;
    private final LongSupplier newestVersion;
    private Optional<RealmIdentity> known = Optional.empty();
    private long version;

    /** @param newestVersion of this realm's documents, zero if there is none; cheaper than to read them */
    OwnIdentity(IdentityStore store, LongSupplier newestVersion) {
        this.store = store;
        this.newestVersion = newestVersion;
    }

    /** Empty before the first document. */
    synchronized Optional<RealmIdentity> now() {
        long newest = newestVersion.getAsLong();
        if (newest != version) {
            known = store.find().filter(identity -> identity.history().isPresent());
            version = newest;
        }
        return known;
    }
}
