package org.hanse.realmtrust.agreement;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * Where states of agreements are kept, beside the keys of the trusts that they are about. Thread-safe. A store that cannot be used makes
 * every method throw an unchecked exception with a message for people.
 */
public interface AgreementStore {
    /** Of every peer there ever was, also after its trust was removed. */
    List<AgreementState> all();

    /** Of every realm of this name that there ever was. */
    List<AgreementState> named(RealmName peer);

    /** With the realm of this id; empty if nothing was ever declared. */
    Optional<AgreementState> find(String peerId);

    /** The one that is declared with a realm of this name; there is one at most. */
    Optional<AgreementState> declared(RealmName peer);

    /**
     * Takes a step, and stores state and keys in one transaction that is alone in writing; on disk when this returns. Only then may the
     * step's messages be sent. A state that does not change costs no write. A declared agreement has a trust with the peer, which is made if there is none;
     * with the declaration goes the trust. When {@code stepper} throws, nothing is changed.
     *
     * @param parties of which there may be no state yet: then it begins with one in which nothing is declared
     * @param actor who asks for the change, as text for people
     * @throws IllegalArgumentException if an agreement is declared with another realm of the peer's name
     */
    Step change(Parties parties, String actor, Stepper stepper);

    /** One call of {@link Agreement}, which must not take long: other writers wait. */
    @FunctionalInterface
    interface Stepper {
        /**
         * @param sealing good for this call only
         */
        Step step(AgreementState state, Sealing sealing);
    }
}
