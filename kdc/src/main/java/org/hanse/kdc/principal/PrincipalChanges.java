package org.hanse.kdc.principal;

import java.util.Optional;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;

/**
 * What can be done to principals and policies inside one {@linkplain PrincipalStore#write transaction}. Of one thread, and
 * of no use after the transaction.
 *
 * <p>Changes take the entry that the caller has seen and are refused with {@link StoreRefusal.Why#CHANGED_MEANWHILE} if it
 * is not the newest: an entry read before the transaction may be used, and nothing is overwritten unseen.
 */
public interface PrincipalChanges {
    /** By canonical name or alias, with the changes of this transaction. */
    Optional<PrincipalEntry> find(PrincipalName name);

    Optional<Tombstone> tombstone(PrincipalName name);

    Optional<Policy> policy(String name);

    /** No new key may have a lower kvno: {@link Kvno#FIRST}, and in a store that was restored, past those that were handed out after its backup. */
    Kvno leastNewKvno();

    /**
     * Adds a principal with a new subject id.
     *
     * @throws StoreRefusal if the name is in use, or has been ({@link #addNewPerson} is for that), or the policy is unknown
     */
    PrincipalEntry add(PrincipalDraft draft);

    /**
     * As {@link #add}, but takes over a name that has been in use: its tombstone goes, and with it what was deleted.
     * The new principal has a new subject id; its kvnos should go on after {@link Tombstone#lastKvno()}.
     */
    PrincipalEntry addNewPerson(PrincipalDraft draft);

    /** Replaces all that the draft holds, keys too; the draft's name must be the entry's. */
    PrincipalEntry update(PrincipalEntry seen, PrincipalDraft wanted);

    /** The old name stays reserved for this principal; a principal may go back to a name it had. Keys and salts stay. */
    PrincipalEntry rename(PrincipalEntry seen, PrincipalName newName);

    PrincipalEntry addAlias(PrincipalEntry seen, PrincipalName alias);

    /** Frees the alias. */
    PrincipalEntry removeAlias(PrincipalEntry seen, PrincipalName alias);

    /** Takes the principal out of use, with its aliases; its name is kept from reuse. */
    Tombstone delete(PrincipalEntry seen);

    /**
     * Takes a deleted principal back into use as it was, with its subject id and its keys; aliases that meanwhile belong
     * to another are left out.
     */
    PrincipalEntry undelete(PrincipalName name);

    /** Adds the policy or replaces it. */
    void putPolicy(Policy policy);

    /**
     * @throws StoreRefusal if it is unknown or still has principals
     */
    void removePolicy(String name);
}
