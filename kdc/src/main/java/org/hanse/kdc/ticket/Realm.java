package org.hanse.kdc.ticket;

import java.util.Optional;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.path.NextHop;
import org.hanse.realmtrust.path.RealmDomains;
import org.hanse.realmtrust.path.RealmPaths;
import org.hanse.realmtrust.path.ToldTrusts;
import org.hanse.realmtrust.trust.TrustDirectory;

/**
 * The realm as an exchange sees it: settings, principals, trusts, configured paths and domains, and what others tell of theirs. Reads from memory; thread-safe.
 */
public record Realm(
        KdcSettings settings,
        PrincipalDirectory principals,
        TrustDirectory trusts,
        RealmPaths paths,
        RealmDomains domains,
        ToldTrusts told) {

    /** Without configured paths and domains, and where nobody tells anything. */
    public Realm(KdcSettings settings, PrincipalDirectory principals, TrustDirectory trusts) {
        this(settings, principals, trusts, RealmPaths.NONE, RealmDomains.NONE, ToldTrusts.NONE);
    }

    /** The next realm on the way to another. */
    public NextHop nextHop() {
        return new NextHop(settings.realm(), trusts, paths, told);
    }

    public RealmName name() {
        return settings.realm();
    }

    /** {@code krbtgt/THIS}. */
    public PrincipalName tgsName() {
        return PrincipalName.krbtgt(settings.realm());
    }

    /** What the realm, the entry's policy and the entry itself allow together. */
    public Limits limitsOf(PrincipalEntry entry) {
        Limits limits = limits().and(entry.maxLife(), entry.maxRenew());
        Optional<Policy> policy = entry.policy().flatMap(principals::policy);
        return policy.isPresent()
                ? limits.and(policy.get().maxLife(), policy.get().maxRenew())
                : limits;
    }

    public Limits limits() {
        return new Limits(settings.maxLife(), settings.maxRenew());
    }
}
