package org.hanse.realmtrust.document;

import java.util.Optional;
import java.util.function.Function;

/**
 * A realm's own keys and documents, kept with the keys sealed. Thread-safe, between processes too. A store that cannot be used makes every method throw an
 * unchecked exception with a message for people.
 */
public interface IdentityStore {
    /** Empty in a store that is older than signed documents. */
    Optional<RealmIdentity> find();

    /** The documents alone, for who shows them: no key is opened. Empty before the first. */
    Optional<KeyHistory> history();

    /**
     * Replaces it in one transaction that is alone in writing; on disk when this returns. When {@code edit} throws, nothing is changed. A
     * key that is not part of the result is erased.
     */
    RealmIdentity change(Function<Optional<RealmIdentity>, RealmIdentity> edit);
}
