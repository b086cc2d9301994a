package org.hanse.kdc.preauth;

import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.Octets;

/**
 * What earlier rounds left with the client, RFC 6113 §5.2. A cookie that is not ours, or another client's, is as good as none.
 *
 * @param state of the mechanism that goes on; empty at the beginning
 * @param tooLate whether it has taken longer than a conversation may
 */
public record Conversation(Optional<Octets> state, boolean tooLate) {
    static final Conversation NONE = new Conversation(Optional.empty(), false);

    /**
     * The state that this round cannot do without.
     *
     * @throws Refusal PREAUTH_TOO_LATE; {@code missing} if there is none
     */
    public Octets required(Reason missing) throws Refusal {
        if (tooLate) {
            throw new Refusal(Reason.PREAUTH_TOO_LATE);
        }
        return state.orElseThrow(() -> new Refusal(missing));
    }
}
