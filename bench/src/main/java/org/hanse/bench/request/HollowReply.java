package org.hanse.bench.request;

/** An answer that is not what was asked for: nothing that was measured with it counts. */
public final class HollowReply extends Exception {
    private static final long serialVersionUID = 1L;

    public HollowReply(String message) {
        super(message);
    }

    HollowReply(String message, Throwable cause) {
        super(message, cause);
    }
}
