package org.hanse.kdc.audit;

import java.util.Optional;
import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;
import org.hanse.protocol.name.Principal;

/** Carries a record through Log4j's queue; it becomes text on the other side of it, once per file. */
@AsynchronouslyFormattable
final class RequestMessage implements Message {
    private static final long serialVersionUID = 1L;

    private final transient RequestRecord request;

    // Texts that stand in both files, made for the first of them, by the thread that writes both.
    private transient Optional<String> client = Optional.empty();
    private transient Optional<String> service = Optional.empty();
    private transient String address = "";

    RequestMessage(RequestRecord request) {
        this.request = request;
    }

    /** As RFC 1964 §2.1.1 writes it, not yet made fit for a log. */
    Optional<String> client() {
        if (client.isEmpty()) {
            client = request.client().map(Principal::toString);
        }
        return client;
    }

    /** Likewise. */
    Optional<String> service() {
        if (service.isEmpty()) {
            service = request.service().map(Principal::toString);
        }
        return service;
    }

    String address() {
        if (address.isEmpty()) {
            address = request.origin().address().getAddress().getHostAddress();
        }
        return address;
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
