package org.hanse.bench.request;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.bench.population.KeyHolder;
import org.hanse.bench.population.Population;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/** TGS-REQs, RFC 4120 §3.3. Thread-safe. */
final class TgsRequests {
    private static final Duration LIFE = Duration.ofHours(8);

    private final SecureRandom random;
    private final Timestamps timestamps;

    TgsRequests(Clock clock, SecureRandom random) {
        this.random = random;
        this.timestamps = new Timestamps(clock);
    }

    /** As the JDK's: the reply comes under the session key. */
    MadeRequest plain(RequestKind kind, Tgt tgt, KeyHolder service) {
        KdcRequestBody body = body(service, KdcOptions.of(KdcOption.FORWARDABLE));
        Octets octets = KerberosCodec.encodeBody(body);
        byte[] apRequest = apRequest(tgt, octets, Optional.empty());
        PaData header = new PaData(PaType.TGS_REQ, Octets.wrap(apRequest));
        byte[] message = KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, List.of(header), body, octets));
        return new MadeRequest(kind, message, answer -> {
            KdcReply reply = Opened.reply(answer);
            EncKdcReplyPart part =
                    Opened.part(reply, tgt.sessionKey(), KeyUsage.TGS_REP_SESSION_KEY, tgt.client(), body);
            Opened.ticket(reply, part, service, tgt.client());
        });
    }

    /** As MIT's: the reply comes under the strengthened subkey. */
    MadeRequest inFast(RequestKind kind, Tgt tgt, KeyHolder service) {
        KdcRequestBody body = body(service, KdcOptions.of(KdcOption.FORWARDABLE, KdcOption.CANONICALIZE));
        Octets octets = KerberosCodec.encodeBody(body);
        ProtocolKey subkey = ProtocolKey.random(tgt.sessionKey().etype(), random);
        byte[] apRequest = apRequest(tgt, octets, Optional.of(subkey));
        ArmoredRequest armor = ArmoredRequest.withSubkey(subkey, tgt.sessionKey(), random);
        List<PaData> padata =
                List.of(new PaData(PaType.TGS_REQ, Octets.copyOf(apRequest)), armor.padata(List.of(), body, apRequest));
        byte[] message = KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, padata, body, octets));
        return new MadeRequest(kind, message, answer -> {
            KdcReply reply = Opened.reply(answer);
            ProtocolKey replyKey = armor.replyKey(reply, subkey, body);
            EncKdcReplyPart part = Opened.part(reply, replyKey, KeyUsage.TGS_REP_SUBKEY, tgt.client(), body);
            Opened.ticket(reply, part, service, tgt.client());
        });
    }

    private byte[] apRequest(Tgt tgt, Octets body, Optional<ProtocolKey> subkey) {
        Authenticator authenticator = new Authenticator(
                tgt.client().realm(),
                tgt.client().name(),
                Optional.of(tgt.sessionKey().checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, body.toByteArray())),
                timestamps.next(),
                subkey.map(ProtocolKey::toEncryptionKey),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        return KerberosCodec.encode(new ApRequest(
                ApOptions.NONE,
                tgt.ticket(),
                Sealed.of(
                        tgt.sessionKey(),
                        KeyUsage.TGS_REQ_AUTHENTICATOR,
                        KerberosCodec.encode(authenticator),
                        random)));
    }

    private KdcRequestBody body(KeyHolder service, KdcOptions options) {
        return new KdcRequestBody(
                options,
                Optional.empty(),
                Population.REALM,
                Optional.of(service.principal().name()),
                Optional.empty(),
                timestamps.now().plus(LIFE),
                Optional.empty(),
                new Nonce(random.nextInt() & 0x7FFF_FFFFL),
                Sealed.offered(service.key().etype()),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
