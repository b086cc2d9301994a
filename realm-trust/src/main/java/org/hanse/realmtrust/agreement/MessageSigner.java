package org.hanse.realmtrust.agreement;

/** Signs as this realm, with the keys that its newest document names. Thread-safe. */
public interface MessageSigner {
    /** The payload inside its signatures, in the form that the peer's {@link MessageVerifier} reads. */
    byte[] sign(byte[] payload);
}
