package org.hanse.realmtrust.path;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;

/**
 * Where this realm sends a client on its way to another realm, RFC 4120 §1.2 and §3.3.3: straight there, else through the peer
 * that a trust names for it, else along the configured path, else as far along the hierarchy of names as our trusts reach.
 * Without state, thread-safe.
 */
public final class NextHop {
    private NextHop() {}

    /** As {@link #towards(RealmName, RealmName, Set, TrustDirectory, RealmPaths)}, with no path configured. */
    public static Optional<Trust> towards(
            RealmName target, RealmName self, Set<RealmName> passed, TrustDirectory trusts) {
        return towards(target, self, passed, trusts, RealmPaths.NONE);
    }

    /**
     * The trust to go on by; empty if none leads there. Only trusts that {@linkplain Trust#admitsOut() admit our clients out} count.
     *
     * @param self this realm
     * @param passed the client's realm, if it is another one, and every realm that the presented TGT has come through: the client is
     *     never sent back to one of them, since it would go round for ever
     * @param paths a path from this realm to the target that is configured as direct allows no way round
     */
    public static Optional<Trust> towards(
            RealmName target, RealmName self, Set<RealmName> passed, TrustDirectory trusts, RealmPaths paths) {
        if (target.equals(self) || passed.contains(target)) {
            return Optional.empty();
        }
        return usable(target, passed, trusts)
                .or(() -> namedForIt(target, self, passed, trusts))
                .or(() -> nearest(
                        paths.between(self, target).orElseGet(() -> hierarchical(self, target)), passed, trusts));
    }

    /** The first by name of the peers whose trust says that the target is reached through them. */
    private static Optional<Trust> namedForIt(
            RealmName target, RealmName self, Set<RealmName> passed, TrustDirectory trusts) {
        return trusts.all().stream()
                .filter(trust -> trust.policy().transitTo().contains(target)
                        && !trust.peer().equals(self))
                .map(Trust::peer)
                .flatMap(peer -> usable(peer, passed, trusts).stream())
                .min(Comparator.comparing(Trust::peer));
    }

    /** The last realm of the walk that a trust reaches: the fewer hops the fewer realms to rely on. */
    private static Optional<Trust> nearest(List<RealmName> walk, Set<RealmName> passed, TrustDirectory trusts) {
        for (int i = walk.size() - 1; i >= 0; i--) {
            Optional<Trust> trust = usable(walk.get(i), passed, trusts);
            if (trust.isPresent()) {
                return trust;
            }
        }
        return Optional.empty();
    }

    /** Between two trees the walk goes over both tops, as they may well trust each other. */
    private static List<RealmName> hierarchical(RealmName self, RealmName target) {
        return RealmHierarchy.between(self, target).orElseGet(() -> RealmHierarchy.acrossTrees(self, target));
    }

    private static Optional<Trust> usable(RealmName peer, Set<RealmName> passed, TrustDirectory trusts) {
        return passed.contains(peer) ? Optional.empty() : trusts.find(peer).filter(Trust::admitsOut);
    }
}
