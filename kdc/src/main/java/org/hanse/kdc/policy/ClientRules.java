package org.hanse.kdc.policy;

import java.time.Instant;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;

/** What a client of this realm must be for it to get any ticket, in either exchange; in the order of checking. */
public enum ClientRules {
    NOT_EXPIRED(Reason.CLIENT_EXPIRED) {
        @Override
        boolean holds(PrincipalEntry client, Instant now) {
            return client.expires().map(now::isBefore).orElse(true);
        }
    },
    NOT_LOCKED(Reason.CLIENT_LOCKED) {
        @Override
        boolean holds(PrincipalEntry client, Instant now) {
            return client.has(PrincipalFlag.ALLOW_TIX);
        }
    };

    private final Reason reason;

    ClientRules(Reason reason) {
        this.reason = reason;
    }

    abstract boolean holds(PrincipalEntry client, Instant now);

    /**
     * Checks all of them.
     *
     * @throws Refusal with the reason of the first that does not hold
     */
    public static void check(PrincipalEntry client, Instant now) throws Refusal {
        for (ClientRules rule : values()) {
            if (!rule.holds(client, now)) {
                throw new Refusal(rule.reason);
            }
        }
    }
}
