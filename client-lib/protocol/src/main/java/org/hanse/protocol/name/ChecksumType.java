package org.hanse.protocol.name;

import java.util.Optional;

/** A checksum type number, RFC 3961 §8. Any number is representable; the constants are those that Hanse computes. */
public record ChecksumType(int value) {
    public static final ChecksumType HMAC_SHA1_96_AES128 = new ChecksumType(15);
    public static final ChecksumType HMAC_SHA1_96_AES256 = new ChecksumType(16);
    public static final ChecksumType HMAC_SHA256_128_AES128 = new ChecksumType(19);
    public static final ChecksumType HMAC_SHA384_192_AES256 = new ChecksumType(20);
    /** The "checksum" that carries GSS flags and channel bindings in an authenticator, RFC 4121 §4.1.1. */
    public static final ChecksumType GSSAPI = new ChecksumType(0x8003);

    /** The mandatory checksum type of an enctype (RFC 3961 §3), or empty for an enctype that Hanse does not use. */
    public static Optional<ChecksumType> mandatoryFor(EncType etype) {
        return switch (etype.value()) {
            case 17 -> Optional.of(HMAC_SHA1_96_AES128);
            case 18 -> Optional.of(HMAC_SHA1_96_AES256);
            case 19 -> Optional.of(HMAC_SHA256_128_AES128);
            case 20 -> Optional.of(HMAC_SHA384_192_AES256);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "cksumtype " + value;
    }
}
