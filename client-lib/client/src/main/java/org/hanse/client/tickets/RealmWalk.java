package org.hanse.client.tickets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.tickets.Tickets.Obtained;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * The way from the client's home to a service, RFC 4120 §3.3.1: a realm is asked for the service's realm first, then for those before it
 * on the path; what it answers with is taken, if it leads somewhere new. Used by one thread and thrown away.
 */
final class RealmWalk {
    /** More realms than this are a circle or a joke. */
    private static final int MAX_HOPS = 10;

    private final Krb5Conf conf;
    private final TgsExchange exchange;
    private final CredentialCache cache;
    private final TicketOptions options;
    private final Instant now;
    private final List<Credential> gained = new ArrayList<>();
    private final Set<RealmName> visited = new HashSet<>();

    RealmWalk(Krb5Conf conf, TgsExchange exchange, CredentialCache cache, TicketOptions options, Instant now) {
        this.conf = conf;
        this.exchange = exchange;
        this.cache = cache;
        this.options = options;
        this.now = now;
    }

    /** @param realmIsKnown whether the service is of that realm, or only asked for there */
    Obtained to(Principal service, boolean realmIsKnown) throws KdcFailure {
        Optional<Credential> kept = options.fromCache() ? inCache(service, realmIsKnown) : Optional.empty();
        if (kept.isPresent()) {
            return new Obtained(kept.get(), List.of());
        }
        Credential tgt = tgtFor(service.realm());
        while (visited.size() <= MAX_HOPS) {
            Credential ticket = exchange.ask(request(tgt, service.name(), TgsExchange.realmOf(tgt), !realmIsKnown));
            gained.add(ticket);
            boolean isIt = ticket.server().name().equals(service.name()) || !ticket.isTgt();
            if (isIt) {
                return new Obtained(ticket, gained);
            }
            // RFC 6806 §8: the service is in another realm, and this is a step towards it.
            enter(ticket, service);
            tgt = ticket;
        }
        throw circle(service);
    }

    /** A TGT for {@code target}, from the cache or by walking there. */
    private Credential tgtFor(RealmName target) throws KdcFailure {
        RealmName home = cache.principal().realm();
        Optional<Credential> ready = newest(target, home);
        if (ready.isPresent()) {
            visited.add(target);
            return ready.get();
        }
        Credential tgt = newest(home, home)
                .orElseThrow(() -> new KdcFailure(
                        Kind.TICKET_EXPIRED,
                        "no valid ticket-granting ticket of '" + cache.principal()
                                + "' is in the cache; get one with kinit"));
        visited.add(home);
        List<RealmName> path = RealmPath.between(home, target, conf);
        while (!TgsExchange.realmOf(tgt).equals(target)) {
            tgt = step(tgt, path, target);
        }
        return tgt;
    }

    /** One hop nearer: asks for the target itself, then for what lies before it, as long as the realm knows none of them. */
    private Credential step(Credential tgt, List<RealmName> path, RealmName target) throws KdcFailure {
        RealmName here = TgsExchange.realmOf(tgt);
        Principal wanted = Principal.krbtgt(target, here);
        Optional<KdcFailure> refusal = Optional.empty();
        for (RealmName candidate : candidates(path, here, target)) {
            Optional<Credential> ready = newest(candidate, here).filter(c -> !visited.contains(candidate));
            try {
                Credential next = ready.isPresent()
                        ? ready.get()
                        : exchange.ask(request(tgt, PrincipalName.krbtgt(candidate), here, false));
                if (ready.isEmpty()) {
                    gained.add(next);
                }
                enter(next, wanted);
                return next;
            } catch (KdcFailure failure) {
                if (failure.kind() != Kind.SERVICE_UNKNOWN && failure.kind() != Kind.REFUSED) {
                    throw failure;
                }
                refusal = refusal.isPresent() ? refusal : Optional.of(failure);
            }
        }
        throw noPath(here, target, refusal);
    }

