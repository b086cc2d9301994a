package org.hanse.realmtrust.federation;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The federations that this realm has joined, with their lists. Thread-safe, between processes too; servers hear of a change within a second. A store that
 * cannot be used makes every method throw an unchecked exception with a message for people.
 */
public interface FederationStore {
    Optional<JoinedFederation> find(String name);

    /** In the order of their names. */
    List<JoinedFederation> all();

    /**
     * Adds, replaces or, by an empty result, removes a federation in one transaction that is alone in writing; on disk when this returns. When {@code edit}
     * throws, nothing is changed.
     *
     * @param actor who asks for the change, as text for people
     */
    Optional<JoinedFederation> change(String name, String actor, UnaryOperator<Optional<JoinedFederation>> edit);
}
