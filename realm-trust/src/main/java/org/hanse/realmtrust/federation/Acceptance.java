package org.hanse.realmtrust.federation;

import java.util.Locale;
import java.util.Optional;
import org.hanse.realmtrust.trust.TrustDirection;

/** Which trusts a federation's list may make by itself, once both members accept. */
public enum Acceptance {
    NONE,
    IN,
    OUT,
    BOTH;

    /** Of the trusts that arise; empty if none does. */
    public Optional<TrustDirection> direction() {
        return this == NONE ? Optional.empty() : Optional.of(TrustDirection.valueOf(name()));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
