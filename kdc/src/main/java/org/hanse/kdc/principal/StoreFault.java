package org.hanse.kdc.principal;

/** The store cannot be opened, read or written. The message is for people: what, and what to do about it. */
public final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFault(String message) {
        super(message);
    }

    public StoreFault(String message, Throwable cause) {
        super(message, cause);
    }
}
