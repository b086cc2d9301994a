package org.hanse.realmtrust.document;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.RealmName;

/**
 * What this realm knows of others: their documents, as far as they were believed. One history for a name: another realm of the same name is
 * known only when the first has been forgotten. Thread-safe, between processes too; faults as in {@link IdentityStore}.
 */
public interface PeerHistories {
    Optional<KeyHistory> find(RealmName peer);

    /** Replaces it in one transaction that is alone in writing; on disk when this returns. Empty means that nothing is known, before or from then on. */
    Optional<KeyHistory> change(RealmName peer, UnaryOperator<Optional<KeyHistory>> edit);
}
