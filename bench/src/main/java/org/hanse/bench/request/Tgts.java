package org.hanse.bench.request;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.bench.population.Population;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/**
 * The tickets that TGS requests are made with: those of our own users come from the server itself, since nobody else has the key of
 * its TGS; those of the peer's users are made here under the shared key, as the peer's KDC would.
 *
 * @param own of users of the realm
 * @param foreign of clients of the peer
 */
public record Tgts(List<Tgt> own, List<Tgt> foreign) {
    private static final Duration LIFE = Duration.ofHours(8);

    public Tgts {
        own = List.copyOf(own);
        foreign = List.copyOf(foreign);
    }

    /** Logs in {@code count} users, or all if there are fewer. */
    public static Tgts obtain(Population population, Kdc kdc, int count, AsRequests logins, SecureRandom random)
            throws IOException, HollowReply {
        List<Tgt> own = new ArrayList<>();
        List<Tgt> foreign = new ArrayList<>();
        int users = Math.min(count, population.users().size());
        for (int i = 0; i < users; i++) {
            own.add(logins.login(population.users().get(i), kdc));
            foreign.add(foreign(population, i, logins.now(), random));
        }
        return new Tgts(own, foreign);
    }

    private static Tgt foreign(Population population, int number, Instant now, SecureRandom random) {
        Principal client = new Principal(PrincipalName.of("guest" + number), Population.PEER);
        ProtocolKey session = ProtocolKey.random(population.etype(), random);
        Instant start = now.truncatedTo(ChronoUnit.SECONDS);
        EncTicketPart part = new EncTicketPart(
                TicketFlags.of(TicketFlag.FORWARDABLE, TicketFlag.PRE_AUTHENT),
                session.toEncryptionKey(),
                client.realm(),
                client.name(),
                TransitedEncoding.DIRECT,
                start,
                Optional.of(start),
                start.plus(LIFE),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
        ProtocolKey shared = population.peerIn().key();
        byte[] sealed = shared.seal(KeyUsage.TICKET, KerberosCodec.encode(part), random);
        return new Tgt(
                client,
                KerberosCodec.newTicket(
                        Population.PEER,
                        PrincipalName.krbtgt(Population.REALM),
                        new EncryptedData(shared.etype(), Optional.of(Kvno.FIRST), Octets.wrap(sealed))),
                session);
    }
}
