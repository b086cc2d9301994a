package org.hanse.kdc.preauth;

import java.util.Optional;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.Octets;

/**
 * One way in which a client proves itself, RFC 4120 §5.2.7 and RFC 6113 §2. Has no state of its own: what a later round must know of an
 * earlier one goes through the client's cookie (RFC 6113 §5.2), so that any server of the realm can go on. Thread-safe.
 */
public interface Mechanism {
    /** The type of its PA-DATA. */
    int type();

    /** What KDC_ERR_PREAUTH_REQUIRED offers it with; empty if it is not for such a request. */
    Optional<Octets> offer(Attempt attempt);

    /** Whether FAST strengthens the key of a reply that this mechanism's proof led to, RFC 6113 §5.4.3. */
    default boolean strengthensReply() {
        return true;
    }

    /**
     * Judges what the client sent.
     *
     * @param value of the first PA-DATA of its type
     * @param conversation what an earlier round left
     * @throws Refusal why it proves nothing; {@link Preauthentication} adds the hints for another try
     */
    Step verify(Octets value, Attempt attempt, Conversation conversation) throws Refusal;
}
