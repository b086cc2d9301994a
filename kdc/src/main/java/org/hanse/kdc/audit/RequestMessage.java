package org.hanse.kdc.audit;

import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;

/** Carries a record through Log4j's queue; it becomes text on the other side of it, once per file. */
@AsynchronouslyFormattable
final class RequestMessage implements Message {
    private static final long serialVersionUID = 1L;

    private final transient RequestRecord request;

    RequestMessage(RequestRecord request) {
        this.request = request;
    }

    RequestRecord request() {
        return request;
    }

    @Override
    public String getFormattedMessage() {
        return RequestLine.of(request);
    }

    @Override
    public Object[] getParameters() {
        return new Object[0];
    }

    /** No failure belongs to a record; Log4j asks every message. */
    @Override
    @SuppressWarnings("NullAway") // Log4j's contract: null for none
    public Throwable getThrowable() {
        return null;
    }
}
