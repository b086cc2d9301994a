package org.hanse.kdc.realm;

import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustStore;

/** One change of a trust as an operator wants it, with failures of this room carried through the store: nothing is changed then. */
final class TrustWriting {
    /** What makes the wanted trust of the present one. */
    @FunctionalInterface
    interface Edit {
        Trust apply(Optional<Trust> found) throws RealmFailure;
    }

    private TrustWriting() {}

    /** @throws RealmFailure what {@code edit} throws, or if the trust would get domains that overlap another's */
    static Trust change(TrustStore store, RealmName peer, String actor, Edit edit) throws RealmFailure {
        try {
            return store.change(peer, actor, found -> {
                try {
                    Trust wanted = edit.apply(found);
                    if (!found.map(before -> before.policy().domains())
                            .equals(Optional.of(wanted.policy().domains()))) {
                        // Nobody else writes now, so that two commands at once cannot both find them free.
                        DomainClaims.check(wanted, store.all());
                    }
                    return wanted;
                } catch (RealmFailure failure) {
                    throw new Writing.Carrier(failure);
                }
            });
        } catch (Writing.Carrier carrier) {
            throw carrier.failure();
        }
    }
}
