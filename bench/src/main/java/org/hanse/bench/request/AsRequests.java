package org.hanse.bench.request;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.bench.population.KeyHolder;
import org.hanse.bench.population.Population;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
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

/** AS-REQs, RFC 4120 §3.1. Thread-safe. */
public final class AsRequests {
    private static final Duration LIFE = Duration.ofHours(8);
    /** RFC 6806 §11: MIT's clients always ask for the proof of the request. */
    private static final PaData ENC_PA_REP = new PaData(PaType.REQ_ENC_PA_REP, Octets.EMPTY);

    private final SecureRandom random;
    private final Timestamps timestamps;

    public AsRequests(Clock clock, SecureRandom random) {
        this.random = random;
        this.timestamps = new Timestamps(clock);
    }

    /** Without proof. */
    public MadeRequest first(KeyHolder user) {
        return new MadeRequest(RequestKind.AS_FIRST, plain(List.of(ENC_PA_REP), body(user)), Opened::hints);
    }

    public MadeRequest withTimestamp(KeyHolder user) {
        KdcRequestBody body = body(user);
        return new MadeRequest(
                RequestKind.AS_TIMESTAMP, withTimestamp(user, body), answer -> opened(answer, user, body));
    }

    /** PA-ENC-TIMESTAMP, RFC 4120 §5.2.7.2. */
    private byte[] withTimestamp(KeyHolder user, KdcRequestBody body) {
        byte[] time = KerberosCodec.encodePaEncTsEnc(timestamps.next());
        PaData proof = new PaData(
                PaType.ENC_TIMESTAMP,
                Octets.wrap(KerberosCodec.encode(Sealed.of(user.key(), KeyUsage.PA_ENC_TIMESTAMP, time, random))));
        return plain(List.of(proof, ENC_PA_REP), body);
    }

    private static EncKdcReplyPart opened(byte[] answer, KeyHolder user, KdcRequestBody body) throws HollowReply {
        KdcReply reply = Opened.reply(answer);
        return Opened.part(reply, user.key(), KeyUsage.AS_REP, user.principal(), body);
    }

    /** Inside FAST, in the armor of a ticket that some other user, or the host, already has; RFC 6113 §5.4. */
    public MadeRequest withChallenge(KeyHolder user, Tgt armorTicket) {
        KdcRequestBody body = body(user);
        ArmoredRequest armor = ArmoredRequest.withTicket(armorTicket, timestamps.next(), random);
        ProtocolKey key = KeyCombination.CLIENT_CHALLENGE.of(armor.key(), user.key());
        byte[] time = KerberosCodec.encodePaEncTsEnc(timestamps.next());
        PaData proof = new PaData(
                PaType.ENCRYPTED_CHALLENGE,
                Octets.wrap(KerberosCodec.encode(Sealed.of(key, KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, time, random))));
        Octets outer = KerberosCodec.encodeBody(body);
        List<PaData> padata = new ArrayList<>(List.of(ENC_PA_REP));
        padata.add(0, armor.padata(List.of(proof, ENC_PA_REP), body, outer.toByteArray()));
        byte[] octets = KerberosCodec.encode(new KdcRequest(MessageType.AS_REQ, padata, body, outer));
        return new MadeRequest(RequestKind.AS_FAST, octets, answer -> {
            KdcReply reply = Opened.reply(answer);
            ProtocolKey replyKey = armor.replyKey(reply, user.key(), body);
            Opened.part(reply, replyKey, KeyUsage.AS_REP, user.principal(), body);
        });
    }

    /**
     * Gets a TGT.
     *
     * @throws HollowReply if the server refuses
     */
    public Tgt login(KeyHolder user, Kdc kdc) throws IOException, HollowReply {
        KdcRequestBody body = body(user);
        byte[] answer = kdc.answer(withTimestamp(user, body));
        EncKdcReplyPart part = opened(answer, user, body);
        return new Tgt(user.principal(), Opened.reply(answer).ticket(), ProtocolKey.of(part.key()));
    }

    Instant now() {
        return timestamps.now();
    }

    private static byte[] plain(List<PaData> padata, KdcRequestBody body) {
        return KerberosCodec.encode(new KdcRequest(MessageType.AS_REQ, padata, body, KerberosCodec.encodeBody(body)));
    }

    private KdcRequestBody body(KeyHolder user) {
        return new KdcRequestBody(
                KdcOptions.of(KdcOption.FORWARDABLE, KdcOption.RENEWABLE_OK),
                Optional.of(user.principal().name()),
                Population.REALM,
                Optional.of(PrincipalName.krbtgt(Population.REALM)),
                Optional.empty(),
                timestamps.now().plus(LIFE),
                Optional.empty(),
                new Nonce(random.nextInt() & 0x7FFF_FFFFL),
                Sealed.offered(user.key().etype()),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
