package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/** A ticket's content as a realm's own KDC makes it, for tests that bend it; pre-authenticated at noon, good for ten hours. */
final class TicketContent {
    private final TestRealm realm;
    private final String client;
    private TicketFlags flags = TicketFlags.of(TicketFlag.PRE_AUTHENT);
    private Instant start = NOON;
    private Instant end = NOON.plus(Duration.ofHours(10));
    private Optional<Instant> renewTill = Optional.empty();
    private TransitedEncoding transited = TransitedEncoding.DIRECT;
    private List<HostAddress> addresses = List.of();
    private AuthorizationData data = AuthorizationData.NONE;

    private TicketContent(TestRealm realm, String client) {
        this.realm = realm;
        this.client = client;
    }

    static TicketContent of(TestRealm realm, String client) {
        return new TicketContent(realm, client);
    }

    TicketContent with(TicketFlag... more) {
        for (TicketFlag flag : more) {
            flags = flags.with(flag);
        }
        return this;
    }

    TicketContent flags(TicketFlags all) {
        flags = all;
        return this;
    }

    TicketContent from(Instant time) {
        start = time;
        return this;
    }

    TicketContent till(Instant time) {
        end = time;
        return this;
    }

    TicketContent renewTill(Instant time) {
        renewTill = Optional.of(time);
        return with(TicketFlag.RENEWABLE);
    }

    TicketContent transited(TransitedEncoding path) {
        transited = path;
        return this;
    }

    TicketContent addresses(HostAddress... list) {
        addresses = List.of(list);
        return this;
    }

    TicketContent data(AuthorizationData.Element... elements) {
        data = new AuthorizationData(List.of(elements));
        return this;
    }

    EncTicketPart part() {
        return new EncTicketPart(
                flags,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                realm.name,
                realm.principal(client).name(),
                transited,
                NOON,
                Optional.of(start),
                end,
                renewTill,
                addresses,
                data);
    }

    /** A request by a ticket-granting ticket of this content. */
    AskingTgs asTgt() {
        return asTicketTo("krbtgt/" + realm.name);
    }

    /** A request by a ticket to that service. */
    AskingTgs asTicketTo(String service) {
        EncType etype = TestRealm.ALL.get(0);
        PrincipalName name = realm.principal(service).name();
        return AskingTgs.byForged(realm, realm.name, name, part(), realm.key(service, etype), -1);
    }
}
