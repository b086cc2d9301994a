package org.hanse.bench.request;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/** The client's side of one request inside FAST, RFC 6113 §5.4. */
final class ArmoredRequest {
    private final Optional<FastArmor> carried;
    private final ProtocolKey key;
    private final SecureRandom random;

    private ArmoredRequest(Optional<FastArmor> carried, ProtocolKey key, SecureRandom random) {
        this.carried = carried;
        this.key = key;
        this.random = random;
    }

    /** For an AS-REQ, which brings a ticket for the purpose (§5.4.1.1). */
    static ArmoredRequest withTicket(Tgt tgt, KerberosTime time, SecureRandom random) {
        ProtocolKey subkey = ProtocolKey.random(tgt.sessionKey().etype(), random);
        Authenticator authenticator = new Authenticator(
                tgt.client().realm(),
                tgt.client().name(),
                Optional.empty(),
                time,
                Optional.of(subkey.toEncryptionKey()),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        ApRequest request = new ApRequest(
                ApOptions.NONE,
                tgt.ticket(),
                Sealed.of(
                        tgt.sessionKey(), KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), random));
        FastArmor carried = new FastArmor(FastArmor.AP_REQUEST, Octets.wrap(KerberosCodec.encode(request)));
        return new ArmoredRequest(Optional.of(carried), KeyCombination.ARMOR.of(subkey, tgt.sessionKey()), random);
    }

    /** For a TGS-REQ, whose own ticket and subkey are the armor (§5.4.2). */
    static ArmoredRequest withSubkey(ProtocolKey subkey, ProtocolKey sessionKey, SecureRandom random) {
        return new ArmoredRequest(Optional.empty(), KeyCombination.ARMOR.of(subkey, sessionKey), random);
    }

    ProtocolKey key() {
        return key;
    }

    /**
     * PA-FX-FAST.
     *
     * @param bound what the checksum ties it to: the outer body of an AS-REQ, the AP-REQ of a TGS-REQ
     */
    PaData padata(List<PaData> inner, KdcRequestBody body, byte[] bound) {
        FastRequest request = new FastRequest(FastOptions.NONE, inner, body, KerberosCodec.encodeBody(body));
        FastArmoredRequest armored = new FastArmoredRequest(
                carried,
                key.checksum(KeyUsage.FAST_REQ_CHECKSUM, bound),
                Sealed.of(key, KeyUsage.FAST_ENC, KerberosCodec.encode(request), random));
        return new PaData(PaType.FX_FAST, Octets.wrap(KerberosCodec.encode(armored)));
    }

    /** What the reply is sealed under (§5.4.3), told under the armor key. */
    ProtocolKey replyKey(KdcReply reply, ProtocolKey plain, KdcRequestBody body) throws HollowReply {
        PaData sealed = reply.padata().stream()
                .filter(one -> one.type() == PaType.FX_FAST)
                .findFirst()
                .orElseThrow(() -> new HollowReply("the reply is not inside FAST"));
        try {
            FastResponse response = KerberosCodec.decodeFastResponse(key.open(
                    KeyUsage.FAST_REP,
                    KerberosCodec.decodeFastArmoredReply(sealed.value().toByteArray())));
            if (!response.nonce().equals(body.nonce()) || response.finished().isEmpty()) {
                throw new HollowReply("the FAST response is not for this request");
            }
            ProtocolKey strengthen = ProtocolKey.of(response.strengthenKey()
                    .orElseThrow(() -> new HollowReply("the FAST response has no strengthen-key")));
            return KeyCombination.STRENGTHENED_REPLY.of(strengthen, plain);
        } catch (IntegrityFault | DecodeFault fault) {
            throw new HollowReply("the FAST response does not open", fault);
        }
    }
}
