package org.hanse.kdc.principal;

/** A change that the store does not make. The message is for people: what, and what to do about it. */
public final class StoreRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The rule that the change would break. */
    public enum Why {
        NO_SUCH_PRINCIPAL,
        /** A principal or an alias has the name. */
        NAME_IN_USE,
        /** A tombstone has the name. */
        NAME_WAS_IN_USE,
        NOT_DELETED,
        CHANGED_MEANWHILE,
        NO_SUCH_ALIAS,
        NO_SUCH_POLICY,
        POLICY_IN_USE,
        /** Without a key, with two keys of one kvno and enctype, or with a name that nobody can have. */
        NOT_A_PRINCIPAL
    }

    private final Why why;

    public StoreRefusal(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
