package org.hanse.realmtrust.introduction;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.RealmName;

/**
 * What operators allow with respect to introductions, and the introductions that were believed, for ever: each counts once. Thread-safe, between processes too. A
 * store that cannot be used makes every method throw an unchecked exception with a message for people.
 */
public interface IntroductionStore {
    /** {@link Terms#none} for who was never spoken of. */
    Terms terms(RealmName peer);

    /** Of whom something is allowed, in the order of their names. */
    List<Terms> allTerms();

    /**
     * In one transaction that is alone in writing; on disk when this returns. When {@code edit} throws, nothing is changed.
     *
     * @param actor who asks for the change, as text for people
     */
    Terms change(RealmName peer, String actor, UnaryOperator<Terms> edit);

    /** In the order of the peers' names. */
    List<Wish> wishes();

    /** As {@link #change}; by an empty result the wish is gone. */
    Optional<Wish> changeWish(RealmName peer, String actor, UnaryOperator<Optional<Wish>> edit);

    /** The last that was believed by {@code introducer} of {@code peer}. */
    Optional<SignedIntroduction> find(RealmName introducer, RealmName peer);

    /** All that were believed and not replaced by a later one, in the order of introducers and peers. */
    List<Kept> all();

    /** @param peer to whom this realm was introduced */
    record Kept(RealmName peer, SignedIntroduction introduction) {}

    /**
     * Keeps an introduction, in place of an earlier one by the same introducer of the same peer.
     *
     * @return false if there is one that is as new, or newer: somebody else was faster
     */
    boolean keep(RealmName peer, SignedIntroduction introduction, String actor);
}
