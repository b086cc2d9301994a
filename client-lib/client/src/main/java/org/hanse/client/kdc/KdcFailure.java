package org.hanse.client.kdc;

import java.util.Optional;
import org.hanse.protocol.wire.WireCode;

/**
 * Why there is no ticket. The message is for people: what happened, and behind a semicolon what to do about it. It never holds a
 * secret, and of what the KDC wrote only printable characters.
 */
public final class KdcFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure, for callers that go on differently. */
    public enum Kind {
        /** No KDC is known for the realm, or none answered. */
        NO_KDC,
        CLIENT_UNKNOWN,
        SERVICE_UNKNOWN,
        /** The password or the keytab's key is not the principal's. */
        WRONG_SECRET,
        /** The password must be changed first. */
        PASSWORD_EXPIRED,
        /** The principal is locked, expired or not valid yet. */
        CLIENT_REFUSED,
        CLOCK_SKEW,
        /** The ticket that was to be used is not good any more. */
        TICKET_EXPIRED,
        /** The KDC says no in another way; see the code. */
        REFUSED,
        /** What came back was not made by the KDC for this request, or is not what was asked for. */
        REPLY_NOT_TRUSTED,
        /** The KDC wants what Hanse does not do. */
        NOT_SUPPORTED,
        /** There is no way from realm to realm, or it goes in a circle. */
        NO_PATH,
        INTERRUPTED
    }

    private final Kind kind;
    private final int code;

    public KdcFailure(Kind kind, String message) {
        this(kind, 0, message);
    }

    public KdcFailure(Kind kind, int code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** The error code of the KDC's answer, RFC 4120 §7.5.9; 0 when it is not a KDC that refused. */
    public int code() {
        return code;
    }

    public Optional<WireCode> wireCode() {
        return code == 0 ? Optional.empty() : WireCode.of(code);
    }
}
