package org.hanse.protocol.wire;

import org.hanse.protocol.name.Nonce;

/** What PA-FX-FAST holds, RFC 6113 §5.4: from sequences to records and back. */
final class FastMessages {
    private FastMessages() {}

    static FastArmoredRequest armoredRequest(Sequence in) {
        return new FastArmoredRequest(
                in.maybe(0, FastMessages::armor), Parts.checksum(in.child(1)), Parts.encryptedData(in.child(2)));
    }

    static void write(DerBuffer out, FastArmoredRequest request) {
        out.putIfPresent(0, request.armor(), FastMessages::write)
                .put(1, request.checksum(), Parts::write)
                .put(2, request.sealed(), Parts::write);
    }

    private static FastArmor armor(Sequence in) {
        return new FastArmor(in.int32(0), in.slice(1));
    }

    private static void write(DerBuffer out, FastArmor armor) {
        out.putInt(0, armor.type()).putOctets(1, armor.value());
    }

    static FastRequest request(Sequence in) {
        FastOptions options = new FastOptions(in.flags(0));
        Sequence body = in.child(2);
        return new FastRequest(options, in.list(1, Parts::padata), KdcMessages.body(body), body.received());
    }

    static void write(DerBuffer out, FastRequest request) {
        out.putFlags(0, request.options().bits())
                .putList(1, request.padata(), Parts::write)
                .putDer(2, request.bodyOctets());
    }

    static EncryptedData armoredReply(Sequence in) {
        return Parts.encryptedData(in.child(0));
    }

    static void writeArmoredReply(DerBuffer out, EncryptedData sealed) {
        out.put(0, sealed, Parts::write);
    }

    static FastResponse response(Sequence in) {
        return new FastResponse(
                in.list(0, Parts::padata),
                in.maybe(1, Parts::key),
                in.maybe(2, FastMessages::finished),
                new Nonce(in.uint32(3)));
    }

    static void write(DerBuffer out, FastResponse response) {
        // The list is written even when it is empty: unlike RFC 4120's, this field is not optional.
        out.putList(0, response.padata(), Parts::write)
                .putIfPresent(1, response.strengthenKey(), Parts::write)
                .putIfPresent(2, response.finished(), FastMessages::write)
                .putInt(3, response.nonce().value());
    }

    private static FastFinished finished(Sequence in) {
        return new FastFinished(
                Parts.time(in, 0, 1), Parts.realm(in, 2), Parts.name(in.child(3)), Parts.checksum(in.child(4)));
    }

    private static void write(DerBuffer out, FastFinished finished) {
        out.putTime(0, finished.time().seconds())
                .putInt(1, finished.time().micros())
                .putText(2, finished.clientRealm().value())
                .put(3, finished.clientName(), Parts::write)
                .put(4, finished.ticketChecksum(), Parts::write);
    }
}
