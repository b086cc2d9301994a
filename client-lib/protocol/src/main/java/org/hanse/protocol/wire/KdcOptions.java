package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * KDCOptions, RFC 4120 §5.4.1; canonicalize RFC 6806; request-anonymous RFC 8062; cname-in-addl-tkt MS-SFU.
 *
 * @param bits bit 0 of the RFC is the most significant; bits without a name are kept
 */
public record KdcOptions(int bits) {
    public static final KdcOptions NONE = new KdcOptions(0);

    /** The named bits; the number is the RFC's. */
    public enum KdcOption {
        FORWARDABLE(1),
        FORWARDED(2),
        PROXIABLE(3),
        PROXY(4),
        ALLOW_POSTDATE(5),
        POSTDATED(6),
        RENEWABLE(8),
        CNAME_IN_ADDL_TKT(14),
        CANONICALIZE(15),
        REQUEST_ANONYMOUS(16),
        DISABLE_TRANSITED_CHECK(26),
        RENEWABLE_OK(27),
        ENC_TKT_IN_SKEY(28),
        RENEW(30),
        VALIDATE(31);

        private final int mask;

        KdcOption(int bit) {
            mask = Flags32.mask(bit);
        }
    }

    public static KdcOptions of(KdcOption... set) {
        int bits = 0;
        for (KdcOption one : set) {
            bits |= one.mask;
        }
        return new KdcOptions(bits);
    }

    public boolean has(KdcOption one) {
        return (bits & one.mask) != 0;
    }

    public KdcOptions with(KdcOption one) {
        return new KdcOptions(bits | one.mask);
    }

    public KdcOptions without(KdcOption one) {
        return new KdcOptions(bits & ~one.mask);
    }

    /** {@link #with} if {@code wanted}, else {@link #without}. */
    public KdcOptions with(KdcOption one, boolean wanted) {
        return wanted ? with(one) : without(one);
    }

    /** The named bits that are set, in the RFC's order. */
    public List<KdcOption> toList() {
        List<KdcOption> set = new ArrayList<>();
        for (KdcOption one : KdcOption.values()) {
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
