package org.hanse.protocol.crypto;

/** Which key of a usage is derived, RFC 3961 §5.3: the octet that follows the usage number in the derivation constant. */
enum Derivation {
    /** Kc, for checksums without encryption. */
    CHECKSUM(0x99),
    /** Ke. */
    ENCRYPTION(0xAA),
    /** Ki, for the MAC beside encryption. */
    INTEGRITY(0x55);

    private final int octet;

    Derivation(int octet) {
        this.octet = octet;
    }

    /** The constant: the usage as four octets, most significant first, and this octet. */
    byte[] constant(KeyUsage usage) {
        int number = usage.number();
        return new byte[] {
            (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number, (byte) octet
        };
    }
}
