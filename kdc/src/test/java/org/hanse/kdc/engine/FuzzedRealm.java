package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/** A realm with a bit of everything, for requests that are bent before they are sealed. */
final class FuzzedRealm {
    static final String WEB = "HTTP/www.luebeck.example";
    static final EncType ETYPE = EncType.AES256_CTS_HMAC_SHA1_96;

    final TestRealm kdc;
    final TestRealm peer;

    FuzzedRealm() {
        peer = TestRealm.named("BERGEN.EXAMPLE");
        kdc = TestRealm.named("LUEBECK.EXAMPLE")
                .withUser("ann")
                .withUser("bob")
                .withAlias("anna", "ann")
                .withService(WEB)
                .withService("kadmin/changepw")
                .flag("kadmin/changepw", PrincipalFlag.PASSWORD_CHANGING_SERVICE, true);
        kdc.flag("bob", PrincipalFlag.REQUIRES_PREAUTH, false);
        TestRealm.trustEachOther(kdc, peer);
    }

    KdcRequestBody body(String client, PrincipalName service, KdcOption... options) {
        KdcOptions wanted = KdcOptions.NONE;
        for (KdcOption option : options) {
            wanted = wanted.with(option);
        }
        return new KdcRequestBody(
                wanted,
                client.isEmpty() ? Optional.empty() : Optional.of(PrincipalName.of(client)),
                kdc.name,
                Optional.of(service),
                Optional.of(NOON),
                NOON.plus(Duration.ofHours(8)),
                Optional.of(NOON.plus(Duration.ofDays(1))),
                new Nonce(7),
                TestRealm.ALL,
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The inside of a ticket that a KDC issued an hour ago, as DER. */
    byte[] content(
            ProtocolKey session, RealmName clientRealm, String client, TransitedEncoding path, TicketFlag... flags) {
        Instant issued = NOON.minus(Duration.ofHours(1));
        return KerberosCodec.encode(new EncTicketPart(
                TicketFlags.of(flags),
                session.toEncryptionKey(),
                clientRealm,
                PrincipalName.of(client),
                path,
                issued,
                Optional.of(issued),
                NOON.plus(Duration.ofHours(9)),
                Optional.of(NOON.plus(Duration.ofDays(6))),
                List.of(),
                AuthorizationData.NONE));
    }

    ProtocolKey tgsKey() {
        return kdc.tgsKey(ETYPE);
    }

    /** Under which the peer seals tickets for us. */
    ProtocolKey peersKey() {
        return kdc.trust(peer).keysIn().stream()
                .filter(key -> key.key().etype().equals(ETYPE))
                .findFirst()
                .orElseThrow()
                .key();
    }
}
