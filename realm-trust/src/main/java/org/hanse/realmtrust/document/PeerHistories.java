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

    /** The first that was found since the peer is known, or since the last was settled. */
    Optional<Contradiction> contradiction(RealmName peer);

    /** Keeps it, if there is none; on disk when this returns. It goes with the history when that is forgotten. */
    void contradicted(RealmName peer, Contradiction contradiction);

    /** Forgets it: a document by the recovery key has been accepted, or the operator has decided. */
    void settle(RealmName peer);
}
