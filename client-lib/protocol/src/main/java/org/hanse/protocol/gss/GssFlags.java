package org.hanse.protocol.gss;

import java.util.ArrayList;
import java.util.List;

/**
 * Context-establishment flags, RFC 4121 §4.1.1.1. Bits without a name are kept and ignored, as the RFC wants.
 *
 * @param bits as the checksum's Flags field carries them
 */
public record GssFlags(int bits) {
    public static final GssFlags NONE = new GssFlags(0);

    /** The named bits; the value is RFC 2744's. */
    public enum GssFlag {
        /** A forwarded ticket-granting ticket is in the token. */
        DELEGATE(1),
        /** The service proves itself too. */
        MUTUAL(2),
        /** Replayed messages are to be detected. */
        REPLAY(4),
        /** Messages out of order are to be detected. */
        SEQUENCE(8),
        CONFIDENTIALITY(16),
        INTEGRITY(32);

        private final int mask;

        GssFlag(int mask) {
            this.mask = mask;
        }
    }

    public static GssFlags of(GssFlag... set) {
        int bits = 0;
        for (GssFlag one : set) {
            bits |= one.mask;
        }
        return new GssFlags(bits);
    }

    public boolean has(GssFlag one) {
        return (bits & one.mask) != 0;
    }

    public GssFlags with(GssFlag one) {
        return new GssFlags(bits | one.mask);
    }

    public GssFlags without(GssFlag one) {
        return new GssFlags(bits & ~one.mask);
    }

    /** The named bits that are set. */
    public List<GssFlag> toList() {
        List<GssFlag> set = new ArrayList<>();
        for (GssFlag one : GssFlag.values()) {
            if (has(one)) {
                set.add(one);
            }
        }
        return List.copyOf(set);
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
