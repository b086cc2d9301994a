package org.hanse.protocol.crypto;

/** Sealed octets that this key does not open, or that were altered: one answer for both. No stack trace. */
public final class IntegrityFault extends Exception {
    private static final long serialVersionUID = 1L;

    public IntegrityFault() {
        super("integrity check failed", null, false, false);
    }
}
