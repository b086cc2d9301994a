package org.hanse.realmtrust.trust;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hanse.protocol.name.RealmName;

/**
 * The realm's trusts for operators: reads the store itself, and changes it. The exchanges read {@link TrustDirectory}
 * instead. Thread-safe. A store that cannot be used makes every method throw an unchecked exception with a message for people.
 */
public interface TrustStore {
    Optional<Trust> find(RealmName peer);

    /** In the order of the peers' names. */
    List<Trust> all();

    /**
     * Adds or replaces the trust with {@code peer}, keys too, in one transaction that is alone in writing; on disk when
     * this returns. When {@code edit} throws, nothing is changed. Derive keys before, not inside: other writers wait.
     *
     * @param edit from the trust as it is now to the trust wanted, with the same peer
     * @param actor who asks for the change, as text for people
     */
    Trust change(RealmName peer, String actor, Function<Optional<Trust>, Trust> edit);

    /** Adds the trust, or replaces the one with the same peer, whatever it was. */
    default Trust put(Trust trust, String actor) {
        return change(trust.peer(), actor, before -> trust);
    }

    /**
     * Removes the trust and its keys in one such transaction; false if there was none.
     *
     * @param last sees the trust before it goes. When it throws, nothing is removed
     */
    boolean remove(RealmName peer, String actor, Consumer<Trust> last);

    /** Removes the trust and its keys, whatever it was; false if there was none. */
    default boolean remove(RealmName peer, String actor) {
        return remove(peer, actor, trust -> {});
    }
}
