package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * APOptions, RFC 4120 §5.5.1.
 *
 * @param bits bit 0 of the RFC is the most significant; bits without a name are kept
 */
public record ApOptions(int bits) {
    public static final ApOptions NONE = new ApOptions(0);

    /** The named bits; the number is the RFC's. */
    public enum ApOption {
        USE_SESSION_KEY(1),
        MUTUAL_REQUIRED(2);

        private final int mask;

        ApOption(int bit) {
            mask = Flags32.mask(bit);
        }
    }

    public static ApOptions of(ApOption... set) {
        int bits = 0;
        for (ApOption one : set) {
            bits |= one.mask;
        }
        return new ApOptions(bits);
    }

    public boolean has(ApOption one) {
        return (bits & one.mask) != 0;
    }

    public ApOptions with(ApOption one) {
        return new ApOptions(bits | one.mask);
    }

    public ApOptions without(ApOption one) {
        return new ApOptions(bits & ~one.mask);
    }

    /** {@link #with} if {@code wanted}, else {@link #without}. */
    public ApOptions with(ApOption one, boolean wanted) {
        return wanted ? with(one) : without(one);
    }

    /** The named bits that are set, in the RFC's order. */
    public List<ApOption> toList() {
        List<ApOption> set = new ArrayList<>();
        for (ApOption one : ApOption.values()) {
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
