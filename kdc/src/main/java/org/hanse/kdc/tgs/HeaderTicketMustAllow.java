package org.hanse.kdc.tgs;

import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** RFC 4120 §3.3.3: an option of the request and the flag of the header ticket that it needs. */
enum HeaderTicketMustAllow {
    FORWARDING(KdcOption.FORWARDED, TicketFlag.FORWARDABLE, Reason.TGT_NOT_FORWARDABLE),
    PROXYING(KdcOption.PROXY, TicketFlag.PROXIABLE, Reason.TGT_NOT_PROXIABLE),
    POSTDATING(KdcOption.POSTDATED, TicketFlag.MAY_POSTDATE, Reason.TGT_NOT_POSTDATABLE),
    RENEWAL(KdcOption.RENEW, TicketFlag.RENEWABLE, Reason.TGT_NOT_RENEWABLE);

    /** An option that we do not serve is refused, not ignored: who asks for it counts on it. */
    private static final KdcOption[] NOT_SERVED = {KdcOption.CNAME_IN_ADDL_TKT, KdcOption.REQUEST_ANONYMOUS};

    private final KdcOption option;
    private final TicketFlag needed;
    private final Reason reason;

    HeaderTicketMustAllow(KdcOption option, TicketFlag needed, Reason reason) {
        this.option = option;
        this.needed = needed;
        this.reason = reason;
    }

    static void check(KdcOptions options, TicketFlags ticket) throws Refusal {
        for (KdcOption option : NOT_SERVED) {
            if (options.has(option)) {
                throw new Refusal(Reason.OPTION_NOT_SERVED, option.name());
            }
        }
        boolean afresh = options.has(KdcOption.RENEW) || options.has(KdcOption.VALIDATE);
        boolean changed = options.has(KdcOption.FORWARDED)
                || options.has(KdcOption.PROXY)
                || options.has(KdcOption.POSTDATED)
                || options.has(KdcOption.ENC_TKT_IN_SKEY)
                || (options.has(KdcOption.RENEW) && options.has(KdcOption.VALIDATE));
        if (afresh && changed) {
            // A renewed or validated ticket is the old one with new times and under the same key; it carries no mark of
            // anything else.
            throw new Refusal(Reason.OPTION_NOT_SERVED, "RENEW or VALIDATE together with another");
        }
        for (HeaderTicketMustAllow rule : values()) {
            if (options.has(rule.option) && !ticket.has(rule.needed)) {
                throw new Refusal(rule.reason);
            }
        }
    }
}
