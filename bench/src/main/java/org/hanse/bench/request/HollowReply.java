package org.hanse.bench.request;

import java.util.OptionalInt;

/** An answer that is not what was asked for: nothing that was measured with it counts. */
public final class HollowReply extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int NO_CODE = -1;

    private final int code;

    public HollowReply(String message) {
        super(message);
        this.code = NO_CODE;
    }

    HollowReply(String message, Throwable cause) {
        super(message, cause);
        this.code = NO_CODE;
    }

    /** The server refused, in the protocol's own words. */
    HollowReply(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The error's code, RFC 4120 §7.5.9, if the answer was a KRB-ERROR. */
    public OptionalInt code() {
        return code == NO_CODE ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
