package org.hanse.realmtrust.transited;

/** A transited field that cannot be read so that nothing is skipped. No stack trace: peers cause these at will. */
public final class TransitedFault extends Exception {
    private static final long serialVersionUID = 1L;

    public TransitedFault(String message) {
        super(message, null, false, false);
    }

    /** What is wrong, for the log. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
