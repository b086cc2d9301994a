package org.hanse.realmtrust;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;

/** Trusts for tests: no keys, as rules never look at them. */
public final class Trusts {
    private Trusts() {}

    public static Trust with(String peer, TrustPolicy policy) {
        return with(peer, policy, TrustState.ACTIVE);
    }

    public static Trust with(String peer, TrustPolicy policy, TrustState state) {
        return new Trust(RealmName.of(peer), policy, state, Optional.empty(), List.of(), List.of(), List.of());
    }

    public static Trust out(String peer, String... transitTo) {
        return with(peer, policy(TrustDirection.OUT, Set.of(), realms(transitTo), List.of(), false));
    }

    public static Trust in(String peer, String... acceptRealms) {
        return with(peer, policy(TrustDirection.IN, realms(acceptRealms), Set.of(), List.of(), false));
    }

    public static TrustPolicy policy(
            TrustDirection direction,
            Set<RealmName> acceptRealms,
            Set<RealmName> transitTo,
            List<String> clients,
            boolean logOnly) {
        return new TrustPolicy(
                direction, acceptRealms, transitTo, clients, List.of(), Optional.empty(), false, false, logOnly);
    }

    public static Set<RealmName> realms(String... names) {
        return Arrays.stream(names).map(RealmName::of).collect(Collectors.toSet());
    }

    public static TrustDirectory directory(Trust... trusts) {
        List<Trust> all = List.of(trusts);
        return new TrustDirectory() {
            @Override
            public Optional<Trust> find(RealmName peer) {
                return all.stream().filter(trust -> trust.peer().equals(peer)).findFirst();
            }

            @Override
            public List<Trust> all() {
                return all;
            }
        };
    }
}
