package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.DerTree.application;
import static org.hanse.kdc.engine.DerTree.field;
import static org.hanse.kdc.engine.DerTree.integer;
import static org.hanse.kdc.engine.DerTree.octets;
import static org.hanse.kdc.engine.DerTree.sequence;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.Checksum;

/**
 * A TGS-REQ in layers, each bent before the next is made around it: 0 authorization data, 1 body, 2 to 4 the ticket, with FAST 5
 * and 6, and the message. Seals and checksums are right for what the layers have become.
 */
record LayeredTgs(byte[] body, LayeredTicket ticket, Optional<Extras> extras) {
    private static final byte[] NONE = {};

    /** A subkey, authorization data under it, and FAST or not. */
    record Extras(ProtocolKey subkey, byte[] authorizationData, boolean fast) {}

    byte[] make(Edits edits, Instant clientTime) {
        byte[] data = edits.bend(extras.map(Extras::authorizationData).orElse(NONE));
        byte[] asked =
                edits.bend(extras.map(some -> withAuthorizationData(some, data)).orElse(body));
        Checksum sum = ticket.session().checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, asked);
        byte[] presented = ticket.presented(
                edits, KeyUsage.TGS_REQ_AUTHENTICATOR, Optional.of(sum), clientTime, extras.map(Extras::subkey));
        byte[] fast = extras.filter(Extras::fast)
                .map(some -> padata(136, fast(some).around(edits, asked, NONE, presented)))
                .orElse(NONE);
        return edits.bend(application(
                12,
                field(1, integer(5)),
                field(2, integer(12)),
                field(3, sequence(padata(1, presented), fast)),
                field(4, asked)));
    }

    static byte[] padata(int type, byte[] value) {
        return sequence(field(1, integer(type)), field(2, octets(value)));
    }

    /** RFC 6113 §5.4.1.1: the ticket that is presented is the armor. */
    private LayeredFast fast(Extras some) {
        return new LayeredFast(KeyCombination.ARMOR.of(some.subkey(), ticket.session()));
    }

    private byte[] withAuthorizationData(Extras some, byte[] data) {
        DerTree tree = DerTree.parse(body);
        byte[] sealed = LayeredTicket.sealed(some.subkey(), KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY, data);
        tree.children.add(DerTree.parse(field(10, sealed)));
        return tree.encode();
    }
}