    /** From the target back to what follows {@code here} on the path; a realm that is off the path is asked for the target only. */
    private List<RealmName> candidates(List<RealmName> path, RealmName here, RealmName target) {
        List<RealmName> candidates = new ArrayList<>();
        candidates.add(target);
        int at = path.indexOf(here);
        for (int i = path.size() - 2; at >= 0 && i > at; i--) {
            candidates.add(path.get(i));
        }
        candidates.removeIf(visited::contains);
        return candidates;
    }

    private void enter(Credential tgt, Principal towards) throws KdcFailure {
        if (visited.size() > MAX_HOPS || !visited.add(TgsExchange.realmOf(tgt))) {
            throw circle(towards);
        }
    }

    private static KdcFailure circle(Principal towards) {
        return new KdcFailure(
                Kind.NO_PATH,
                "the realms on the way to " + towards
                        + " lead in a circle; check their trusts, or [capaths] in krb5.conf");
    }

    private static KdcFailure noPath(RealmName here, RealmName target, Optional<KdcFailure> refusal) {
        if (refusal.isPresent() && refusal.get().kind() != Kind.SERVICE_UNKNOWN) {
            return refusal.get();
        }
        return new KdcFailure(
                Kind.NO_PATH,
                refusal.map(KdcFailure::code).orElse(0),
                "realm '" + here + "' knows no way to realm '" + target
                        + "'; a trust between them is missing, or [capaths] in krb5.conf must name the realms between");
    }

    private TgsRequest request(Credential tgt, PrincipalName service, RealmName realm, boolean canonicalize) {
        boolean isTarget = !service.isKrbtgt() || options.forwarded();
        KdcOptions kdcOptions = likeTheTgt(tgt)
                .with(KdcOption.CANONICALIZE, canonicalize || (options.canonicalize() && !service.isKrbtgt()))
                .with(KdcOption.FORWARDED, isTarget && options.forwarded())
                .with(KdcOption.PROXY, isTarget && options.proxy());
        boolean elsewhere = isTarget && (options.forwarded() || options.proxy());
        List<HostAddress> addresses = elsewhere ? options.addresses() : List.of();
        return new TgsRequest(
                tgt,
                kdcOptions,
                service,
                realm,
                tgt.endTime(),
                tgt.renewTill().filter(t -> kdcOptions.has(KdcOption.RENEWABLE)),
                TgsExchange.usable(isTarget ? options.etypes().orElse(conf.tgsEnctypes()) : conf.tgsEnctypes()),
                addresses);
    }

    /** Tickets that may do what their TGT may do: what MIT's library asks for too. */
    static KdcOptions likeTheTgt(Credential tgt) {
        return KdcOptions.NONE
                .with(KdcOption.FORWARDABLE, tgt.flags().has(TicketFlag.FORWARDABLE))
                .with(KdcOption.PROXIABLE, tgt.flags().has(TicketFlag.PROXIABLE))
                .with(KdcOption.RENEWABLE, tgt.flags().has(TicketFlag.RENEWABLE));
    }

    private Optional<Credential> newest(RealmName target, RealmName issuer) {
        Principal wanted = Principal.krbtgt(target, issuer);
        return usable().stream().filter(c -> c.server().equals(wanted)).max(Comparator.comparing(Credential::endTime));
    }

    /** Where nobody knows the realm, a ticket that a referral gave before is as good as the one that the next would give. */
    private Optional<Credential> inCache(Principal service, boolean realmIsKnown) {
        return usable().stream()
                .filter(c -> realmIsKnown
                        ? c.server().equals(service)
                        : c.server().name().equals(service.name()))
                .filter(c -> options.etypes().isEmpty()
                        || options.etypes().get().contains(c.key().etype()))
                .max(Comparator.comparing(Credential::endTime));
    }

    private List<Credential> usable() {
        return cache.tickets().stream()
                .filter(c -> c.client().equals(cache.principal()) && !c.underSessionKey())
                .filter(c -> c.endTime().isAfter(now) && !c.flags().has(TicketFlag.INVALID))
                .filter(c -> c.key().etype().isSupported())
                .toList();
    }
}
