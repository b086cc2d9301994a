package org.hanse.protocol.crypto;

/**
 * A protocol key as that from which the specific keys are derived, RFC 3961 §3. It keeps what all derivations begin with. Immutable
 * but for what it remembers; thread-safe.
 */
interface BaseKey {
    /** Ke and Ki of RFC 3961 §5.3. */
    SealingKeys sealingKeys(KeyUsage usage);

    /** Kc of RFC 3961 §5.3. */
    HmacKey checksumKey(KeyUsage usage);

    /** The pseudo-random function of the enctype. */
    byte[] prf(byte[] input);
}
