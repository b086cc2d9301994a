package org.hanse.kdc.fast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Faults;
import org.hanse.kdc.ticket.KeyVersions;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.realmtrust.trust.Trust;

/**
 * FX_FAST_ARMOR_AP_REQUEST, RFC 6113 §5.4.1.1: a ticket-granting ticket for this realm, of whomsoever, with a fresh subkey. It gives
 * a key and no identity. The same AP-REQ comes with every request of a conversation, so it is not held against a replay cache;
 * what it armors is.
 */
final class ArmorTicket {
    private ArmorTicket() {}

    /**
     * The armor key.
     *
     * @throws Refusal FAST_MALFORMED, ARMOR_NOT_FOR_US, ARMOR_WITHOUT_SUBKEY, SUBKEY_UNSUPPORTED, and what is wrong with any ticket
     */
    static ProtocolKey key(Octets armor, Realm realm, OpenedTickets tickets, Instant now) throws Refusal {
        ApRequest request;
        try {
            request = KerberosCodec.decodeApRequest(armor);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.FAST_MALFORMED, fault.getMessage());
        }
        Duration skew = realm.settings().clockSkew();
        try {
            OpenedTicket ticket = tickets.open(
                    request.ticket(),
                    keys(request.ticket(), realm).candidates(request.ticket().sealed()));
            Authenticator authenticator =
                    ticket.authenticate(request.authenticator(), KeyUsage.AP_REQ_AUTHENTICATOR, now, skew);
            ticket.checkTimes(now, skew, Duration.ZERO);
            return key(ticket, authenticator.subkey().map(ProtocolKey::of))
                    .orElseThrow(() -> new Refusal(Reason.ARMOR_WITHOUT_SUBKEY));
        } catch (ApFault fault) {
            throw Faults.refusal(fault);
        } catch (IllegalArgumentException unsupported) {
            throw new Refusal(Reason.SUBKEY_UNSUPPORTED, "of the armor");
        }
    }

    /** Client and KDC both contribute: the client by the subkey, the KDC by the session key. */
    static Optional<ProtocolKey> key(OpenedTicket ticket, Optional<ProtocolKey> subkey) {
        return subkey.map(key -> KeyCombination.ARMOR.of(key, ticket.sessionKey()));
    }

    /** Of our own ticket-granting service, or as a peer that our trust lets in may use it. */
    private static KeyVersions keys(Ticket ticket, Realm realm) throws Refusal {
        if (!ticket.service().equals(realm.tgsName())) {
            throw new Refusal(Reason.ARMOR_NOT_FOR_US);
        }
        if (ticket.realm().equals(realm.name())) {
            return KeyVersions.of(
                    realm.principals().find(realm.tgsName()).orElseThrow(() -> new Refusal(Reason.ARMOR_NOT_FOR_US)));
        }
        Trust trust = realm.trusts()
                .find(ticket.realm())
                .filter(Trust::admitsIn)
                .orElseThrow(() -> new Refusal(Reason.ARMOR_NOT_FOR_US));
        return KeyVersions.of(trust.keysIn());
    }
}
