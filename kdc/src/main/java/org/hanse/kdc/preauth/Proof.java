package org.hanse.kdc.preauth;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.PaData;

/**
 * That a client may have its ticket: it proved its key, or nothing was asked of it. Only {@link Preauthentication} makes one, and
 * nothing is issued without one.
 */
public final class Proof {
    static final Proof NONE_ASKED = new Proof(false, List.of(), Optional.empty(), true);

    private final boolean preauthenticated;
    private final List<PaData> reply;
    private final Optional<ProtocolKey> replyKey;
    private final boolean strengthensReply;

    private Proof(
            boolean preauthenticated, List<PaData> reply, Optional<ProtocolKey> replyKey, boolean strengthensReply) {
        this.preauthenticated = preauthenticated;
        this.reply = reply;
        this.replyKey = replyKey;
        this.strengthensReply = strengthensReply;
    }

    static Proof by(Step.Proven step, boolean strengthensReply) {
        return new Proof(true, step.reply(), step.replyKey(), strengthensReply);
    }

    /** Whether the client was proved: what the PRE-AUTHENT flag says. */
    public boolean preauthenticated() {
        return preauthenticated;
    }

    /** What the mechanism has to say in the reply. */
    public List<PaData> reply() {
        return reply;
    }

    /** What seals the reply instead of the client's long-term key. */
    public Optional<ProtocolKey> replyKey() {
        return replyKey;
    }

    /** Whether FAST strengthens the key of the reply, if the reply goes by it. */
    public boolean strengthensReply() {
        return strengthensReply;
    }
}
