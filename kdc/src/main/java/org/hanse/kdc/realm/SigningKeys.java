package org.hanse.kdc.realm;

import java.security.SecureRandom;
import java.time.Clock;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;

/** What this realm signs with: made once, replaced by a rollover. */
public final class SigningKeys {
    private final RealmName realm;
    private final IdentityStore store;
    private final Clock clock;
    private final SecureRandom random;

    public SigningKeys(RealmName realm, IdentityStore store, Clock clock, SecureRandom random) {
        this.realm = realm;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** The keys of the realm, which are made if there are none. */
    public RealmIdentity made() {
        return store.find()
                .orElseGet(() -> store.change(before -> before.orElseGet(() -> RealmIdentity.create(realm, random))));
    }

    /**
     * A new signing key, from now on. Servers publish the two documents that say so within a second.
     *
     * @param revokeOld whether peers that have seen them stop believing what the old key has signed
     * @throws RealmFailure if this realm can have no documents
     */
    public RealmIdentity rollOver(DocumentFacts facts, boolean revokeOld) throws RealmFailure {
        if (!Publication.suits(realm)) {
            throw RealmFailure.refused(
                    "a realm named " + realm + " signs no documents, so there is nothing to tell its peers",
                    "only realms with a name like LUEBECK.EXAMPLE, in capitals, can agree with others by themselves");
        }
        try {
            return store.change(before -> Publication.rollOver(
                    before.orElseGet(() -> RealmIdentity.create(realm, random)),
                    facts,
                    clock.instant(),
                    random,
                    revokeOld));
        } catch (IllegalArgumentException unsayable) {
            throw RealmFailure.refused(
                    String.valueOf(unsayable.getMessage()), "mend publicName, listen or domains in realm.yaml");
        }
    }
}
