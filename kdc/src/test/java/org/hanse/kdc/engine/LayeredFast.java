package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.DerTree.field;
import static org.hanse.kdc.engine.DerTree.integer;
import static org.hanse.kdc.engine.DerTree.octets;
import static org.hanse.kdc.engine.DerTree.sequence;

import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;

/** FAST around a request, RFC 6113 §5.4.2, in two layers that are bent: KrbFastReq and PA-FX-FAST-REQUEST. */
record LayeredFast(ProtocolKey armorKey) {

    /** The armor that an AS-REQ carries: FX_FAST_ARMOR_AP_REQUEST. */
    static byte[] armor(byte[] apRequest) {
        return field(0, sequence(field(0, integer(1)), field(1, octets(apRequest))));
    }

    /**
     * @param armor none in a TGS-REQ
     * @param bound what the checksum is over
     * @return the value of PA-FX-FAST
     */
    byte[] around(Edits edits, byte[] body, byte[] armor, byte[] bound, byte[]... padata) {
        byte[] inner =
                edits.bend(sequence(field(0, LayeredTicket.flags()), field(1, sequence(padata)), field(2, body)));
        return edits.bend(field(
                0,
                sequence(
                        armor,
                        field(1, LayeredTicket.checksum(armorKey.checksum(KeyUsage.FAST_REQ_CHECKSUM, bound))),
                        field(2, LayeredTicket.sealed(armorKey, KeyUsage.FAST_ENC, inner)))));
    }
}
