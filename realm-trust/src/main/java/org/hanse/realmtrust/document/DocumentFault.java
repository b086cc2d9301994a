package org.hanse.realmtrust.document;

/** A document, a list or an introduction that cannot be believed or read. No stack trace: peers cause these at will. The message holds nothing that a peer wrote. */
public final class DocumentFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final DocumentReason reason;

    public DocumentFault(DocumentReason reason) {
        this(reason, "");
    }

    /**
     * @param where the member at fault, in this project's own words; empty if there is none
     */
    public DocumentFault(DocumentReason reason, String where) {
        super("the signed document " + reason.text() + (where.isEmpty() ? "" : ": " + where), null, false, false);
        this.reason = reason;
    }

    public DocumentReason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
