package org.hanse.protocol.gss;

/** A MIC or Wrap token that is refused. The state of the context is as before. No stack trace. */
public final class MessageFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** RFC 2743 §1.2.3's per-message statuses, under names that say what happened. */
    public enum Kind {
        /** Too short, another TOK_ID, or fields that contradict each other. */
        DEFECTIVE,
        /** Altered, or of another context, or our own token sent back. */
        BAD_MIC,
        /** Seen before. */
        DUPLICATE,
        /** So far behind that nobody can say whether it was seen before. */
        OLD,
        /** Later than the next one expected: at least one is missing. */
        GAP,
        /** Earlier than one already seen, though itself new. */
        UNSEQUENCED
    }

    private final Kind kind;

    MessageFault(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
