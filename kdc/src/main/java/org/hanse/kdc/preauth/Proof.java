package org.hanse.kdc.preauth;

/**
 * That a client may have its ticket: it proved its key, or nothing was asked of it. Only {@link Preauthentication} makes one, and
 * nothing is issued without one.
 */
public final class Proof {
    private final boolean preauthenticated;

    Proof(boolean preauthenticated) {
        this.preauthenticated = preauthenticated;
    }

    /** Whether the key was proved: what the PRE-AUTHENT flag says. */
    public boolean preauthenticated() {
        return preauthenticated;
    }
}
