package org.hanse.client.kdc;

import java.util.Set;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * A flag that changes what may be done with a ticket, and so must have been asked for, or be had already by the ticket that this one
 * was got with. The other flags are the KDC's to give (RFC 4120 §2).
 */
enum FlagToAskFor {
    FORWARDABLE(TicketFlag.FORWARDABLE, KdcOption.FORWARDABLE),
    FORWARDED(TicketFlag.FORWARDED, KdcOption.FORWARDED),
    PROXIABLE(TicketFlag.PROXIABLE, KdcOption.PROXIABLE),
    PROXY(TicketFlag.PROXY, KdcOption.PROXY),
    MAY_POSTDATE(TicketFlag.MAY_POSTDATE, KdcOption.ALLOW_POSTDATE),
    POSTDATED(TicketFlag.POSTDATED, KdcOption.POSTDATED),
    RENEWABLE(TicketFlag.RENEWABLE, KdcOption.RENEWABLE, KdcOption.RENEWABLE_OK);

    private final TicketFlag flag;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes; its type does not say so
    private final Set<KdcOption> askedBy;

    FlagToAskFor(TicketFlag flag, KdcOption... askedBy) {
        this.flag = flag;
        this.askedBy = Set.of(askedBy);
    }

    TicketFlag flag() {
        return flag;
    }

    boolean isAskedBy(KdcOptions options) {
        return askedBy.stream().anyMatch(options::has);
    }
}
