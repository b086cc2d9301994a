package org.hanse.kdc.ticket;

import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.ap.ApFault;

/** What {@code ap} finds wrong with a ticket or an authenticator, under the name that the log has for it. */
public final class Faults {
    private Faults() {}

    public static Refusal refusal(ApFault fault) {
        return new Refusal(
                switch (fault.kind()) {
                    case KEY_VERSION_UNKNOWN, NO_KEY -> Reason.TGT_KEY_VERSION_UNKNOWN;
                    case NOT_US -> Reason.TGT_NOT_FOR_US;
                    case TICKET_NOT_OPENED, TICKET_MALFORMED -> Reason.TGT_NOT_OPENED;
                    case SESSION_KEY_UNSUPPORTED -> Reason.SESSION_KEY_UNSUPPORTED;
                    case AUTHENTICATOR_NOT_OPENED, AUTHENTICATOR_MALFORMED -> Reason.AUTHENTICATOR_NOT_OPENED;
                    case CLIENT_MISMATCH -> Reason.AUTHENTICATOR_CLIENT_MISMATCH;
                    case ADDRESS_NOT_LISTED -> Reason.ADDRESS_NOT_LISTED;
                    case CLOCK_SKEW -> Reason.AUTHENTICATOR_SKEW;
                    case REPLAY -> Reason.AUTHENTICATOR_REPLAYED;
                    case REPLAYS_FULL -> Reason.REPLAYS_FULL;
                    case TICKET_NOT_YET_VALID -> Reason.TGT_NOT_YET_VALID;
                    case TICKET_EXPIRED -> Reason.TGT_EXPIRED;
                },
                fault.kind().name());
    }
}
