package org.hanse.kdc.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/** The client's side of FAST's armor: a ticket with its session key, and a subkey of the client's. */
final class Armor {
    final Asking.Got ticket;
    final Optional<ProtocolKey> subkey;
    private final TestRealm kdc;

    private Armor(TestRealm kdc, Asking.Got ticket, Optional<ProtocolKey> subkey) {
        this.kdc = kdc;
        this.ticket = ticket;
        this.subkey = subkey;
    }

    /** Of a host that has logged in. */
    static Armor of(TestRealm kdc, Asking.Got tgt) {
        return new Armor(
                kdc, tgt, Optional.of(ProtocolKey.random(tgt.sessionKey().etype(), TestRealm.RANDOM)));
    }

    Armor withSubkey(ProtocolKey key) {
        return new Armor(kdc, ticket, Optional.of(key));
    }

    Armor withoutSubkey() {
        return new Armor(kdc, ticket, Optional.empty());
    }

    /** RFC 6113 §5.4.1.1; without a subkey, what somebody might make of the session key alone. */
    ProtocolKey key() {
        return KeyCombination.ARMOR.of(subkey.orElse(ticket.sessionKey()), ticket.sessionKey());
    }

    /** As an AS-REQ carries it. */
    FastArmor carried(AuthorizationData authorizationData) {
        Authenticator authenticator = new Authenticator(
                ticket.reply().clientRealm(),
                ticket.reply().clientName(),
                Optional.empty(),
                KerberosTime.of(kdc.now),
                subkey.map(ProtocolKey::toEncryptionKey),
                OptionalLong.empty(),
                authorizationData);
        ProtocolKey session = ticket.sessionKey();
        byte[] sealed =
                session.seal(KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), TestRealm.RANDOM);
        ApRequest request = new ApRequest(
                ApOptions.NONE,
                ticket.ticket(),
                new EncryptedData(session.etype(), Optional.empty(), Octets.wrap(sealed)));
        return new FastArmor(FastArmor.AP_REQUEST, Octets.wrap(KerberosCodec.encode(request)));
    }

    /** The padata of this type, which must be there. */
    static Octets value(List<PaData> padata, int type) {
        return padata.stream()
                .filter(one -> one.type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no padata " + type + " in " + padata))
                .value();
    }

    /** What the KDC sent back inside. */
    static FastResponse opened(ProtocolKey key, List<PaData> padata) {
        try {
            EncryptedData sealed = KerberosCodec.decodeFastArmoredReply(
                    value(padata, PaType.FX_FAST).toByteArray());
            return KerberosCodec.decodeFastResponse(key.open(KeyUsage.FAST_REP, sealed));
        } catch (IntegrityFault | DecodeFault fault) {
            throw new AssertionError("the armor does not open under the armor key", fault);
        }
    }
}
