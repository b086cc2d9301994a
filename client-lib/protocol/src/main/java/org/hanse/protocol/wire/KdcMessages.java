package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;

/** Messages between clients and KDCs, RFC 4120 §5.4 and §5.9: from sequences to records and back. */
final class KdcMessages {
    private static final int PVNO = 5;

    private KdcMessages() {}

    static KdcRequest request(MessageType type, Sequence in) {
        List<PaData> padata = in.list(3, Parts::padata);
        Sequence body = in.child(4);
        return new KdcRequest(type, padata, body(body), body.received());
    }

    static KdcRequestBody body(Sequence in) {
        List<EncType> etypes = new ArrayList<>();
        for (int one : in.int32s(8)) {
            etypes.add(new EncType(one));
        }
        return new KdcRequestBody(
                new KdcOptions(in.flags(0)),
                in.maybe(1, Parts::name),
                Parts.realm(in, 2),
                in.maybe(3, Parts::name),
                in.maybeTime(4),
                in.time(5),
                in.maybeTime(6),
                new Nonce(in.uint32(7)),
                etypes,
                in.list(9, Parts::address),
                in.maybe(10, Parts::encryptedData),
                in.list(11, TicketMessages::ticket));
    }

    static void write(DerBuffer out, KdcRequest request) {
        out.putInt(1, PVNO)
                .putInt(2, request.type().number())
                .putUnlessEmpty(3, request.padata(), Parts::write)
                // The octets and not the record: a checksum has been made over them.
                .putDer(4, request.bodyOctets());
    }

    static void write(DerBuffer out, KdcRequestBody body) {
        out.putFlags(0, body.options().bits())
                .putIfPresent(1, body.client(), Parts::write)
                .putText(2, body.realm().value())
                .putIfPresent(3, body.service(), Parts::write)
                .putTime(4, body.from())
                .putTime(5, body.till())
                .putTime(6, body.renewTill())
                .putInt(7, body.nonce().value())
                .putInts(8, body.etypes().stream().map(EncType::value).toList())
                .putUnlessEmpty(9, body.addresses(), Parts::write)
                .putIfPresent(10, body.encryptedAuthorizationData(), Parts::write);
        if (!body.additionalTickets().isEmpty()) {
            out.putDers(
                    11, body.additionalTickets().stream().map(Ticket::encoded).toList());
        }
    }

    static KdcReply reply(MessageType type, Sequence in) {
        return new KdcReply(
                type,
                in.list(2, Parts::padata),
                Parts.realm(in, 3),
                Parts.name(in.child(4)),
                TicketMessages.ticket(in.child(5)),
                Parts.encryptedData(in.child(6)));
    }

    static void write(DerBuffer out, KdcReply reply) {
        out.putInt(0, PVNO)
                .putInt(1, reply.type().number())
                .putUnlessEmpty(2, reply.padata(), Parts::write)
                .putText(3, reply.clientRealm().value())
                .put(4, reply.clientName(), Parts::write)
                .putDer(5, reply.ticket().encoded())
                .put(6, reply.sealed(), Parts::write);
    }

    static EncKdcReplyPart encReplyPart(Sequence in) {
        return new EncKdcReplyPart(
                Parts.key(in.child(0)),
                in.list(1, KdcMessages::lastReq),
                new Nonce(in.uint32(2)),
                in.maybeTime(3),
                new TicketFlags(in.flags(4)),
                in.time(5),
                in.maybeTime(6),
                in.time(7),
                in.maybeTime(8),
                Parts.realm(in, 9),
                Parts.name(in.child(10)),
                in.list(11, Parts::address),
                in.list(12, Parts::padata));
    }

    static void write(DerBuffer out, EncKdcReplyPart part) {
        out.put(0, part.key(), Parts::write)
                .putList(1, part.lastReq(), KdcMessages::write)
                .putInt(2, part.nonce().value())
                .putTime(3, part.keyExpiration())
                .putFlags(4, part.flags().bits())
                .putTime(5, part.authTime())
                .putTime(6, part.startTime())
                .putTime(7, part.endTime())
                .putTime(8, part.renewTill())
                .putText(9, part.serviceRealm().value())
                .put(10, part.service(), Parts::write)
                .putUnlessEmpty(11, part.addresses(), Parts::write)
                .putUnlessEmpty(12, part.encryptedPaData(), Parts::write);
    }

    private static LastReq lastReq(Sequence in) {
        return new LastReq(in.int32(0), in.time(1));
    }

    private static void write(DerBuffer out, LastReq lastReq) {
        out.putInt(0, lastReq.type()).putTime(1, lastReq.value());
    }

    static KrbError error(Sequence in) {
        // MIT sends cusec without ctime; without ctime it says nothing.
        Optional<KerberosTime> clientTime =
                in.has(2) ? Optional.of(new KerberosTime(in.time(2), in.has(3) ? in.int32(3) : 0)) : Optional.empty();
        return new KrbError(
                clientTime,
                Parts.time(in, 4, 5),
                in.int32(6),
                in.has(7) ? Optional.of(Parts.realm(in, 7)) : Optional.empty(),
                in.maybe(8, Parts::name),
                Parts.realm(in, 9),
                Parts.name(in.child(10)),
                in.has(11) ? Optional.of(in.text(11)) : Optional.empty(),
                in.has(12) ? Optional.of(in.octets(12)) : Optional.empty());
    }

    static void write(DerBuffer out, KrbError error) {
        out.putInt(0, PVNO).putInt(1, MessageType.KRB_ERROR.number());
        error.clientTime().ifPresent(time -> out.putTime(2, time.seconds()).putInt(3, time.micros()));
        out.putTime(4, error.serverTime().seconds())
                .putInt(5, error.serverTime().micros())
                .putInt(6, error.code());
        error.clientRealm().ifPresent(realm -> out.putText(7, realm.value()));
        out.putIfPresent(8, error.clientName(), Parts::write)
                .putText(9, error.realm().value())
                .put(10, error.service(), Parts::write);
        error.text().ifPresent(text -> out.putText(11, text));
        error.data().ifPresent(data -> out.putOctets(12, data));
    }
}
