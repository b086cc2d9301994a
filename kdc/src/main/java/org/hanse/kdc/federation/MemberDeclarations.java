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
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustStore;

/** Makes of this realm's declarations what the lists of its federations say. Several servers may do it: each change is judged again where nobody else writes. */
final class MemberDeclarations {
    private static final Logger LOG = LogManager.getLogger(MemberDeclarations.class);

    private final RealmName realm;
    private final DeclarationStore declarations;
    private final TrustStore trusts;
    private final WishedTrusts wished;

    MemberDeclarations(RealmName realm, DeclarationStore declarations, TrustStore trusts) {
        this.realm = realm;
        this.declarations = declarations;
        this.trusts = trusts;
        this.wished = new WishedTrusts(trusts);
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
                .ifPresent(wish -> wished.prepare(wish, actor(wish)));
        declarations.change(
                peer,
                actor(wanted.or(() -> found).orElseThrow()),
                // An operator may have been faster, or another server.
                now -> now.equals(found) ? wanted : now);
        told(peer, found, wanted);
        if (wanted.isEmpty()) {
            wished.forget(peer, actor(found.orElseThrow()));
        }
    }

    private static Optional<TrustDirection> direction(Declaration wish) {
        return Optional.of(wish.direction());
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
