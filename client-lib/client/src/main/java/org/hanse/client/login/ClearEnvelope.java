package org.hanse.client.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;

/** No envelope: the messages of RFC 4120 §3.1, with the encrypted timestamp of §5.2.7.2 as proof. */
record ClearEnvelope(SecureRandom random) implements Envelope {
    @Override
    public KdcRequest request(List<PaData> padata, KdcRequestBody body, Instant now) {
        return new KdcRequest(MessageType.AS_REQ, padata, body, KerberosCodec.encodeBody(body));
    }

    @Override
    public Reply reply(KdcReply reply, Nonce nonce) {
        return new Reply(reply.padata(), Optional.empty());
    }

    /** Only the demand for a proof has METHOD-DATA that we read; what other errors carry is theirs. */
    @Override
    public Refusal refusal(KrbError error, Nonce nonce) throws KdcFailure {
        boolean demand = error.code() == WireCode.KDC_ERR_PREAUTH_REQUIRED.number();
        if (!demand || error.data().isEmpty()) {
            return new Refusal(error, List.of());
        }
        try {
            return new Refusal(
                    error, KerberosCodec.decodeMethodData(error.data().get().toByteArray()));
        } catch (DecodeFault fault) {
            throw new KdcFailure(
                    Kind.REPLY_NOT_TRUSTED,
                    "the KDC's demand for a proof cannot be read (" + fault.getMessage()
                            + "); check what listens on its port");
        }
    }

    @Override
    public int proofType() {
        return PaType.ENC_TIMESTAMP;
    }

    @Override
    public String proofName() {
        return "encrypted timestamp";
    }

    @Override
    public PaData proof(ProtocolKey longTerm, KerberosTime now) {
        byte[] sealed = longTerm.seal(KeyUsage.PA_ENC_TIMESTAMP, KerberosCodec.encodePaEncTsEnc(now), random);
        EncryptedData data = new EncryptedData(longTerm.etype(), Optional.empty(), Octets.wrap(sealed));
        return new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(KerberosCodec.encode(data)));
    }

    @Override
    public ProtocolKey replyKey(Reply reply, ProtocolKey longTerm) {
        return longTerm;
    }

    /** The reply opens under the client's key: that is all the answer there is. */
    @Override
    public void judgeAnswer(Reply reply, ProtocolKey longTerm) {}
}
