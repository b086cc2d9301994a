package org.hanse.protocol.wire;

import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** Tickets and what clients and services send each other, RFC 4120 §5.3 and §5.5: from sequences to records and back. */
final class TicketMessages {
    private static final int VNO = 5;

    private TicketMessages() {}

    static Ticket ticket(Sequence in) {
        return new Ticket(
                Parts.realm(in, 1),
                Parts.name(in.child(2)),
                Parts.encryptedData(in.child(3)),
                Octets.copyOf(in.received()));
    }

    static Ticket newTicket(RealmName realm, PrincipalName service, EncryptedData sealed) {
        Ticket hollow = new Ticket(realm, service, sealed, Octets.EMPTY);
        return new Ticket(
                realm, service, sealed, Octets.wrap(DerBuffer.encode(Grammar.TICKET, hollow, TicketMessages::write)));
    }

    /** Anew, whatever its octets are. */
    private static void write(DerBuffer out, Ticket ticket) {
        out.putInt(0, VNO)
                .putText(1, ticket.realm().value())
                .put(2, ticket.service(), Parts::write)
                .put(3, ticket.sealed(), Parts::write);
    }

    static EncTicketPart encTicketPart(Sequence in) {
        return new EncTicketPart(
                new TicketFlags(in.flags(0)),
                Parts.key(in.child(1)),
                Parts.realm(in, 2),
                Parts.name(in.child(3)),
                Parts.transited(in.child(4)),
                in.time(5),
                in.maybeTime(6),
                in.time(7),
                in.maybeTime(8),
                in.list(9, Parts::address),
                Parts.authorizationData(in, 10));
    }

    static void write(DerBuffer out, EncTicketPart part) {
        out.putFlags(0, part.flags().bits())
                .put(1, part.key(), Parts::write)
                .putText(2, part.clientRealm().value())
                .put(3, part.clientName(), Parts::write)
                .put(4, part.transited(), Parts::write)
                .putTime(5, part.authTime())
                .putTime(6, part.startTime())
                .putTime(7, part.endTime())
                .putTime(8, part.renewTill())
                .putUnlessEmpty(9, part.addresses(), Parts::write)
                .putUnlessEmpty(10, part.authorizationData().elements(), Parts::write);
    }

    static ApRequest apRequest(Sequence in) {
        return new ApRequest(new ApOptions(in.flags(2)), ticket(in.child(3)), Parts.encryptedData(in.child(4)));
    }

    static void write(DerBuffer out, ApRequest request) {
        out.putInt(0, VNO)
                .putInt(1, MessageType.AP_REQ.number())
                .putFlags(2, request.options().bits())
                .putDer(3, request.ticket().encoded())
                .put(4, request.authenticator(), Parts::write);
    }

    static Authenticator authenticator(Sequence in) {
        return new Authenticator(
                Parts.realm(in, 1),
                Parts.name(in.child(2)),
                in.maybe(3, Parts::checksum),
                Parts.time(in, 5, 4),
                in.maybe(6, Parts::key),
                Parts.maybeUint32(in, 7),
                Parts.authorizationData(in, 8));
    }

    static void write(DerBuffer out, Authenticator authenticator) {
        out.putInt(0, VNO)
                .putText(1, authenticator.clientRealm().value())
                .put(2, authenticator.clientName(), Parts::write)
                .putIfPresent(3, authenticator.checksum(), Parts::write)
                .putInt(4, authenticator.time().micros())
                .putTime(5, authenticator.time().seconds())
                .putIfPresent(6, authenticator.subkey(), Parts::write);
        Parts.putUint32(out, 7, authenticator.sequenceNumber());
        out.putUnlessEmpty(8, authenticator.authorizationData().elements(), Parts::write);
    }

    static ApReply apReply(Sequence in) {
        return new ApReply(Parts.encryptedData(in.child(2)));
    }

    static void write(DerBuffer out, ApReply reply) {
        out.putInt(0, VNO).putInt(1, MessageType.AP_REP.number()).put(2, reply.sealed(), Parts::write);
    }

    static EncApReplyPart encApReplyPart(Sequence in) {
        return new EncApReplyPart(Parts.time(in, 0, 1), in.maybe(2, Parts::key), Parts.maybeUint32(in, 3));
    }

    static void write(DerBuffer out, EncApReplyPart part) {
        out.putTime(0, part.time().seconds())
                .putInt(1, part.time().micros())
                .putIfPresent(2, part.subkey(), Parts::write);
        Parts.putUint32(out, 3, part.sequenceNumber());
    }
}
