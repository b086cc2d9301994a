package org.hanse.protocol.gss;

import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;

/**
 * What both sides agreed on when a context was established, RFC 4121 §2 and §4.2.1.
 *
 * @param sessionKey the ticket's
 * @param initiatorSubkey from the authenticator
 * @param acceptorSubkey from the AP-REP
 * @param initiatorSequence the first number of the initiator's messages, UInt32
 * @param acceptorSequence the first number of the acceptor's messages, UInt32
 */
public record Establishment(
        GssFlags flags,
        ProtocolKey sessionKey,
        Optional<ProtocolKey> initiatorSubkey,
        Optional<ProtocolKey> acceptorSubkey,
        long initiatorSequence,
        long acceptorSequence) {

    /** RFC 4121 §2: the acceptor's subkey, else the initiator's, else the session key. */
    ProtocolKey baseKey() {
        return acceptorSubkey.or(() -> initiatorSubkey).orElse(sessionKey);
    }
}
