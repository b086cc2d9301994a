package org.hanse.kdc.realm;

import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalStore;

/** One transaction of the store, with failures of this room carried through it: nothing of the work stays then. */
final class Writing {
    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(PrincipalChanges changes) throws RealmFailure;
    }

    private Writing() {}

    static <T> T write(PrincipalStore store, String actor, Work<T> work) throws RealmFailure {
        try {
            return store.write(actor, changes -> {
                try {
                    return work.in(changes);
                } catch (RealmFailure failure) {
                    throw new Carrier(failure);
                }
            });
        } catch (Carrier carrier) {
            throw carrier.failure();
        }
    }

    static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RealmFailure failure;

        Carrier(RealmFailure failure) {
            super(failure.getMessage(), null, false, false);
            this.failure = failure;
        }

        RealmFailure failure() {
            return failure;
        }
    }
}
