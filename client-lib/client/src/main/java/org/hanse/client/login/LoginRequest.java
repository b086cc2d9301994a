package org.hanse.client.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;

/**
 * Who logs in, and what ticket is wanted.
 *
 * @param service of the client's realm; the ticket-granting service in most logins
 * @param start for a postdated ticket; absent: now
 * @param lifetime from the start
 * @param renewable how long renewable from the start; zero or absent: not
 * @param canonicalize whether the KDC may answer with another name, or send us to another realm (RFC 6806)
 * @param addresses the only ones that may use the ticket; empty: all
 * @param etypes the strongest first
 */
public record LoginRequest(
        Principal client,
        PrincipalName service,
        Optional<Instant> start,
        Duration lifetime,
        Optional<Duration> renewable,
        boolean forwardable,
        boolean proxiable,
        boolean canonicalize,
        List<HostAddress> addresses,
        List<EncType> etypes) {
    /** MIT's default when krb5.conf says nothing. */
    private static final Duration ONE_DAY = Duration.ofDays(1);

    public LoginRequest {
        addresses = List.copyOf(addresses);
        etypes = List.copyOf(etypes);
        if (etypes.isEmpty()) {
            throw new IllegalArgumentException("a login needs an enctype to ask for");
        }
    }

    /** A TGT of the client's realm, as krb5.conf would have it. */
    public static LoginRequest of(Principal client, Krb5Conf conf) {
        return new LoginRequest(
                client,
                PrincipalName.krbtgt(client.realm()),
                Optional.empty(),
                conf.ticketLifetime().filter(life -> !life.isZero()).orElse(ONE_DAY),
                conf.renewLifetime().filter(life -> !life.isZero()),
                conf.forwardable(),
                conf.proxiable(),
                conf.canonicalize() || client.name().type() == NameType.ENTERPRISE,
                List.of(),
                conf.asEnctypes());
    }

    public LoginRequest forService(PrincipalName other) {
        return new LoginRequest(
                client, other, start, lifetime, renewable, forwardable, proxiable, canonicalize, addresses, etypes);
    }

    public LoginRequest startingAt(Instant other) {
        return new LoginRequest(
                client,
                service,
                Optional.of(other),
                lifetime,
                renewable,
                forwardable,
                proxiable,
                canonicalize,
                addresses,
                etypes);
    }

    public LoginRequest lasting(Duration other) {
        return new LoginRequest(
                client, service, start, other, renewable, forwardable, proxiable, canonicalize, addresses, etypes);
    }

    public LoginRequest renewableFor(Duration other) {
        return new LoginRequest(
                client,
                service,
                start,
                lifetime,
                other.isZero() ? Optional.empty() : Optional.of(other),
                forwardable,
                proxiable,
                canonicalize,
                addresses,
                etypes);
    }

    public LoginRequest forwardable(boolean wanted) {
        return new LoginRequest(
                client, service, start, lifetime, renewable, wanted, proxiable, canonicalize, addresses, etypes);
    }

    public LoginRequest proxiable(boolean wanted) {
        return new LoginRequest(
                client, service, start, lifetime, renewable, forwardable, wanted, canonicalize, addresses, etypes);
    }

    public LoginRequest canonicalize(boolean wanted) {
        return new LoginRequest(
                client, service, start, lifetime, renewable, forwardable, proxiable, wanted, addresses, etypes);
    }

    public LoginRequest onlyFrom(List<HostAddress> others) {
        return new LoginRequest(
                client, service, start, lifetime, renewable, forwardable, proxiable, canonicalize, others, etypes);
    }

    /** The same request to another realm, where a referral leads; a TGT is then that realm's. */
    LoginRequest at(org.hanse.protocol.name.RealmName realm) {
        PrincipalName there = service.isKrbtgt() ? PrincipalName.krbtgt(realm) : service;
        return new LoginRequest(
                new Principal(client.name(), realm),
                there,
                start,
                lifetime,
                renewable,
                forwardable,
                proxiable,
                canonicalize,
                addresses,
                etypes);
    }

    LoginRequest preferring(List<EncType> others) {
        return new LoginRequest(
                client, service, start, lifetime, renewable, forwardable, proxiable, canonicalize, addresses, others);
    }

    KdcOptions options() {
        // RENEWABLE-OK as MIT's library: whoever wants a day where ten hours are allowed gets ten, renewable for the
        // day.
        return KdcOptions.NONE
                .with(KdcOption.FORWARDABLE, forwardable)
                .with(KdcOption.PROXIABLE, proxiable)
                .with(KdcOption.RENEWABLE, renewable.isPresent())
                .with(KdcOption.RENEWABLE_OK)
                .with(KdcOption.CANONICALIZE, canonicalize)
                .with(KdcOption.ALLOW_POSTDATE, start.isPresent())
                .with(KdcOption.POSTDATED, start.isPresent());
    }
}
