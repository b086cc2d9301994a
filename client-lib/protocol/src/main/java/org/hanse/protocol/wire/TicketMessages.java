package org.hanse.protocol.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** Tickets and what clients and services send each other, RFC 4120 §5.3 and §5.5: Kerby's sequences and records. */
final class TicketMessages {
    private static final int VNO = 5;

    private TicketMessages() {}

    static Ticket ticket(KerbyTypes.Ticket tagged) {
        Seq in = tagged.getValue();
        return new Ticket(Parts.realm(in, 1), Parts.name(in, 2), Parts.encryptedData(in, 3), tagged.received());
    }

    static Ticket newTicket(RealmName realm, PrincipalName service, EncryptedData sealed) {
        Seq seq = new Seq(Grammar.TICKET.fields())
                .putInt(0, VNO)
                .putText(1, realm.value())
                .put(2, Parts.seq(service))
                .put(3, Parts.seq(sealed));
        return new Ticket(realm, service, sealed, Octets.wrap(DerGate.encode(Grammar.TICKET.tag(), seq)));
    }

    static KerbyTypes.Verbatims list(List<Ticket> tickets) {
        KerbyTypes.Verbatims list = new KerbyTypes.Verbatims();
        for (Ticket one : tickets) {
            list.add(new KerbyTypes.Verbatim(one.encoded()));
        }
        return list;
    }

    static EncTicketPart encTicketPart(Seq in) {
        return new EncTicketPart(
                new TicketFlags(in.flags(0)),
                Parts.key(in, 1),
                Parts.realm(in, 2),
                Parts.name(in, 3),
                Parts.transited(in, 4),
                in.time(5),
                in.maybeTime(6),
                in.time(7),
                in.maybeTime(8),
                Parts.addresses(in, 9),
                Parts.authorizationData(in.elements(10, KerbyTypes.AuthorizationData.class)));
    }

    static Seq seq(EncTicketPart part) {
        Seq seq = new Seq(Grammar.ENC_TICKET_PART.fields())
                .putFlags(0, part.flags().bits())
                .put(1, Parts.seq(part.key()))
                .putText(2, part.clientRealm().value())
                .put(3, Parts.seq(part.clientName()))
                .put(4, Parts.seq(part.transited()))
                .putTime(5, part.authTime())
                .putTime(6, part.startTime())
                .putTime(7, part.endTime())
                .putTime(8, part.renewTill());
        Parts.putAddresses(seq, 9, part.addresses());
        Parts.putAuthorizationData(seq, 10, part.authorizationData());
        return seq;
    }

    static ApRequest apRequest(Seq in) {
        return new ApRequest(
                new ApOptions(in.flags(2)), ticket(in.child(3, KerbyTypes.Ticket.class)), Parts.encryptedData(in, 4));
    }

    static Seq seq(ApRequest request) {
        return new Seq(Grammar.AP_REQ.fields())
                .putInt(0, VNO)
                .putInt(1, MessageType.AP_REQ.number())
                .putFlags(2, request.options().bits())
                .put(3, new KerbyTypes.Verbatim(request.ticket().encoded()))
                .put(4, Parts.seq(request.authenticator()));
    }

    static Authenticator authenticator(Seq in) {
        return new Authenticator(
                Parts.realm(in, 1),
                Parts.name(in, 2),
                in.has(3) ? Optional.of(Parts.checksum(in, 3)) : Optional.empty(),
                Parts.time(in, 5, 4),
                Parts.maybeKey(in, 6),
                sequenceNumber(in, 7),
                Parts.authorizationData(in.elements(8, KerbyTypes.AuthorizationData.class)));
    }

    static Seq seq(Authenticator authenticator) {
        Seq seq = new Seq(Grammar.AUTHENTICATOR.fields())
                .putInt(0, VNO)
                .putText(1, authenticator.clientRealm().value())
                .put(2, Parts.seq(authenticator.clientName()));
        authenticator.checksum().ifPresent(checksum -> seq.put(3, Parts.seq(checksum)));
        Parts.putTime(seq, 5, 4, authenticator.time());
        authenticator.subkey().ifPresent(key -> seq.put(6, Parts.seq(key)));
        authenticator.sequenceNumber().ifPresent(number -> seq.putInt(7, number));
        Parts.putAuthorizationData(seq, 8, authenticator.authorizationData());
        return seq;
    }

    static Seq seq(ApReply reply) {
        return new Seq(Grammar.AP_REP.fields())
                .putInt(0, VNO)
                .putInt(1, MessageType.AP_REP.number())
                .put(2, Parts.seq(reply.sealed()));
    }

    static EncApReplyPart encApReplyPart(Seq in) {
        return new EncApReplyPart(Parts.time(in, 0, 1), Parts.maybeKey(in, 2), sequenceNumber(in, 3));
    }

    static Seq seq(EncApReplyPart part) {
        Seq seq = new Seq(Grammar.ENC_AP_REP_PART.fields());
        Parts.putTime(seq, 0, 1, part.time());
        part.subkey().ifPresent(key -> seq.put(2, Parts.seq(key)));
        part.sequenceNumber().ifPresent(number -> seq.putInt(3, number));
        return seq;
    }

    private static OptionalLong sequenceNumber(Seq in, int tag) {
        return in.has(tag) ? OptionalLong.of(in.uint32(tag)) : OptionalLong.empty();
    }
}
