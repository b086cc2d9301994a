package org.hanse.client.tickets;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.kdc.NetworkKdcs;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** Gets tickets for services with the TGTs of a cache, RFC 4120 §3.3. Writes no cache: that is the caller's. Thread-safe. */
public final class Tickets {
    private final Krb5Conf conf;
    private final KdcSender kdcs;
    private final Clock clock;
    private final SecureRandom random;

    public Tickets(Krb5Conf conf, KdcSender kdcs, Clock clock, SecureRandom random) {
        this.conf = conf;
        this.kdcs = kdcs;
        this.clock = clock;
        this.random = random;
    }

    /** With the system's clock and random source, and the KDCs that {@code conf} names. */
    public static Tickets over(Krb5Conf conf) {
        return new Tickets(conf, new NetworkKdcs(conf), Clock.systemUTC(), new SecureRandom());
    }

    /**
     * A ticket, and what came to hand on the way to it.
     *
     * @param gained all credentials that the cache did not hold, in order; the ticket itself is the last, unless it was in the cache
     */
    public record Obtained(Credential ticket, List<Credential> gained) {
        public Obtained {
            gained = List.copyOf(gained);
        }
    }

    /**
     * A ticket of the cache's principal for {@code service}, whose realm is known.
     *
     * @throws KdcFailure if there is none; the message is for people
     */
    public Obtained get(CredentialCache cache, Principal service, TicketOptions options) throws KdcFailure {
        return walk(cache, options).to(service, true);
    }

    /**
     * A ticket for a service whose realm nobody named: [domain_realm] says it, else the home realm is asked, which may refer to
     * another (RFC 6806 §8).
     *
     * @param service its realm is ignored
     */
    public Obtained getByName(CredentialCache cache, Principal service, TicketOptions options) throws KdcFailure {
        RealmName home = cache.principal().realm();
        List<String> components = service.name().components();
        Optional<RealmName> mapped = components.size() > 1 && !service.name().isKrbtgt()
                ? conf.realmOfHost(components.get(1))
                : Optional.empty();
        return walk(cache, options).to(new Principal(service.name(), mapped.orElse(home)), mapped.isPresent());
    }

    private RealmWalk walk(CredentialCache cache, TicketOptions options) {
        return new RealmWalk(conf, exchange(cache), cache, options, now(cache));
    }

    /** The same ticket with a later end, RFC 4120 §2.3. */
    public Credential renew(CredentialCache cache, Credential ticket) throws KdcFailure {
        if (!ticket.flags().has(TicketFlag.RENEWABLE)) {
            throw new KdcFailure(
                    Kind.REFUSED,
                    "the ticket for " + ticket.server() + " is not renewable; get one with kinit -r LIFE");
        }
        return again(cache, ticket, KdcOption.RENEW);
    }

    /** The postdated ticket made valid, RFC 4120 §2.4. */
    public Credential validate(CredentialCache cache, Credential ticket) throws KdcFailure {
        if (!ticket.flags().has(TicketFlag.INVALID)) {
            throw new KdcFailure(
                    Kind.REFUSED, "the ticket for " + ticket.server() + " is valid already; use it as it is");
        }
        return again(cache, ticket, KdcOption.VALIDATE);
    }

    private Credential again(CredentialCache cache, Credential ticket, KdcOption option) throws KdcFailure {
        KdcOptions options = RealmWalk.likeTheTgt(ticket).with(option);
        Optional<Instant> renewTill = ticket.renewTill().filter(t -> options.has(KdcOption.RENEWABLE));
        return exchange(cache)
                .ask(new TgsRequest(
                        ticket,
                        options,
                        ticket.server().name(),
                        ticket.server().realm(),
                        option == KdcOption.VALIDATE ? ticket.endTime() : Instant.EPOCH,
                        renewTill,
                        TgsExchange.usable(conf.tgsEnctypes()),
                        List.of()));
    }

    private TgsExchange exchange(CredentialCache cache) {
        return new TgsExchange(kdcs, clock, random, offset(cache), conf.clockSkew());
    }

    private Duration offset(CredentialCache cache) {
        return conf.kdcTimesync() ? cache.clockOffset().orElse(Duration.ZERO) : Duration.ZERO;
    }

    private Instant now(CredentialCache cache) {
        return clock.instant().plus(offset(cache));
    }
}
