package org.hanse.protocol.wire;

/** Message types with their APPLICATION tags, RFC 4120 §5.10. */
public enum MessageType {
    AS_REQ(10),
    AS_REP(11),
    TGS_REQ(12),
    TGS_REP(13),
    AP_REQ(14),
    AP_REP(15),
    KRB_SAFE(20),
    KRB_PRIV(21),
    KRB_CRED(22),
    KRB_ERROR(30);

    private final int number;

    MessageType(int number) {
        this.number = number;
    }

    /** The msg-type field and the APPLICATION tag number. */
    public int number() {
        return number;
    }
}
