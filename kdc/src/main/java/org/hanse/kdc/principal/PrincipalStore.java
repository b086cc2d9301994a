package org.hanse.kdc.principal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;

/**
 * The realm's principals for operators: reads the store itself, and changes it. The exchanges read
 * {@link PrincipalDirectory} instead. Thread-safe. Every method throws {@link StoreFault} when the store cannot be used.
 */
public interface PrincipalStore {
    /** By canonical name or alias. */
    Optional<PrincipalEntry> find(PrincipalName name);

    /** What a name that is no longer in use was. */
    Optional<Tombstone> tombstone(PrincipalName name);

    /** How many principals there are; aliases and tombstones do not count. */
    long count();

    /**
     * One page of the canonical names that match, in the order of their text form's octets.
     *
     * @param after the last name of the page before; empty for the first page
     * @param limit at most this many; 1 or more. A shorter page is the last one
     */
    List<PrincipalName> names(PrincipalGlob glob, Optional<PrincipalName> after, int limit);

    /** All canonical names that match, in order, read page by page: no transaction stays open while {@code each} works. */
    default void forEachName(PrincipalGlob glob, Consumer<PrincipalName> each) {
        int limit = 1000;
        Optional<PrincipalName> after = Optional.empty();
        List<PrincipalName> page;
        do {
            page = names(glob, after, limit);
            page.forEach(each);
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        } while (page.size() == limit);
    }

    Optional<Policy> policy(String name);

    /** In the order of their names. */
    List<Policy> policies();

    /**
     * Runs {@code work} in one transaction that is alone in writing. When this returns, all that the work changed is on
     * disk; when anything is thrown, nothing of it is. Derive keys before, not inside: other writers wait.
     *
     * <p>A {@link StoreRefusal} of a single change leaves the transaction as it was before that change; an import may catch
     * it, note the line and go on.
     *
     * @param actor who asks for the change, as text for people: a principal, or {@code root@host} for a local command
     */
    <T> T write(String actor, Function<PrincipalChanges, T> work);
}
