package org.hanse.kdc.dispatch;

import org.hanse.kdc.audit.Origin;

/** Answers one message. Thread-safe; never throws for what a peer sent. */
public interface MessageHandler {
    /**
     * @param message exactly one message, without framing; not kept and not changed
     * @return the answer; empty means silence
     */
    byte[] answer(byte[] message, Origin origin);
}
