package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.Nonce;

/** What PA-FX-FAST holds, RFC 6113 §5.4: from Kerby's sequences to records and back. */
final class FastMessages {
    private FastMessages() {}

    static FastArmoredRequest armoredRequest(Seq in) {
        Optional<FastArmor> armor = in.maybe(0, KerbyTypes.FastArmor.class)
                .map(seq -> new FastArmor(seq.int32(0), Octets.wrap(seq.octets(1))));
        return new FastArmoredRequest(armor, Parts.checksum(in, 1), Parts.encryptedData(in, 2));
    }

    static Seq seq(FastArmoredRequest request) {
        Seq seq = new Seq(Grammar.FAST_ARMORED_REQ.fields());
        request.armor()
                .ifPresent(armor -> seq.put(
                        0,
                        new KerbyTypes.FastArmor()
                                .putInt(0, armor.type())
                                .putOctets(1, armor.value().toByteArray())));
        return seq.put(1, Parts.seq(request.checksum())).put(2, Parts.seq(request.sealed()));
    }

    static FastRequest request(Seq in) {
        KerbyTypes.KdcReqBody body = in.child(2, KerbyTypes.KdcReqBody.class);
        return new FastRequest(
                new FastOptions(in.flags(0)),
                Parts.padata(in.elements(1, KerbyTypes.MethodData.class)),
                KdcMessages.body(body),
                body.received());
    }

    static Seq seq(FastRequest request) {
        return new Seq(Grammar.FAST_REQ)
                .putFlags(0, request.options().bits())
                .put(1, Parts.methodData(request.padata()))
                .put(2, new KerbyTypes.Verbatim(request.bodyOctets()));
    }

    static Seq armoredReply(EncryptedData sealed) {
        return new Seq(Grammar.FAST_ARMORED_REP.fields()).put(0, Parts.seq(sealed));
    }

    static FastResponse response(Seq in) {
        return new FastResponse(
                Parts.padata(in.elements(0, KerbyTypes.MethodData.class)),
                Parts.maybeKey(in, 1),
                in.maybe(2, KerbyTypes.FastFinished.class).map(FastMessages::finished),
                new Nonce(in.uint32(3)));
    }

    static Seq seq(FastResponse response) {
        // The list is written even when it is empty: unlike RFC 4120's, this field is not optional.
        Seq seq = new Seq(Grammar.FAST_RESPONSE).put(0, Parts.methodData(response.padata()));
        response.strengthenKey().ifPresent(key -> seq.put(1, Parts.seq(key)));
        response.finished().ifPresent(finished -> seq.put(2, seq(finished)));
        return seq.putInt(3, response.nonce().value());
    }

    private static FastFinished finished(Seq in) {
        return new FastFinished(Parts.time(in, 0, 1), Parts.realm(in, 2), Parts.name(in, 3), Parts.checksum(in, 4));
    }

    private static Seq seq(FastFinished finished) {
        Seq seq = new KerbyTypes.FastFinished();
        Parts.putTime(seq, 0, 1, finished.time());
        return seq.putText(2, finished.clientRealm().value())
                .put(3, Parts.seq(finished.clientName()))
                .put(4, Parts.seq(finished.ticketChecksum()));
    }
}
