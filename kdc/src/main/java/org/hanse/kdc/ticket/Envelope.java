package org.hanse.kdc.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.Ticket;

/** How a request came and so how its answer goes: in clear, or inside FAST (RFC 6113 §5.4). Thread-safe. */
public interface Envelope {
    /** As RFC 4120 knows it. */
    Envelope CLEAR = new Clear();

    /**
     * Whether we understand how it came.
     *
     * @throws Refusal FAST_OPTION_UNKNOWN; it goes back in this envelope
     */
    void check() throws Refusal;

    /** The key that client and KDC share for this exchange, besides the client's own; empty in clear. */
    Optional<ProtocolKey> armorKey();

    /**
     * What of a reply is for all to see, and what seals the rest.
     *
     * @param padata of the reply
     * @param client who was authenticated
     * @param replyKey of the exchange
     * @param strengthen whether an envelope that can make the reply key stronger does
     */
    Reply reply(
            List<PaData> padata,
            Principal client,
            Ticket ticket,
            ProtocolKey replyKey,
            boolean strengthen,
            Instant now);

    /**
     * A refusal with what helps the client to try again.
     *
     * @param error without e-data
     * @param methodData may be empty
     */
    KrbError error(KrbError error, List<PaData> methodData);

    /**
     * The outside of a reply.
     *
     * @param client as the reply names it
     * @param key seals the reply's part
     */
    record Reply(List<PaData> padata, Principal client, ProtocolKey key) {
        public Reply {
            padata = List.copyOf(padata);
        }
    }

    /** Everything as it is. */
    final class Clear implements Envelope {
        private Clear() {}

        @Override
        public void check() {}

        @Override
        public Optional<ProtocolKey> armorKey() {
            return Optional.empty();
        }

        @Override
        public Reply reply(
                List<PaData> padata,
                Principal client,
                Ticket ticket,
                ProtocolKey replyKey,
                boolean strengthen,
                Instant now) {
            return new Reply(padata, client, replyKey);
        }

        /** RFC 4120 §5.9.1: e-data is METHOD-DATA, or absent. */
        @Override
        public KrbError error(KrbError error, List<PaData> methodData) {
            return methodData.isEmpty()
                    ? error
                    : error.withData(Octets.wrap(KerberosCodec.encodeMethodData(methodData)));
        }
    }
}
