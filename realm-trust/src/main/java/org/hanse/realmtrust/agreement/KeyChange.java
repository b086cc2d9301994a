package org.hanse.realmtrust.agreement;

import org.hanse.protocol.crypto.ProtocolKey;

/** What is to change in the keys of a trust, in the transaction that stores the state. In the order given. */
public sealed interface KeyChange {
    /** From now on open tickets of the peer under this key too: {@code krbtgt/THIS@PEER}. */
    record Accept(Epoch epoch, ProtocolKey key) implements KeyChange {}

    /** From now on issue tickets for the peer under this key alone: {@code krbtgt/PEER@THIS}. */
    record Issue(Epoch epoch, ProtocolKey key) implements KeyChange {}

    /** Issue no tickets for the peer. */
    record StopIssuing() implements KeyChange {}

    /** Open no ticket of the peer under the key of this epoch any more; nothing, if there is no such key. */
    record Forget(Epoch epoch) implements KeyChange {}
}
