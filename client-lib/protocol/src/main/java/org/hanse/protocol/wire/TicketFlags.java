package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * TicketFlags, RFC 4120 §2 and §5.3; enc-pa-rep RFC 6806 §11; anonymous RFC 8062.
 *
 * @param bits bit 0 of the RFC is the most significant; bits without a name are kept
 */
public record TicketFlags(int bits) {
    public static final TicketFlags NONE = new TicketFlags(0);

    /** The named bits; the number is the RFC's. */
    public enum TicketFlag {
        FORWARDABLE(1),
        FORWARDED(2),
        PROXIABLE(3),
        PROXY(4),
        MAY_POSTDATE(5),
        POSTDATED(6),
        INVALID(7),
        RENEWABLE(8),
        INITIAL(9),
        PRE_AUTHENT(10),
        HW_AUTHENT(11),
        TRANSITED_POLICY_CHECKED(12),
        OK_AS_DELEGATE(13),
        ENC_PA_REP(15),
        ANONYMOUS(16);

        private final int mask;

        TicketFlag(int bit) {
            mask = Flags32.mask(bit);
        }
    }

    public static TicketFlags of(TicketFlag... set) {
        int bits = 0;
        for (TicketFlag one : set) {
            bits |= one.mask;
        }
        return new TicketFlags(bits);
    }

    public boolean has(TicketFlag one) {
        return (bits & one.mask) != 0;
    }

    public TicketFlags with(TicketFlag one) {
        return new TicketFlags(bits | one.mask);
    }

    public TicketFlags without(TicketFlag one) {
        return new TicketFlags(bits & ~one.mask);
    }

    /** {@link #with} if {@code wanted}, else {@link #without}. */
    public TicketFlags with(TicketFlag one, boolean wanted) {
        return wanted ? with(one) : without(one);
    }

    /** The named bits that are set, in the RFC's order. */
    public List<TicketFlag> toList() {
        List<TicketFlag> set = new ArrayList<>();
        for (TicketFlag one : TicketFlag.values()) {
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
