package org.hanse.protocol.crypto;

import org.hanse.protocol.name.EncType;

/**
 * How one enctype derives, seals, opens and sums: the parameters of RFC 3961 §3. Without state, thread-safe.
 * The two families are RFC 3962 (17, 18) and RFC 8009 (19, 20).
 */
sealed interface EncryptionProfile permits Rfc3962Profile, Rfc8009Profile {
    /** Random octets before the plain text, one AES block in all four enctypes. */
    int CONFOUNDER = AesKey.BLOCK;

    /** @throws IllegalArgumentException for an enctype that Hanse does not use */
    static EncryptionProfile of(EncType etype) {
        return switch (etype.value()) {
            case 17 -> Rfc3962Profile.AES128;
            case 18 -> Rfc3962Profile.AES256;
            case 19 -> Rfc8009Profile.AES128;
            case 20 -> Rfc8009Profile.AES256;
            default -> throw new IllegalArgumentException("enctype " + etype + " is not supported");
        };
    }

    /** Octets of a MAC and of a checksum. */
    int macLength();

    BaseKey base(byte[] protocolKey);

    /** @param text confounder and plain text; becomes garbage */
    byte[] seal(SealingKeys keys, byte[] text);

    /** @return confounder and plain text */
    byte[] open(SealingKeys keys, byte[] sealed) throws IntegrityFault;

    int defaultIterations();

    byte[] stringToKey(byte[] password, byte[] salt, int iterations);
}
