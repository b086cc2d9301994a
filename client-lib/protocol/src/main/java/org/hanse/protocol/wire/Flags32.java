package org.hanse.protocol.wire;

/**
 * KerberosFlags, RFC 4120 §5.2.8: 32 bits, bit 0 the most significant. Bits past 31 are ignored when read, as MIT does.
 * A shared form of {@link TicketFlags}, {@link KdcOptions} and {@link ApOptions}.
 */
final class Flags32 {
    private Flags32() {}

    static int mask(int bit) {
        return 1 << (31 - bit);
    }
}
