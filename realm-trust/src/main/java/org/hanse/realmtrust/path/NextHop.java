package org.hanse.realmtrust.path;

import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;

/** Which of our peers is nearest to a realm, RFC 4120 §1.2 and §3.3.3. */
public final class NextHop {
    private NextHop() {}

    /**
     * The trust to go on by: with the realm itself, else with one that is on the way to it.
     *
     * @param self this realm
     * @param cameFrom the realm that issued the ticket in hand; never sent back there
     * @return empty when no trust in force leads there
     */
    public static Optional<Trust> towards(
            RealmName target, RealmName self, Optional<RealmName> cameFrom, TrustDirectory trusts) {
        Optional<Trust> direct = trusts.find(target).filter(Trust::admitsOut);
        if (direct.isPresent()) {
            return direct.filter(trust -> !cameFrom.equals(Optional.of(trust.peer())));
        }
        return trusts.all().stream()
                .filter(Trust::admitsOut)
                .filter(trust -> trust.policy().transitTo().contains(target))
                .filter(trust -> !cameFrom.equals(Optional.of(trust.peer())))
                .filter(trust -> !trust.peer().equals(self))
                .findFirst();
    }
}
