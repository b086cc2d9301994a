package org.hanse.realmtrust.introduction;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.SeededRandom;
import org.hanse.realmtrust.introduction.IntroductionRules.Acquaintance;
import org.hanse.realmtrust.trust.TrustDirection;

/** VISBY knows LUEBECK and BERGEN, and they know VISBY: keys and documents of fixed seeds. */
final class Acquaintances {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** When the three were made. */
    private static final Instant YESTERDAY = NOON.minusSeconds(86_400);

    final SecureRandom random;
    final RealmIdentity visby;
    final RealmIdentity luebeck;
    final RealmIdentity bergen;

    Acquaintances() {
        this(21);
    }

    Acquaintances(long seed) {
        random = new SeededRandom(seed);
        visby = identity("VISBY.EXAMPLE");
        luebeck = identity("LUEBECK.EXAMPLE");
        bergen = identity("BERGEN.EXAMPLE");
    }

    private RealmIdentity identity(String realm) {
        String url = "https://kdc." + realm.toLowerCase(Locale.ROOT);
        DocumentFacts facts = new DocumentFacts(
                new Endpoints(List.of(url), List.of(), List.of()),
                List.of(),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
        return Publication.due(RealmIdentity.create(RealmName.of(realm), random), facts, YESTERDAY, random)
                .orElseThrow();
    }

    static Party party(RealmIdentity realm) {
        return new Party(realm.realm(), realm.id());
    }

    static KeyHistory history(RealmIdentity realm) {
        return realm.history().orElseThrow();
    }

    /** An active trust that an operator declared, with a realm that may be introduced and may introduce. */
    static Acquaintance known(RealmIdentity realm) {
        return known(realm, new Terms(realm.realm(), Optional.of(TrustDirection.BOTH), true));
    }

    static Acquaintance known(RealmIdentity realm, Terms terms) {
        return new Acquaintance(
                terms,
                Optional.of(Declaration.byOperator(
                        realm.realm(), "https://typed.example", Optional.of(realm.id()), TrustDirection.BOTH)),
                realm.history(),
                true);
    }

    static Declaration introduced(RealmIdentity realm, RealmIdentity by) {
        return new Declaration(
                realm.realm(),
                "https://kdc." + realm.realm().value().toLowerCase(Locale.ROOT),
                Optional.of(realm.id()),
                Optional.empty(),
                TrustDirection.BOTH,
                Origin.INTRODUCTION,
                Optional.of(by.realm().value()));
    }

    SignedRequest request(RealmIdentity from, RealmIdentity to, RealmIdentity peer, Instant sent) {
        return SignedRequest.sign(
                new IntroductionRequest(party(from), from.fingerprint(), party(to), peer.realm(), sent),
                from.signingKey(),
                random);
    }

    /** VISBY's, of LUEBECK and BERGEN. */
    SignedIntroduction introduction(Instant issued) {
        Introduction said =
                IntroductionRules.between(party(visby), visby.fingerprint(), history(luebeck), history(bergen), issued);
        return SignedIntroduction.sign(said, visby.signingKey(), random);
    }
}
