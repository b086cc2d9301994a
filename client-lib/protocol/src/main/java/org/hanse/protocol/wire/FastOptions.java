package org.hanse.protocol.wire;

/**
 * FastOptions, RFC 6113 §5.4.2.
 *
 * @param bits bit 0 of the RFC is the most significant
 */
public record FastOptions(int bits) {
    public static final FastOptions NONE = new FastOptions(0);
    public static final FastOptions HIDE_CLIENT_NAMES = new FastOptions(Flags32.mask(1));

    /** Bits 0 to 15: who does not know one of them that is set must refuse. */
    private static final int CRITICAL = 0xFFFF_0000;

    public boolean hideClientNames() {
        return (bits & HIDE_CLIENT_NAMES.bits) != 0;
    }

    /** Whether a bit is set that may not be ignored and has no meaning here. */
    public boolean hasUnknownCritical() {
        return (bits & CRITICAL & ~HIDE_CLIENT_NAMES.bits) != 0;
    }
}
