package org.hanse.client.kdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastFinished;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/** The KDC's side of one armored AS-REQ, RFC 6113 §5.4, for {@link ScriptedKdc}. */
final class ScriptedArmor {
    final ProtocolKey key;
    final KdcRequest inner;
    final ProtocolKey strengthen = ScriptedKdc.key();
    private final List<PaData> answers = new ArrayList<>();

    private ScriptedArmor(ProtocolKey key, KdcRequest inner) {
        this.key = key;
        this.inner = inner;
    }

    static Optional<ScriptedArmor> of(KdcRequest outer, ProtocolKey tgsKey) throws DecodeFault, IntegrityFault {
        Optional<PaData> fast = outer.firstPaData(PaType.FX_FAST);
        if (fast.isEmpty()) {
            return Optional.empty();
        }
        FastArmoredRequest armored =
                KerberosCodec.decodeFastArmoredRequest(fast.get().value().toByteArray());
        ApRequest apRequest = KerberosCodec.decodeApRequest(
                armored.armor().orElseThrow().value().toByteArray());
        EncTicketPart ticket = KerberosCodec.decodeEncTicketPart(
                tgsKey.open(KeyUsage.TICKET, apRequest.ticket().sealed()));
        ProtocolKey session = ProtocolKey.of(ticket.key());
        Authenticator authenticator = KerberosCodec.decodeAuthenticator(
                session.open(KeyUsage.AP_REQ_AUTHENTICATOR, apRequest.authenticator()));
        ProtocolKey key =
                KeyCombination.ARMOR.of(ProtocolKey.of(authenticator.subkey().orElseThrow()), session);
        if (!key.verify(KeyUsage.FAST_REQ_CHECKSUM, outer.bodyOctets().toByteArray(), armored.checksum())) {
            throw new AssertionError("the armor is bound to another request");
        }
        FastRequest request = KerberosCodec.decodeFastRequest(key.open(KeyUsage.FAST_ENC, armored.sealed()));
        return Optional.of(new ScriptedArmor(
                key, new KdcRequest(MessageType.AS_REQ, request.padata(), request.body(), request.bodyOctets())));
    }

    /** The client's time, if its challenge opens; the answer to it goes with the reply. */
    KerberosTime challenged(EncryptedData challenge, ProtocolKey longTerm, KerberosTime now)
            throws DecodeFault, IntegrityFault {
        KerberosTime time = KerberosCodec.decodePaEncTsEnc(
                KeyCombination.CLIENT_CHALLENGE.of(key, longTerm).open(KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, challenge));
        ProtocolKey answerKey = KeyCombination.KDC_CHALLENGE.of(key, longTerm);
        byte[] sealed = answerKey.seal(
                KeyUsage.ENCRYPTED_CHALLENGE_KDC, KerberosCodec.encodePaEncTsEnc(now), ScriptedKdc.RANDOM);
        answers.add(new PaData(
                PaType.ENCRYPTED_CHALLENGE,
                Octets.wrap(KerberosCodec.encode(
                        new EncryptedData(answerKey.etype(), Optional.empty(), Octets.wrap(sealed))))));
        return time;
    }

    byte[] around(byte[] answer, KerberosTime now, UnaryOperator<FastResponse> lie) throws DecodeFault {
        if (answer[0] == 0x7E) {
            KrbError error = KerberosCodec.decodeKrbError(answer);
            List<PaData> inside = error.data().isPresent()
                    ? new ArrayList<>(
                            KerberosCodec.decodeMethodData(error.data().get().toByteArray()))
                    : new ArrayList<>();
            KrbError bare = new KrbError(
                    error.clientTime(),
                    error.serverTime(),
                    error.code(),
                    error.clientRealm(),
                    error.clientName(),
                    error.realm(),
                    error.service(),
                    error.text(),
                    Optional.empty());
            inside.add(new PaData(PaType.FX_ERROR, Octets.wrap(KerberosCodec.encode(bare))));
            PaData armored = sealed(lie.apply(new FastResponse(
                    inside, Optional.empty(), Optional.empty(), inner.body().nonce())));
            return KerberosCodec.encode(bare.withData(Octets.wrap(KerberosCodec.encodeMethodData(List.of(armored)))));
        }
        KdcReply reply = KerberosCodec.decodeKdcReply(answer);
        FastFinished finished = new FastFinished(
                now,
                reply.clientRealm(),
                reply.clientName(),
                key.checksum(KeyUsage.FAST_FINISHED, reply.ticket().encoded().toByteArray()));
        FastResponse response = new FastResponse(
                answers,
                Optional.of(strengthen.toEncryptionKey()),
                Optional.of(finished),
                inner.body().nonce());
        return KerberosCodec.encode(new KdcReply(
                reply.type(),
                List.of(sealed(lie.apply(response))),
                reply.clientRealm(),
                reply.clientName(),
                reply.ticket(),
                reply.sealed()));
    }

    private PaData sealed(FastResponse response) {
        byte[] sealed = key.seal(KeyUsage.FAST_REP, KerberosCodec.encode(response), ScriptedKdc.RANDOM);
        return new PaData(
                PaType.FX_FAST,
                Octets.wrap(KerberosCodec.encodeFastArmoredReply(
                        new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(sealed)))));
    }
}
