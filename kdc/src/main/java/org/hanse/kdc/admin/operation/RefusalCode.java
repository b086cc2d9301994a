package org.hanse.kdc.admin.operation;

/** Why a request over HTTP is not granted, each with its status. */
public enum RefusalCode {
    /** It is no request of this interface: its head, its body or a name in it. */
    MALFORMED(400),
    /** No token of Kerberos came with it. */
    NO_LOGIN(401),
    /** The token proves nothing here. */
    LOGIN_REFUSED(401),
    /** The ticket is for one of the realm's own services, of which each has its one purpose. */
    WRONG_TICKET(403),
    /** Who it is, is proved; it is too long ago that he proved it to the realm. */
    LOGIN_TOO_OLD(403),
    /** The account is gone, locked or expired. */
    ACCOUNT_UNUSABLE(403),
    /** It may come from a page of somebody else's. */
    CROSS_SITE(403),
    /** admin.acl does not give it. */
    NO_RIGHT(403),
    UNKNOWN_OPERATION(404),
    /** The realm does not grant it, for a reason of its own. */
    REFUSED(409),
    /** Its id is that of another request. */
    REQUEST_ID_REUSED(409),
    /** More is asked than can be done at once. */
    BUSY(503),
    /** The store cannot be used. */
    STORE_FAULT(503);

    private final int status;

    RefusalCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
