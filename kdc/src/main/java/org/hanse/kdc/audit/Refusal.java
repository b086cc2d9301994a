package org.hanse.kdc.audit;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * A step of an exchange says no. Carries the named reason and, for the log alone, a detail; no stack trace, since peers cause
 * these at will. Caught in one place per exchange and turned into a value there.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Optional<Octets> errorData;

    public Refusal(Reason reason) {
        this(reason, reason.name());
    }

    /**
     * @param detail for the log only
     */
    public Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.errorData = Optional.empty();
    }

    /**
     * @param errorData e-data of the KRB-ERROR, such as METHOD-DATA
     */
    public Refusal(Reason reason, Octets errorData) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.errorData = Optional.of(errorData);
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Octets> errorData() {
        return errorData;
    }

    /** What is wrong, for the log. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
