package org.hanse.realmtrust.declaration;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.protocol.name.RealmName;

/**
 * Keeps declarations, one for a peer's name. Thread-safe, between processes too; servers hear of a change as of one of the trust. A store that
 * cannot be used makes every method throw an unchecked exception with a message for people.
 */
public interface DeclarationStore {
    Optional<Declaration> find(RealmName peer);

    /** In the order of the peers' names. */
    List<Declaration> all();

    /**
     * Adds, replaces or, by an empty result, removes the declaration with {@code peer} in one transaction that is alone in writing; on disk when this returns.
     * When {@code edit} throws, nothing is changed.
     *
     * @param actor who asks for the change, as text for people
     */
    Optional<Declaration> change(
            RealmName peer, String actor, Function<Optional<Declaration>, Optional<Declaration>> edit);
}
