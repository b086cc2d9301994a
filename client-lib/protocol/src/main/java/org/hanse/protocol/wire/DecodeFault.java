package org.hanse.protocol.wire;

/**
 * Octets that are not the message they should be. Carries what was wrong for the log; a peer never sees it. No stack trace:
 * hostile input is no occasion to spend time.
 */
public final class DecodeFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of fault, as far as the answer to the peer depends on it. */
    public enum Kind {
        /** Not strict DER, or not the type's structure: KRB_ERR_GENERIC, or silence over UDP. */
        MALFORMED,
        /** The tag or the msg-type field names another message: KRB_AP_ERR_MSG_TYPE. */
        WRONG_MESSAGE_TYPE,
        /** pvno is not 5: KDC_ERR_BAD_PVNO, or KRB_AP_ERR_BADVERSION in an AP message. */
        WRONG_VERSION,
        /** Over a cap: KRB_ERR_FIELD_TOOLONG. */
        TOO_LONG
    }

    private final Kind kind;

    public DecodeFault(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong, for the log. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
