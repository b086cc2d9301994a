package org.hanse.kdc.dispatch;

import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Reason;

/** Answers one message. Thread-safe; never throws for what a peer sent. */
public interface MessageHandler {
    /**
     * @param message exactly one message, without framing; not kept and not changed
     * @return the answer; empty means silence
     */
    byte[] answer(byte[] message, Origin origin);

    /**
     * Answers octets that never became a message: a length that no message has.
     *
     * @return the answer; empty means silence
     */
    default byte[] refuse(Reason reason, Origin origin) {
        return new byte[0];
    }
}
