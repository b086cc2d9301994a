package org.hanse.realmtrust.agreement;

/**
 * What the log and the operator are told. Never a secret, never a text of the peer's.
 *
 * @param detail an epoch, a code's word or a duration; may be empty
 */
public record AgreementEvent(Kind kind, String detail) {
    public enum Kind {
        DECLARED,
        PROPOSED,
        ANSWERED,
        ACCEPTING,
        ISSUING,
        FORGOTTEN,
        /** An agreement was given up; another follows. */
        ABANDONED,
        SIMULTANEOUS_START,
        REJECTED_BY_US,
        REJECTED_BY_PEER,
        SUSPENDED,
        RESUMED,
        REMOVED,
        REVOKED,
        RESTORED,
        PEER_SUSPENDED,
        PEER_RESUMED,
        PEER_REMOVED,
        PEER_REVOKED,
        /** The peer accepts less than it did: its store was restored. */
        PEER_WENT_BACK,
        CLOCKS_DIFFER
    }
}
