package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;

/** Messages between clients and KDCs, RFC 4120 §5.4 and §5.9: from Kerby's sequences to records and back. */
final class KdcMessages {
    private static final int PVNO = 5;

    private KdcMessages() {}

    static KdcRequest request(MessageType type, Seq in) {
        KerbyTypes.KdcReqBody body = in.child(4, KerbyTypes.KdcReqBody.class);
        List<PaData> padata = Parts.padata(in.elements(3, KerbyTypes.MethodData.class));
        return new KdcRequest(type, padata, body(body), body.received());
    }

    static KdcRequestBody body(Seq in) {
        List<EncType> etypes = new ArrayList<>();
        for (Asn1Integer one : in.elements(8, KerbyTypes.Integers.class)) {
            etypes.add(new EncType(one.getValue().intValue()));
        }
        List<Ticket> tickets = new ArrayList<>();
        for (KerbyTypes.Ticket one : in.elements(11, KerbyTypes.Tickets.class)) {
            tickets.add(TicketMessages.ticket(one));
        }
        return new KdcRequestBody(
                new KdcOptions(in.flags(0)),
                Parts.maybeName(in, 1),
                Parts.realm(in, 2),
                Parts.maybeName(in, 3),
                in.maybeTime(4),
                in.time(5),
                in.maybeTime(6),
                new Nonce(in.uint32(7)),
                etypes,
                Parts.addresses(in, 9),
                in.has(10) ? Optional.of(Parts.encryptedData(in, 10)) : Optional.empty(),
                tickets);
    }

    static Seq seq(KdcRequest request) {
        Seq seq = new Seq((request.type() == MessageType.AS_REQ ? Grammar.AS_REQ : Grammar.TGS_REQ).fields());
        seq.putInt(1, PVNO).putInt(2, request.type().number());
        Parts.putPadata(seq, 3, request.padata());
        // The octets and not the record: a checksum has been made over them.
        return seq.put(4, new KerbyTypes.Verbatim(request.bodyOctets()));
    }

    static Seq seq(KdcRequestBody body) {
        Seq seq = new KerbyTypes.KdcReqBody().putFlags(0, body.options().bits());
        body.client().ifPresent(client -> seq.put(1, Parts.seq(client)));
        seq.putText(2, body.realm().value());
        body.service().ifPresent(service -> seq.put(3, Parts.seq(service)));
        seq.putTime(4, body.from()).putTime(5, body.till()).putTime(6, body.renewTill());
        seq.putInt(7, body.nonce().value());
        KerbyTypes.Integers etypes = new KerbyTypes.Integers();
        for (EncType one : body.etypes()) {
            etypes.add(new Asn1Integer(one.value()));
        }
        seq.put(8, etypes);
        Parts.putAddresses(seq, 9, body.addresses());
        body.encryptedAuthorizationData().ifPresent(data -> seq.put(10, Parts.seq(data)));
        if (!body.additionalTickets().isEmpty()) {
            seq.put(11, TicketMessages.list(body.additionalTickets()));
        }
        return seq;
    }

    static KdcReply reply(MessageType type, Seq in) {
        return new KdcReply(
                type,
                Parts.padata(in.elements(2, KerbyTypes.MethodData.class)),
                Parts.realm(in, 3),
                Parts.name(in, 4),
                TicketMessages.ticket(in.child(5, KerbyTypes.Ticket.class)),
                Parts.encryptedData(in, 6));
    }

    static Seq seq(KdcReply reply) {
        Seq seq = new Seq((reply.type() == MessageType.AS_REP ? Grammar.AS_REP : Grammar.TGS_REP).fields());
        seq.putInt(0, PVNO).putInt(1, reply.type().number());
        Parts.putPadata(seq, 2, reply.padata());
        return seq.putText(3, reply.clientRealm().value())
                .put(4, Parts.seq(reply.clientName()))
                .put(5, new KerbyTypes.Verbatim(reply.ticket().encoded()))
                .put(6, Parts.seq(reply.sealed()));
    }

    static EncKdcReplyPart encReplyPart(Seq in) {
        List<LastReq> lastReq = new ArrayList<>();
        for (Seq one : in.elements(1, KerbyTypes.LastReq.class)) {
            lastReq.add(new LastReq(one.int32(0), one.time(1)));
        }
        return new EncKdcReplyPart(
                Parts.key(in, 0),
                lastReq,
                new Nonce(in.uint32(2)),
                in.maybeTime(3),
                new TicketFlags(in.flags(4)),
                in.time(5),
                in.maybeTime(6),
                in.time(7),
                in.maybeTime(8),
                Parts.realm(in, 9),
                Parts.name(in, 10),
                Parts.addresses(in, 11),
                Parts.padata(in.elements(12, KerbyTypes.MethodData.class)));
    }

    static Seq seq(Shape.Fields shape, EncKdcReplyPart part) {
        KerbyTypes.LastReq lastReq = new KerbyTypes.LastReq();
        for (LastReq one : part.lastReq()) {
            KerbyTypes.LastReqEntry entry = new KerbyTypes.LastReqEntry();
            entry.putInt(0, one.type()).putTime(1, one.value());
            lastReq.add(entry);
        }
        Seq seq = new Seq(shape)
                .put(0, Parts.seq(part.key()))
                .put(1, lastReq)
                .putInt(2, part.nonce().value())
                .putTime(3, part.keyExpiration())
                .putFlags(4, part.flags().bits())
                .putTime(5, part.authTime())
                .putTime(6, part.startTime())
                .putTime(7, part.endTime())
                .putTime(8, part.renewTill())
                .putText(9, part.serviceRealm().value())
                .put(10, Parts.seq(part.service()));
        Parts.putAddresses(seq, 11, part.addresses());
        Parts.putPadata(seq, 12, part.encryptedPaData());
        return seq;
    }

    static KrbError error(Seq in) {
        // MIT sends cusec without ctime; without ctime it says nothing.
        Optional<KerberosTime> clientTime =
                in.has(2) ? Optional.of(new KerberosTime(in.time(2), in.has(3) ? in.int32(3) : 0)) : Optional.empty();
        return new KrbError(
                clientTime,
                Parts.time(in, 4, 5),
                in.int32(6),
                Parts.maybeRealm(in, 7),
                Parts.maybeName(in, 8),
                Parts.realm(in, 9),
                Parts.name(in, 10),
                in.has(11) ? Optional.of(in.text(11)) : Optional.empty(),
                in.has(12) ? Optional.of(Octets.wrap(in.octets(12))) : Optional.empty());
    }

    static Seq seq(KrbError error) {
        Seq seq = new Seq(Grammar.KRB_ERROR.fields()).putInt(0, PVNO).putInt(1, MessageType.KRB_ERROR.number());
        error.clientTime().ifPresent(time -> Parts.putTime(seq, 2, 3, time));
        Parts.putTime(seq, 4, 5, error.serverTime());
        seq.putInt(6, error.code());
        error.clientRealm().ifPresent(realm -> seq.putText(7, realm.value()));
        error.clientName().ifPresent(name -> seq.put(8, Parts.seq(name)));
        seq.putText(9, error.realm().value()).put(10, Parts.seq(error.service()));
        error.text().ifPresent(text -> seq.putText(11, text));
        error.data().ifPresent(data -> seq.putOctets(12, data.toByteArray()));
        return seq;
    }
}
