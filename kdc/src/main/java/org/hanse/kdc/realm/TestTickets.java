package org.hanse.kdc.realm;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.WellKnown;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;

/**
 * The ticket that {@code hanse trust test} walks with, and the judgement of the one that comes back. It names {@link
 * WellKnown#TRUST_TEST_NAME}, which no service admits, and lives a minute. Thread-safe.
 */
public final class TestTickets {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final RealmName realm;
    private final List<EncType> etypes;
    private final Clock clock;
    private final SecureRandom random;

    /** @param etypes those that the realm serves, strongest first */
    public TestTickets(RealmName realm, List<EncType> etypes, Clock clock, SecureRandom random) {
        this.realm = realm;
        this.etypes = List.copyOf(etypes);
        this.clock = clock;
        this.random = random;
    }

    /** What became of the ticket that the peer sealed for us. */
    public enum Returned {
        /** It opens under the key of its kvno and names whom we sent. */
        OPENED,
        /** Its kvno is none that we have. */
        WRONG_KVNO,
        /** We have no key of its enctype under that kvno. */
        WRONG_ENCTYPE,
        /** It does not open: the peer has another key, most likely of another password. */
        WRONG_KEY,
        /** It opens and names somebody else, or is no ticket. */
        WRONG_CONTENT
    }

    /** Whom the ticket is of. */
    public Principal client() {
        return new Principal(WellKnown.TRUST_TEST_NAME, realm);
    }

    /**
     * A ticket-granting ticket of the peer, sealed as the KDC seals those of users: under the newest key, of the strongest enctype served.
     *
     * @return empty if the trust has no such key
     */
    public Optional<Credential> towards(Trust trust) {
        return sealing(trust.keysOut()).map(key -> sealed(trust.peer(), key, Optional.of(key.kvno())));
    }

    /** The same without saying which kvno it is sealed with: then a KDC tries the newest that it has. */
    public Optional<Credential> withoutKvno(Trust trust) {
        return sealing(trust.keysOut()).map(key -> sealed(trust.peer(), key, Optional.empty()));
    }

    /** The same under each other key of the newest kvno, whatever its enctype. */
    public List<Credential> underOtherEnctypes(Trust trust) {
        Optional<TrustKey> usual = sealing(trust.keysOut());
        return trust.keysOut().stream()
                .filter(key -> key.kvno().equals(trust.keysOut().get(0).kvno())
                        && !Optional.of(key).equals(usual))
                .map(key -> sealed(trust.peer(), key, Optional.of(key.kvno())))
                .toList();
    }

    private Optional<TrustKey> sealing(List<TrustKey> newestFirst) {
        for (EncType etype : etypes) {
            for (TrustKey key : newestFirst) {
                if (key.kvno().equals(newestFirst.get(0).kvno())
                        && key.key().etype().equals(etype)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    private Credential sealed(RealmName peer, TrustKey by, Optional<Kvno> named) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ProtocolKey session = ProtocolKey.random(by.key().etype(), random);
        Principal server = Principal.krbtgt(peer, realm);
        EncTicketPart part = new EncTicketPart(
                TicketFlags.NONE.with(TicketFlag.PRE_AUTHENT, true),
                session.toEncryptionKey(),
                realm,
                WellKnown.TRUST_TEST_NAME,
                TransitedEncoding.DIRECT,
                now,
                Optional.of(now),
                now.plus(LIFE),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
        EncryptedData cipher = new EncryptedData(
                by.key().etype(),
                named,
                Octets.wrap(by.key().seal(KeyUsage.TICKET, KerberosCodec.encode(part), random)));
        Ticket ticket = KerberosCodec.newTicket(realm, server.name(), cipher);
        return new Credential(
                client(),
                server,
                session.toEncryptionKey(),
                now,
                Optional.of(now),
                now.plus(LIFE),
                Optional.empty(),
                false,
                part.flags(),
                List.of(),
                AuthorizationData.NONE,
                ticket.encoded(),
                Octets.EMPTY);
    }

    /** Judges a ticket for {@code krbtgt/THIS@PEER} as the KDC would, by the keys that the trust has for what the peer issues. */
    public Returned judge(Trust trust, Credential returned) {
        Ticket ticket;
        try {
            ticket = KerberosCodec.decodeTicket(returned.ticket().toByteArray());
        } catch (DecodeFault fault) {
            return Returned.WRONG_CONTENT;
        }
        Optional<Kvno> kvno = ticket.sealed().kvno().filter(named -> named.value() != 0);
        List<TrustKey> named = trust.keysIn().stream()
                .filter(key -> kvno.isEmpty() || key.kvno().equals(kvno.get()))
                .toList();
        if (named.isEmpty()) {
            return Returned.WRONG_KVNO;
        }
        List<ProtocolKey> fitting = named.stream()
                .map(TrustKey::key)
                .filter(key -> key.etype().equals(ticket.sealed().etype()))
                .toList();
        if (fitting.isEmpty()) {
            return Returned.WRONG_ENCTYPE;
        }
        try {
            return OpenedTicket.open(ticket, fitting).client().equals(client())
                    ? Returned.OPENED
                    : Returned.WRONG_CONTENT;
        } catch (ApFault fault) {
            return fault.kind() == ApFault.Kind.TICKET_NOT_OPENED ? Returned.WRONG_KEY : Returned.WRONG_CONTENT;
        }
    }
}
