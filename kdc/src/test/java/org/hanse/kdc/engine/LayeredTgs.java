package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.DerTree.application;
import static org.hanse.kdc.engine.DerTree.element;
import static org.hanse.kdc.engine.DerTree.field;
import static org.hanse.kdc.engine.DerTree.integer;
import static org.hanse.kdc.engine.DerTree.octets;
import static org.hanse.kdc.engine.DerTree.sequence;
import static org.hanse.kdc.engine.DerTree.time;
import static org.hanse.kdc.engine.TestRealm.RANDOM;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.Checksum;

/**
 * A TGS-REQ in layers, each bent before the next is made around it: 0 authorization data, 1 body, 2 ticket content, 3
 * authenticator, 4 AP-REQ, 5 message. Seals and checksums are right for what the layers have become.
 */
record LayeredTgs(
        byte[] body, byte[] content, ProtocolKey ticketKey, ProtocolKey session, Names names, Optional<Extras> extras) {

    /** Pieces of DER that stay as they are. */
    record Names(byte[] issuer, byte[] ticketService, byte[] clientRealm, byte[] client) {}

    /** A subkey, and authorization data under it. */
    record Extras(ProtocolKey subkey, byte[] authorizationData) {}

    byte[] make(Edits edits, Instant time) {
        byte[] data = edits.bend(extras.map(Extras::authorizationData).orElse(new byte[0]));
        byte[] asked = edits.bend(extras.isPresent() ? withAuthorizationData(data) : body);
        byte[] ticket = application(
                1,
                field(0, integer(5)),
                field(1, names.issuer),
                field(2, names.ticketService),
                field(3, sealed(ticketKey, KeyUsage.TICKET, edits.bend(content))));
        byte[] apReq = application(
                14,
                field(0, integer(5)),
                field(1, integer(14)),
                field(2, element(0x03, new byte[5])),
                field(3, ticket),
                field(4, sealed(session, KeyUsage.TGS_REQ_AUTHENTICATOR, edits.bend(authenticator(asked, time)))));
        byte[] padata = sequence(sequence(field(1, integer(1)), field(2, octets(edits.bend(apReq)))));
        return edits.bend(application(
                12, field(1, integer(5)), field(2, integer(12)), field(3, padata), field(4, asked)));
    }

    private byte[] authenticator(byte[] asked, Instant time) {
        Checksum sum = session.checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, asked);
        byte[] subkey = extras.map(some -> field(6, key(some.subkey()))).orElse(new byte[0]);
        return application(
                2,
                field(0, integer(5)),
                field(1, names.clientRealm),
                field(2, names.client),
                field(
                        3,
                        sequence(
                                field(0, integer(sum.type().value())),
                                field(1, octets(sum.value().toByteArray())))),
                field(4, integer(7)),
                field(5, time(time)),
                subkey);
    }

    private byte[] withAuthorizationData(byte[] data) {
        DerTree tree = DerTree.parse(body);
        ProtocolKey subkey = extras.orElseThrow().subkey();
        tree.children.add(DerTree.parse(field(10, sealed(subkey, KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY, data))));
        return tree.encode();
    }

    private static byte[] key(ProtocolKey key) {
        return sequence(
                field(0, integer(key.etype().value())),
                field(1, octets(key.toEncryptionKey().secret().reveal())));
    }

    static byte[] sealed(ProtocolKey key, KeyUsage usage, byte[] plain) {
        return sequence(
                field(0, integer(key.etype().value())), field(2, octets(key.seal(usage, plain, RANDOM))));
    }
}
