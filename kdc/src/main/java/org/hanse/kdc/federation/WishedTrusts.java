package org.hanse.kdc.federation;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/** The trusts of declarations that no operator has typed, before an agreement has come of them and after. */
final class WishedTrusts {
    private final TrustStore trusts;

    WishedTrusts(TrustStore trusts) {
        this.trusts = trusts;
    }

    /**
     * To be done before the declaration, since who sees that finds the policy here: the default that lets the peer vouch for its own users. A trust that is there keeps its
     * policy, but for the direction.
     */
    void prepare(Declaration wish, String actor) {
        trusts.change(wish.peer(), actor, found -> {
            Trust before = found.orElseGet(() -> new Trust(
                    wish.peer(),
                    TrustPolicy.DEFAULT,
                    TrustState.DECLARED,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of()));
            return new Trust(
                    before.peer(),
                    before.policy().in(wish.direction()),
                    before.state(),
                    before.reason(),
                    before.keysIn(),
                    before.keysOut(),
                    before.kdcs());
        });
    }

    /** To be done after the declaration is gone: a trust that no agreement has come of; any other the agreement ends. */
    void forget(RealmName peer, String actor) {
        boolean isBare = trusts.find(peer)
                .filter(trust -> trust.state() == TrustState.DECLARED
                        && trust.keysIn().isEmpty()
                        && trust.keysOut().isEmpty())
                .isPresent();
        if (isBare) {
            trusts.remove(peer, actor);
        }
    }
}
