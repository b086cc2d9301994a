package org.hanse.realmtrust.trust;

import java.util.Locale;

/** Who may use whom: {@code IN}, the peer's clients this realm; {@code OUT}, this realm's clients the peer. */
public enum TrustDirection {
    IN,
    OUT,
    BOTH;

    public boolean in() {
        return this != OUT;
    }

    public boolean out() {
        return this != IN;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
