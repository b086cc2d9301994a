package org.hanse.kdc.audit;

import java.util.List;
import org.hanse.protocol.wire.PaData;

/**
 * A step of an exchange says no. Carries the named reason and, for the log alone, a detail; no stack trace, since peers cause
 * these at will. Caught in one place per exchange and turned into a value there.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<PaData> methodData;

    public Refusal(Reason reason) {
        this(reason, reason.name());
    }

    /**
     * @param detail for the log only
     */
    public Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.methodData = List.of();
    }

    private Refusal(Reason reason, String detail, List<PaData> methodData) {
        super(detail, null, false, false);
        this.reason = reason;
        this.methodData = List.copyOf(methodData);
    }

    /** The same refusal with what helps the client to try again: METHOD-DATA, RFC 4120 §5.9.1. */
    public Refusal with(List<PaData> hints) {
        return new Refusal(reason, getMessage(), hints);
    }

    /** The same refusal with a word for the log. */
    public Refusal noting(String detail) {
        return new Refusal(reason, detail, methodData);
    }

    public Reason reason() {
        return reason;
    }

    /** Empty for a refusal that no second try could mend. */
    public List<PaData> methodData() {
        return methodData;
    }

    /** What is wrong, for the log. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
