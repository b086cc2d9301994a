package org.hanse.kdc.policy;

import java.time.Instant;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.TargetService;

/** What a service must be for a ticket to it to be issued, in either exchange; in the order of checking. */
public enum ServiceRules {
    NOT_EXPIRED(Reason.SERVICE_EXPIRED) {
        @Override
        boolean holds(TargetService service, Instant now) {
            return service.expires().map(now::isBefore).orElse(true);
        }
    },
    /** Nobody gets anything sealed under a key that came from a password, unless an operator says so. User-to-user is the way. */
    IS_A_SERVICE(Reason.SERVICE_IS_A_USER) {
        @Override
        boolean holds(TargetService service, Instant now) {
            return service.has(PrincipalFlag.ALLOW_SVR);
        }
    };

    private final Reason reason;

    ServiceRules(Reason reason) {
        this.reason = reason;
    }

    abstract boolean holds(TargetService service, Instant now);

    /**
     * Checks all of them.
     *
     * @throws Refusal with the reason of the first that does not hold
     */
    public static void check(TargetService service, Instant now) throws Refusal {
        for (ServiceRules rule : values()) {
            if (!rule.holds(service, now)) {
                throw new Refusal(rule.reason);
            }
        }
    }
}
