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

/** A ticket that is presented, in three layers that are bent: its content, the authenticator, the AP-REQ. */
record LayeredTicket(byte[] content, ProtocolKey ticketKey, ProtocolKey session, Names names) {
    private static final byte[] NONE = {};

    /** Pieces of DER that stay as they are. */
    record Names(byte[] issuer, byte[] service, byte[] clientRealm, byte[] client) {}

    byte[] presented(
            Edits edits, KeyUsage usage, Optional<Checksum> sum, Instant clientTime, Optional<ProtocolKey> subkey) {
        byte[] ticket = application(
                1,
                field(0, integer(5)),
                field(1, names.issuer),
                field(2, names.service),
                field(3, sealed(ticketKey, KeyUsage.TICKET, edits.bend(content))));
        byte[] authenticator = application(
                2,
                field(0, integer(5)),
                field(1, names.clientRealm),
                field(2, names.client),
                sum.map(some -> field(3, checksum(some))).orElse(NONE),
                field(4, integer(7)),
                field(5, time(clientTime)),
                subkey.map(some -> field(6, key(some))).orElse(NONE));
        return edits.bend(application(
                14,
                field(0, integer(5)),
                field(1, integer(14)),
                field(2, flags()),
                field(3, ticket),
                field(4, sealed(session, usage, edits.bend(authenticator)))));
    }

    /** KerberosFlags of which none is set. */
    static byte[] flags() {
        return element(0x03, new byte[5]);
    }

    static byte[] checksum(Checksum sum) {
        return sequence(
                field(0, integer(sum.type().value())),
                field(1, octets(sum.value().toByteArray())));
    }

    private static byte[] key(ProtocolKey key) {
        return sequence(
                field(0, integer(key.etype().value())),
                field(1, octets(key.toEncryptionKey().secret().reveal())));
    }

    static byte[] sealed(ProtocolKey key, KeyUsage usage, byte[] plain) {
        return sequence(field(0, integer(key.etype().value())), field(2, octets(key.seal(usage, plain, RANDOM))));
    }
}
