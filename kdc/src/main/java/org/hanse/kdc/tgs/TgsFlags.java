package org.hanse.kdc.tgs;

import java.time.Instant;
import org.hanse.kdc.policy.GrantableFlag;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.kdc.ticket.TicketTimes;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** The flags of a ticket got by another, RFC 4120 §2 and §3.3.3: what the other has, less what was not asked for. */
final class TgsFlags {
    /** Facts about the client that hold for every ticket got by its ticket. HW-AUTHENT is a peer's own affair. */
    private static final TicketFlag[] FACTS = {
        TicketFlag.PRE_AUTHENT, TicketFlag.HW_AUTHENT, TicketFlag.ANONYMOUS, TicketFlag.FORWARDED, TicketFlag.PROXY
    };

    private TgsFlags() {}

    /**
     * RENEW and VALIDATE: all that have a name, less INVALID. Never INITIAL (RFC 4120 §2.1: this is not the AS exchange). Bits without
     * a name are no KDC's: who keeps a service's key may have written them.
     */
    static TicketFlags afresh(TicketFlags old) {
        return TicketFlags.of(old.toList().toArray(TicketFlag[]::new))
                .without(TicketFlag.INVALID)
                .without(TicketFlag.INITIAL);
    }

    /** @param usable those of the header ticket that count here */
    static TicketFlags derived(
            KdcOptions options,
            HeaderTicket header,
            TicketFlags usable,
            TargetService service,
            TicketTimes times,
            PathCheck path,
            Instant now) {
        TicketFlags old = header.part().flags();
        TicketFlags flags = TicketFlags.NONE;
        for (TicketFlag fact : FACTS) {
            flags = flags.with(fact, old.has(fact));
        }
        boolean foreign = header.issuer().isPresent();
        for (GrantableFlag grantable : GrantableFlag.values()) {
            boolean granted =
                    grantable.isAskedBy(options) && grantable.isIn(usable) && service.has(grantable.permission());
            flags = flags.with(grantable.flag(), granted);
        }
        if (foreign) {
            flags = flags.without(TicketFlag.HW_AUTHENT);
        }
        if (options.has(KdcOption.FORWARDED)) {
            flags = flags.with(TicketFlag.FORWARDED);
        }
        if (options.has(KdcOption.PROXY)) {
            flags = flags.with(TicketFlag.PROXY);
        }
        if (times.start().isAfter(now)) {
            flags = flags.with(TicketFlag.POSTDATED).with(TicketFlag.INVALID);
        }
        return flags.with(TicketFlag.RENEWABLE, times.renewTill().isPresent())
                .with(TicketFlag.OK_AS_DELEGATE, service.has(PrincipalFlag.OK_AS_DELEGATE))
                .with(TicketFlag.TRANSITED_POLICY_CHECKED, path.checked());
    }
}
