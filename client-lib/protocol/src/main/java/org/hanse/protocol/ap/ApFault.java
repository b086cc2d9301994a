package org.hanse.protocol.ap;

import org.hanse.protocol.wire.WireCode;

/** Why what a client presented does not prove what it should, RFC 4120 §3.2.3. No stack trace: peers cause these at will. */
public final class ApFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** The checks of RFC 4120 §3.2.3, each with its error code. */
    public enum Kind {
        /** No key of the kvno and enctype that the ticket names. */
        KEY_VERSION_UNKNOWN(WireCode.KRB_AP_ERR_BADKEYVER),
        /** No key for the service at all. */
        NO_KEY(WireCode.KRB_AP_ERR_NOKEY),
        /** The ticket is for somebody else. */
        NOT_US(WireCode.KRB_AP_ERR_NOT_US),
        /** Altered, or sealed under another key. */
        TICKET_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
        /** Opened, and not an EncTicketPart: whoever holds the key made it wrong. */
        TICKET_MALFORMED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
        /** The ticket's session key, or the client's subkey. */
        SESSION_KEY_UNSUPPORTED(WireCode.KDC_ERR_ETYPE_NOSUPP),
        AUTHENTICATOR_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
        AUTHENTICATOR_MALFORMED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
        /** Ticket and authenticator name different clients. */
        CLIENT_MISMATCH(WireCode.KRB_AP_ERR_BADMATCH),
        ADDRESS_NOT_LISTED(WireCode.KRB_AP_ERR_BADADDR),
        CLOCK_SKEW(WireCode.KRB_AP_ERR_SKEW),
        REPLAY(WireCode.KRB_AP_ERR_REPEAT),
        /** No room to remember it, and so no way to know its replay. */
        REPLAYS_FULL(WireCode.KDC_ERR_SVC_UNAVAILABLE),
        /** Starts later, or is a postdated ticket that was never validated. */
        TICKET_NOT_YET_VALID(WireCode.KRB_AP_ERR_TKT_NYV),
        TICKET_EXPIRED(WireCode.KRB_AP_ERR_TKT_EXPIRED);

        private final WireCode code;

        Kind(WireCode code) {
            this.code = code;
        }

        public WireCode code() {
            return code;
        }
    }

    private final Kind kind;

    public ApFault(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
