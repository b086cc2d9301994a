package org.hanse.realmtrust.path;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;

/**
 * Where this realm sends a client on its way to another realm, RFC 4120 §1.2 and §3.3.3: straight there, else through the peer
 * that a trust names for it, else along the configured path, else as far along the hierarchy of names as our trusts reach. Where several
 * trusts name the target, the peers' documents tell which way is the shortest. Immutable, thread-safe.
 *
 * @param self this realm
 * @param paths a path from this realm to a target that is configured as direct allows no way round
 * @param told what decides between peers that are named for the same target, and nothing else
 */
public record NextHop(RealmName self, TrustDirectory trusts, RealmPaths paths, ToldTrusts told) {
    /**
     * The trust to go on by; empty if none leads there. Only trusts that {@linkplain Trust#admitsOut() admit our clients out} count.
     *
     * @param passed the client's realm, if it is another one, and every realm that the presented TGT has come through: the client is
     *     never sent back to one of them, since it would go round for ever
     */
    public Optional<Trust> towards(RealmName target, Set<RealmName> passed) {
        if (target.equals(self) || passed.contains(target)) {
            return Optional.empty();
        }
        return usable(target, passed)
                .or(() -> namedForIt(target, passed))
                .or(() -> nearest(paths.between(self, target).orElseGet(() -> hierarchical(target)), passed));
    }

    /**
     * Of the peers whose trust says that the target is reached through them, the one with the shortest way to it; those that tell no way
     * come last, and the name decides in the end.
     */
    private Optional<Trust> namedForIt(RealmName target, Set<RealmName> passed) {
        List<Trust> named = trusts.all().stream()
                .filter(trust -> trust.policy().transitTo().contains(target))
                .map(Trust::peer)
                .filter(peer -> !peer.equals(self))
                .flatMap(peer -> usable(peer, passed).stream())
                .sorted(Comparator.comparing(Trust::peer))
                .toList();
        if (named.size() < 2) {
            return named.stream().findFirst();
        }
        return named.stream().min(Comparator.comparingInt(trust -> lengthBeyond(trust.peer(), target, passed)));
    }

    private int lengthBeyond(RealmName peer, RealmName target, Set<RealmName> passed) {
        return beyond(peer, target, passed).map(List::size).orElse(Integer.MAX_VALUE);
    }

    /** The realms after {@code peer} on the way that is told, {@code target} the last; empty if none is told. */
    Optional<List<RealmName>> beyond(RealmName peer, RealmName target, Set<RealmName> passed) {
        Set<RealmName> avoided = new HashSet<>(passed);
        avoided.add(self);
        return told.way(peer, target, avoided);
    }

    /** The last realm of the walk that a trust reaches: the fewer hops the fewer realms to rely on. */
    private Optional<Trust> nearest(List<RealmName> walk, Set<RealmName> passed) {
        for (int i = walk.size() - 1; i >= 0; i--) {
            Optional<Trust> trust = usable(walk.get(i), passed);
            if (trust.isPresent()) {
                return trust;
            }
        }
        return Optional.empty();
    }

    /** Between two trees the walk goes over both tops, as they may well trust each other. */
    private List<RealmName> hierarchical(RealmName target) {
        return RealmHierarchy.between(self, target).orElseGet(() -> RealmHierarchy.acrossTrees(self, target));
    }

    private Optional<Trust> usable(RealmName peer, Set<RealmName> passed) {
        return passed.contains(peer) ? Optional.empty() : trusts.find(peer).filter(Trust::admitsOut);
    }
}
