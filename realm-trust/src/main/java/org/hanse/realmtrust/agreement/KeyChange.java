package org.hanse.realmtrust.agreement;

import java.util.List;
import org.hanse.protocol.crypto.ProtocolKey;

/** What is to change in the keys of a trust, in the transaction that stores the state. In the order given. */
public sealed interface KeyChange {
    /**
     * From now on open tickets of the peer under these keys too: {@code krbtgt/THIS@PEER}.
     *
     * @param keys one for each enctype, the strongest first
     */
    record Accept(Epoch epoch, List<ProtocolKey> keys) implements KeyChange {
        public Accept {
            keys = List.copyOf(keys);
        }
    }

    /**
     * From now on issue tickets for the peer under these keys alone: {@code krbtgt/PEER@THIS}.
     *
     * @param keys one for each enctype, the strongest first
     */
    record Issue(Epoch epoch, List<ProtocolKey> keys) implements KeyChange {
        public Issue {
            keys = List.copyOf(keys);
        }
    }

    /** Issue no tickets for the peer. */
    record StopIssuing() implements KeyChange {}

    /** Open no ticket of the peer under the keys of this epoch any more; nothing, if there are none. */
    record Forget(Epoch epoch) implements KeyChange {}
}
