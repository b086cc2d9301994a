package org.hanse.kdc.federation;

import java.time.Instant;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.introduction.Introduction;
import org.hanse.realmtrust.introduction.IntroductionReason;
import org.hanse.realmtrust.introduction.IntroductionRules;
import org.hanse.realmtrust.introduction.IntroductionRules.Acquaintance;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.Party;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/** Makes declarations of the introductions that are believed, and ends those whose time is over. Thread-safe. */
final class IntroducedTrusts {
    private static final Logger LOG = LogManager.getLogger(IntroducedTrusts.class);

    private final IntroductionStore introductions;
    private final DeclarationStore declarations;
    private final TrustStore trusts;
    private final PeerHistories histories;
    private final PeerDocuments documents;
    private final WishedTrusts wished;

    IntroducedTrusts(Introductions.Source source) {
        this.introductions = source.introductions();
        this.declarations = source.declarations();
        this.trusts = source.trusts();
        this.histories = source.histories();
        this.documents = source.documents();
        this.wished = new WishedTrusts(source.trusts());
    }

    /** What is known of a realm of that name. */
    Acquaintance acquaintance(RealmName peer) {
        Optional<KeyHistory> surely = documents
                .known(peer)
                .fold(new PeerView.Cases<>(
                        known -> Optional.of(known.history()),
                        unconfirmed -> Optional.empty(),
                        refused -> Optional.empty()));
        boolean isActive = trusts.find(peer)
                .filter(trust -> trust.state() == TrustState.ACTIVE)
                .isPresent();
        return new Acquaintance(introductions.terms(peer), declarations.find(peer), surely, isActive);
    }

    /** @return why it is not believed; empty if it is, and there is a declaration now */
    Optional<IntroductionReason> take(SignedIntroduction signed, Party self, Instant now) {
        Introduction introduction = signed.introduction();
        RealmName introducer = introduction.introducer().realm();
        if (introduction.other(self).isEmpty()) {
            return Optional.of(IntroductionReason.NOT_FOR_US);
        }
        RealmName peer = introduction.other(self).orElseThrow().realm();
        Acquaintance by = acquaintance(introducer);
        Optional<Declaration> found = declarations.find(peer);
        Optional<IntroductionReason> fault = IntroductionRules.faultOf(
                signed, self, by, introductions.find(introducer, peer), found, histories.find(peer), now);
        if (fault.isPresent()) {
            return fault;
        }
        if (found.isEmpty() && trusts.find(peer).isPresent()) {
            return Optional.of(IntroductionReason.PEER_KNOWN); // by a shared secret
        }
        Declaration wish = IntroductionRules.declaration(introduction, self, by.terms());
        if (!introductions.keep(peer, signed, actor(wish))) {
            return Optional.of(IntroductionReason.USED);
        }
        wished.prepare(wish, actor(wish));
        // An operator may have been faster.
        declarations.change(
                peer, actor(wish), before -> before.equals(found) ? Optional.of(renewed(found, wish)) : before);
        LOG.info("{} has introduced {}: a trust is wished for, until {}", introducer, peer, introduction.expires());
        return Optional.empty();
    }

    /** Codes that were compared stay compared. */
    private static Declaration renewed(Optional<Declaration> found, Declaration wish) {
        return found.flatMap(Declaration::confirmed).map(wish::confirmedAs).orElse(wish);
    }

    void endThoseThatAreOver(Instant now) {
        declarations.all().stream()
                .filter(declaration -> declaration.origin() == Origin.INTRODUCTION)
                .filter(declaration -> !goesOn(declaration, now))
                .forEach(this::end);
    }

    private boolean goesOn(Declaration declaration, Instant now) {
        RealmName introducer = RealmName.of(declaration.by().orElseThrow());
        return IntroductionRules.goesOn(
                declaration, introductions.terms(introducer), introductions.find(introducer, declaration.peer()), now);
    }

    private void end(Declaration over) {
        declarations.change(
                over.peer(), actor(over), found -> found.equals(Optional.of(over)) ? Optional.empty() : found);
        wished.forget(over.peer(), actor(over));
        LOG.info(
                "the introduction of {} by {} is over: that trust ends",
                over.peer(),
                over.by().orElse(""));
    }

    private static String actor(Declaration declaration) {
        return Origin.INTRODUCTION.word() + ":" + declaration.by().orElse("");
    }
}
