package org.hanse.kdc.preauth;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;

/** What a round of a {@link Mechanism} comes to, when it is not refused. */
public sealed interface Step {
    /**
     * The client is who it says.
     *
     * @param reply PA-DATA for the AS-REP
     * @param replyKey replaces the client's long-term key, RFC 6113 §4
     */
    record Proven(List<PaData> reply, Optional<ProtocolKey> replyKey) implements Step {
        public Proven {
            reply = List.copyOf(reply);
        }

        static Proven plainly() {
            return new Proven(List.of(), Optional.empty());
        }
    }

    /**
     * It is the client's turn again: KDC_ERR_MORE_PREAUTH_DATA_REQUIRED.
     *
     * @param challenge the value of the next PA-DATA of this mechanism
     * @param state what the next round must know; the client carries it, and cannot read it
     */
    record GoesOn(Octets challenge, Octets state) implements Step {}
}
