package org.hanse.realmtrust.agreement;

/** A message that is none: nothing in it counts, and its sender gets no signed answer. */
public final class MessageFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        TOO_LONG,
        NOT_UTF8,
        NOT_JSON,
        NOT_AN_AGREEMENT,
        FIELD_MISSING,
        FIELD_UNKNOWN,
        FIELD_TWICE,
        TYPE_WRONG,
        OUT_OF_RANGE,
        ENCODING_WRONG,
        LENGTH_WRONG,
        MORE_THAN_ONE_BODY,
        SIGNATURE_WRONG,
        SIGNER_NOT_SENDER,
        NOT_FOR_US
    }

    private final Kind kind;
    private final String field;

    MessageFault(Kind kind, String field) {
        super(kind + (field.isEmpty() ? "" : ": " + field), null, false, false);
        this.kind = kind;
        this.field = field;
    }

    public Kind kind() {
        return kind;
    }

    /** The name of the field of ours that is meant, never text of the sender; empty if there is none. */
    public String field() {
        return field;
    }
}
