package org.hanse.kdc.principal;

import java.time.Duration;
import java.util.Optional;
import org.hanse.protocol.name.PrincipalName;

/**
 * The realm's principals for reading on the hot path: answers from memory when it can, is at most a second behind the store.
 * Thread-safe.
 */
public interface PrincipalDirectory {
    /** After this time every server knows of a change. */
    Duration IN_FORCE_WITHIN = Duration.ofSeconds(1);

    /** By canonical name or alias. */
    Optional<PrincipalEntry> find(PrincipalName name);

    Optional<Policy> policy(String name);
}
