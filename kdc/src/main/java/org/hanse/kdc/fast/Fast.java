package org.hanse.kdc.fast;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Enveloped;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/** Takes the request that counts out of its armor, RFC 6113 §5.4.2. What the outer request says then counts for nothing. Thread-safe. */
public final class Fast {
    private final Realm realm;
    private final OpenedTickets tickets;
    private final SecureRandom random;

    public Fast(Realm realm, OpenedTickets tickets, SecureRandom random) {
        this.realm = realm;
        this.tickets = tickets;
        this.random = random;
    }

    /**
     * An AS-REQ, armored by a ticket if it is.
     *
     * @throws Refusal FAST_MALFORMED, FAST_ARMOR_MISSING, FAST_ARMOR_UNKNOWN, FAST_CHECKSUM_UNSUITED, FAST_REQUEST_MODIFIED,
     *     FAST_NOT_OPENED, and what is wrong with an armor ticket; all of them in clear, since no armor key is agreed
     */
    public Enveloped ofAsRequest(KdcRequest outer, Instant now) throws Refusal {
        Optional<PaData> padata = outer.firstPaData(PaType.FX_FAST);
        if (padata.isEmpty()) {
            return Enveloped.inClear(outer);
        }
        FastArmoredRequest armored = armored(padata.get());
        FastArmor armor = armored.armor().orElseThrow(() -> new Refusal(Reason.FAST_ARMOR_MISSING));
        if (armor.type() != FastArmor.AP_REQUEST) {
            throw new Refusal(Reason.FAST_ARMOR_UNKNOWN, "armor type " + armor.type());
        }
        return opened(outer, armored, ArmorTicket.key(armor.value(), realm, tickets, now), outer.bodyOctets());
    }

    /**
     * A TGS-REQ, armored by its own authenticator if it is.
     *
     * @param apRequest the AP-REQ in PA-TGS-REQ, as received
     * @param header the ticket in it, opened
     * @param subkey the authenticator's
     * @throws Refusal as {@link #ofAsRequest}; FAST_ARMOR_UNKNOWN for an armor of its own
     */
    public Enveloped ofTgsRequest(KdcRequest outer, Octets apRequest, OpenedTicket header, Optional<ProtocolKey> subkey)
            throws Refusal {
        Optional<PaData> padata = outer.firstPaData(PaType.FX_FAST);
        if (padata.isEmpty()) {
            return Enveloped.inClear(outer);
        }
        FastArmoredRequest armored = armored(padata.get());
        if (armored.armor().isPresent()) {
            // §5.4.1.1: AP-REQ armor is for the AS alone; a ticket beside the header's would let one client armor for
            // another.
            throw new Refusal(Reason.FAST_ARMOR_UNKNOWN, "explicit armor in a TGS-REQ");
        }
        ProtocolKey key =
                ArmorTicket.key(header, subkey).orElseThrow(() -> new Refusal(Reason.FAST_ARMOR_MISSING, "no subkey"));
        return opened(outer, armored, key, apRequest);
    }

    private static FastArmoredRequest armored(PaData padata) throws Refusal {
        try {
            return KerberosCodec.decodeFastArmoredRequest(padata.value());
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.FAST_MALFORMED, fault.getMessage());
        }
    }

    private Enveloped opened(KdcRequest outer, FastArmoredRequest armored, ProtocolKey key, Octets bound)
            throws Refusal {
        if (!armored.checksum().type().equals(key.checksumType())) {
            throw new Refusal(
                    Reason.FAST_CHECKSUM_UNSUITED, armored.checksum().type().toString());
        }
        if (!key.verify(KeyUsage.FAST_REQ_CHECKSUM, bound.toByteArray(), armored.checksum())) {
            throw new Refusal(Reason.FAST_REQUEST_MODIFIED);
        }
        FastRequest inner;
        try {
            inner = KerberosCodec.decodeFastRequest(key.open(KeyUsage.FAST_ENC, armored.sealed()));
        } catch (IntegrityFault wrongKey) {
            throw new Refusal(Reason.FAST_NOT_OPENED);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.FAST_MALFORMED, fault.getMessage());
        }
        return new Enveloped(
                new KdcRequest(outer.type(), inner.padata(), inner.body(), inner.bodyOctets()),
                new FastEnvelope(key, inner.options(), inner.body().nonce(), random));
    }
}
