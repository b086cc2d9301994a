package org.hanse.kdc.policy;

import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * RFC 4120 §2.4 to §2.6: flags that a client asks for by an option and gets if nobody forbids it; who may not, gets a ticket
 * without the flag, as MIT's KDC does (RFC 4120 §3.1.3 leaves refusing open).
 */
public enum GrantableFlag {
    FORWARDABLE(KdcOption.FORWARDABLE, TicketFlag.FORWARDABLE, PrincipalFlag.ALLOW_FORWARDABLE),
    PROXIABLE(KdcOption.PROXIABLE, TicketFlag.PROXIABLE, PrincipalFlag.ALLOW_PROXIABLE),
    MAY_POSTDATE(KdcOption.ALLOW_POSTDATE, TicketFlag.MAY_POSTDATE, PrincipalFlag.ALLOW_POSTDATED);

    private final KdcOption option;
    private final TicketFlag flag;
    private final PrincipalFlag permission;

    GrantableFlag(KdcOption option, TicketFlag flag, PrincipalFlag permission) {
        this.option = option;
        this.flag = flag;
        this.permission = permission;
    }

    /** The ticket flag. */
    public TicketFlag flag() {
        return flag;
    }

    /** The permission that a principal needs, as client or as service. */
    public PrincipalFlag permission() {
        return permission;
    }

    public boolean isAskedBy(KdcOptions options) {
        return options.has(option);
    }

    /** Whether a ticket with {@code flags} may lead to another that has this flag. */
    public boolean isIn(TicketFlags flags) {
        return flags.has(flag);
    }
}
