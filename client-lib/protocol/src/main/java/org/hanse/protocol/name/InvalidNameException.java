package org.hanse.protocol.name;

/** A text that is no principal or realm name. The message says what is wrong with it, without the stack of a caller. */
public final class InvalidNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidNameException(String message) {
        super(message);
    }
}
