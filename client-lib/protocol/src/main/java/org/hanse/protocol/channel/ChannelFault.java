package org.hanse.protocol.channel;

/** Why there is no answer from an endpoint. No stack trace: it happens in the best of networks. */
public final class ChannelFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of fault, as far as it matters for what to try next. */
    public enum Kind {
        /** Nothing came in time. */
        TIMEOUT,
        /** Nobody listens there, or there is no way to it. */
        REFUSED,
        /** The connection ended before the answer did. */
        CUT_OFF,
        /** The message or the answer is over the transport's limit. */
        TOO_LONG,
        /** TLS failed: mostly a certificate of another host, or of an authority that nobody told us to believe. */
        NOT_TRUSTED,
        /** There is a server, and it has no answer of a KDC for us; the message says what it said. */
        NO_ANSWER,
        /** The thread was interrupted; its interrupt status is set. */
        INTERRUPTED
    }

    private final Kind kind;

    public ChannelFault(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
