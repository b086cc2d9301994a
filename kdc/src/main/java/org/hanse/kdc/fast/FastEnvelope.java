package org.hanse.kdc.fast;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Envelope;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.WellKnown;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.FastFinished;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.Ticket;

/** The way back through FAST, RFC 6113 §5.4.3 and §5.4.4: everything that could be in clear goes under the armor key. */
final class FastEnvelope implements Envelope {
    private final ProtocolKey armorKey;
    private final FastOptions options;
    private final Nonce nonce;
    private final SecureRandom random;

    FastEnvelope(ProtocolKey armorKey, FastOptions options, Nonce nonce, SecureRandom random) {
        this.armorKey = armorKey;
        this.options = options;
        this.nonce = nonce;
        this.random = random;
    }

    @Override
    public Optional<ProtocolKey> armorKey() {
        return Optional.of(armorKey);
    }

    /** §5.4.2: what must not be ignored and is not known. */
    @Override
    public void check() throws Refusal {
        if (options.hasUnknownCritical()) {
            throw new Refusal(Reason.FAST_OPTION_UNKNOWN);
        }
    }

    /**
     * §5.4.3. A TGS must strengthen the reply key, so that nobody can take the armor off its reply, and an AS must after an encrypted
     * challenge; what does not strengthen it says why.
     */
    @Override
    public Reply reply(
            List<PaData> padata,
            Principal client,
            Ticket ticket,
            ProtocolKey replyKey,
            boolean strengthen,
            Instant now) {
        Optional<ProtocolKey> strengthenKey =
                strengthen ? Optional.of(ProtocolKey.random(replyKey.etype(), random)) : Optional.empty();
        FastFinished finished = new FastFinished(
                KerberosTime.of(now),
                client.realm(),
                client.name(),
                armorKey.checksum(KeyUsage.FAST_FINISHED, ticket.encoded().toByteArray()));
        return new Reply(
                List.of(sealed(padata, strengthenKey.map(ProtocolKey::toEncryptionKey), Optional.of(finished))),
                options.hideClientNames() ? WellKnown.ANONYMOUS : client,
                strengthenKey
                        .map(key -> KeyCombination.STRENGTHENED_REPLY.of(key, replyKey))
                        .orElse(replyKey));
    }

    /** §5.4.4: the error stands inside as well, where the client can believe it. */
    @Override
    public KrbError error(KrbError error, List<PaData> methodData) {
        KrbError shown = options.hideClientNames() ? error.withClient(WellKnown.ANONYMOUS) : error;
        List<PaData> inside = new ArrayList<>(methodData);
        inside.add(new PaData(PaType.FX_ERROR, Octets.wrap(KerberosCodec.encode(shown))));
        return shown.withData(Octets.wrap(
                KerberosCodec.encodeMethodData(List.of(sealed(inside, Optional.empty(), Optional.empty())))));
    }

    private PaData sealed(List<PaData> padata, Optional<EncryptionKey> strengthen, Optional<FastFinished> finished) {
        byte[] response = KerberosCodec.encode(new FastResponse(padata, strengthen, finished, nonce));
        EncryptedData sealed = new EncryptedData(
                armorKey.etype(), Optional.empty(), Octets.wrap(armorKey.seal(KeyUsage.FAST_REP, response, random)));
        return new PaData(PaType.FX_FAST, Octets.wrap(KerberosCodec.encodeFastArmoredReply(sealed)));
    }
}
