package org.hanse.realmtrust.trust;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/** The trusts in force, for reading on the hot path: answers from memory, is at most a second behind the store. Thread-safe. */
public interface TrustDirectory {
    Optional<Trust> find(RealmName peer);

    List<Trust> all();
}
