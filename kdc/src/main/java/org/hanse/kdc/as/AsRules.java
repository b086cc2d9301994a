package org.hanse.kdc.as;

import java.time.Instant;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.policy.ClientRules;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;

/**
 * Who may have an initial ticket at all, RFC 4120 §3.1.3. The RFC leaves the order open; ours is MIT's: the account's state is
 * told before its password is proved, so that a user who is locked out learns why; unless strangers must not learn it.
 */
final class AsRules {
    /** Options that make sense with a ticket in hand only, RFC 4120 §5.4.1. */
    private static final KdcOption[] NOT_HERE = {
        KdcOption.FORWARDED,
        KdcOption.PROXY,
        KdcOption.RENEW,
        KdcOption.VALIDATE,
        KdcOption.ENC_TKT_IN_SKEY,
        KdcOption.CNAME_IN_ADDL_TKT
    };

    private AsRules() {}

    /** What may be asked for in this exchange. */
    static void checkOptions(KdcOptions options) throws Refusal {
        for (KdcOption option : NOT_HERE) {
            if (options.has(option)) {
                throw new Refusal(Reason.OPTION_NOT_IN_AS_REQ, option.name());
            }
        }
        if (options.has(KdcOption.REQUEST_ANONYMOUS)) {
            throw new Refusal(Reason.OPTION_NOT_SERVED, KdcOption.REQUEST_ANONYMOUS.name());
        }
    }

    /** What the client is and may do. */
    static void checkClient(AsParties parties, KdcOptions options, Instant now) throws Refusal {
        ClientRules.check(parties.client(), now);
        if (mustChangePassword(parties, now) && !parties.service().has(PrincipalFlag.PASSWORD_CHANGING_SERVICE)) {
            throw new Refusal(Reason.CLIENT_PASSWORD_EXPIRED);
        }
        if (parties.requireHardware()) {
            // Nothing served here proves hardware, and a lesser proof is not what was asked for.
            throw new Refusal(Reason.HARDWARE_PREAUTH_REQUIRED);
        }
        boolean postdate = options.has(KdcOption.POSTDATED) || options.has(KdcOption.ALLOW_POSTDATE);
        if (postdate && !parties.bothHave(PrincipalFlag.ALLOW_POSTDATED)) {
            throw new Refusal(Reason.POSTDATE_NOT_ALLOWED);
        }
    }

    private static boolean mustChangePassword(AsParties parties, Instant now) {
        return parties.client().has(PrincipalFlag.NEEDCHANGE)
                || parties.client()
                        .passwordExpires()
                        .map(expires -> !now.isBefore(expires))
                        .orElse(false);
    }
}
