package org.hanse.realmtrust.trust;

import java.util.Locale;

/** The life of a trust, as {@code hanse trust show} names it. */
public enum TrustState {
    DECLARED,
    UNCONFIRMED,
    ESTABLISHING,
    ACTIVE,
    STALE,
    SUSPENDED,
    FAILED;

    /** The word of the command line and of JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
