package org.hanse.kdc.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;

/** Trust policies with one thing changed, as {@code hanse trust modify} changes them. */
final class Policies {
    private Policies() {}

    static TrustPolicy accepting(TrustPolicy old, RealmName... realms) {
        return of(old.direction(), Set.of(realms), old.transitTo(), old, old.domains(), old.maxLife());
    }

    static TrustPolicy transiting(TrustPolicy old, RealmName... realms) {
        return of(old.direction(), old.acceptRealms(), Set.of(realms), old, old.domains(), old.maxLife());
    }

    static TrustPolicy directed(TrustPolicy old, TrustDirection direction) {
        return of(direction, old.acceptRealms(), old.transitTo(), old, old.domains(), old.maxLife());
    }

    static TrustPolicy lasting(TrustPolicy old, Duration life) {
        return of(old.direction(), old.acceptRealms(), old.transitTo(), old, old.domains(), Optional.of(life));
    }

    static TrustPolicy domains(TrustPolicy old, String... domains) {
        return of(old.direction(), old.acceptRealms(), old.transitTo(), old, List.of(domains), old.maxLife());
    }

    static TrustPolicy clients(TrustPolicy old, String... globs) {
        return new TrustPolicy(
                old.direction(),
                old.acceptRealms(),
                old.transitTo(),
                List.of(globs),
                old.domains(),
                old.maxLife(),
                old.allowForwardable(),
                old.relayLogins(),
                old.logOnly());
    }

    static TrustPolicy allowingForwardable(TrustPolicy old) {
        return new TrustPolicy(
                old.direction(),
                old.acceptRealms(),
                old.transitTo(),
                old.clients(),
                old.domains(),
                old.maxLife(),
                true,
                old.relayLogins(),
                old.logOnly());
    }

    static TrustPolicy logOnly(TrustPolicy old) {
        return new TrustPolicy(
                old.direction(),
                old.acceptRealms(),
                old.transitTo(),
                old.clients(),
                old.domains(),
                old.maxLife(),
                old.allowForwardable(),
                old.relayLogins(),
                true);
    }

    private static TrustPolicy of(
            TrustDirection direction,
            Set<RealmName> accept,
            Set<RealmName> transit,
            TrustPolicy rest,
            List<String> domains,
            Optional<Duration> life) {
        return new TrustPolicy(
                direction,
                accept,
                transit,
                rest.clients(),
                domains,
                life,
                rest.allowForwardable(),
                rest.relayLogins(),
                rest.logOnly());
    }
}
