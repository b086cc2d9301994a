package org.hanse.kdc.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.Membership;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/** Makes of this realm's declarations what the lists of its federations say. Several servers may do it: each change is judged again where nobody else writes. */
final class MemberDeclarations {
    private static final Logger LOG = LogManager.getLogger(MemberDeclarations.class);

    private final RealmName realm;
    private final DeclarationStore declarations;
    private final TrustStore trusts;

    MemberDeclarations(RealmName realm, DeclarationStore declarations, TrustStore trusts) {
        this.realm = realm;
        this.declarations = declarations;
        this.trusts = trusts;
    }

    void follow(Fingerprint id, List<JoinedFederation> federations, Instant now) {
        Membership membership = new Membership(realm, id, federations, now);
        membership.concerned(declarations.all()).forEach(peer -> follow(peer, membership));
    }

    private void follow(RealmName peer, Membership membership) {
        Optional<Declaration> found = declarations.find(peer);
        boolean isTrusted = trusts.find(peer).isPresent();
        Optional<Declaration> wanted = membership.wanted(peer, found, isTrusted);
        if (wanted.equals(found)) {
            return;
        }
        // First the trust: who sees the declaration finds the policy there.
        wanted.filter(wish -> !direction(wish).equals(found.flatMap(MemberDeclarations::direction)))
                .ifPresent(this::prepare);
        declarations.change(
                peer,
                actor(wanted.or(() -> found).orElseThrow()),
                // An operator may have been faster, or another server.
                now -> now.equals(found) ? wanted : now);
        told(peer, found, wanted);
        if (wanted.isEmpty()) {
            trusts.find(peer)
                    .filter(MemberDeclarations::isBare)
                    .ifPresent(bare -> trusts.remove(peer, actor(found.orElseThrow())));
        }
    }

    private static Optional<TrustDirection> direction(Declaration wish) {
        return Optional.of(wish.direction());
    }

    /** The default that lets the peer vouch for its own users; a trust that is there keeps its policy, but for what the federation is accepted for. */
    private void prepare(Declaration wish) {
        trusts.change(wish.peer(), actor(wish), found -> {
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

    /** No agreement has come of it. */
    private static boolean isBare(Trust trust) {
        return trust.state() == TrustState.DECLARED
                && trust.keysIn().isEmpty()
                && trust.keysOut().isEmpty();
    }

    private static void told(RealmName peer, Optional<Declaration> found, Optional<Declaration> wanted) {
        if (wanted.isEmpty()) {
            LOG.info("the list of {} has {} no more, or is not accepted any more: that trust ends", by(found), peer);
        } else if (found.isEmpty()) {
            LOG.info("the list of {} has {}: a trust is wished for", by(wanted), peer);
        } else {
            LOG.info("the list of {} says something else of {} now", by(wanted), peer);
        }
    }

    private static String by(Optional<Declaration> declaration) {
        return declaration.flatMap(Declaration::by).orElse("");
    }

    private static String actor(Declaration declaration) {
        return Origin.FEDERATION.word() + ":" + declaration.by().orElse("");
    }
}
