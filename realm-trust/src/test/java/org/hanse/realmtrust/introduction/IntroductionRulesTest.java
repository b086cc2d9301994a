package org.hanse.realmtrust.introduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.introduction.Acquaintances.NOON;
import static org.hanse.realmtrust.introduction.Acquaintances.introduced;
import static org.hanse.realmtrust.introduction.Acquaintances.known;
import static org.hanse.realmtrust.introduction.Acquaintances.party;

import java.time.Instant;
import java.util.Optional;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.introduction.IntroductionRules.Acquaintance;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LUEBECK asks VISBY for an introduction to BERGEN; BERGEN hears of it. */
class IntroductionRulesTest {
    private final Acquaintances realms = new Acquaintances();
    private final SignedIntroduction introduction = realms.introduction(NOON);

    private static Acquaintance at(Acquaintance one, boolean isActive, Optional<KeyHistory> history) {
        return new Acquaintance(one.terms(), one.declaration(), history, isActive);
    }

    private static Acquaintance with(Acquaintance one, Declaration declaration) {
        return new Acquaintance(one.terms(), Optional.of(declaration), one.history(), one.isActive());
    }

    @Nested
    class AtTheIntroducer {
        private final SignedRequest request = realms.request(realms.luebeck, realms.visby, realms.bergen, NOON);

        private Optional<IntroductionReason> fault(SignedRequest asked, Acquaintance from, Acquaintance peer) {
            return IntroductionRules.faultOf(asked, party(realms.visby), from, peer, NOON);
        }

        private Optional<IntroductionReason> fault(SignedRequest asked) {
            return fault(asked, known(realms.luebeck), known(realms.bergen));
        }

        @Test
        void twoWhomItMayIntroduceAreIntroducedByWhatTheirDocumentsSay() {
            assertThat(fault(request)).isEmpty();
            Introduction said = introduction.introduction();
            assertThat(said.introducer()).isEqualTo(party(realms.visby));
            assertThat(said.other(party(realms.luebeck)))
                    .contains(new Introduced(realms.bergen.realm(), realms.bergen.id(), "https://kdc.bergen.example"));
            assertThat(said.expires()).isEqualTo(NOON.plus(IntroductionRules.LIFE));
        }

        @Test
        void onlyWhomItsOperatorLetsItPassOn() {
            Terms none = Terms.none(realms.luebeck.realm());
            assertThat(fault(request, known(realms.luebeck, none), known(realms.bergen)))
                    .contains(IntroductionReason.NOT_PASSED);
            assertThat(fault(request, known(realms.luebeck), known(realms.bergen, Terms.none(realms.bergen.realm()))))
                    .contains(IntroductionReason.NOT_PASSED);
            assertThat(fault(request, known(realms.luebeck), at(known(realms.bergen), true, Optional.empty())))
                    .contains(IntroductionReason.NOT_PASSED);
        }

        @Test
        void nobodyAsksInTheNameOfAnother() {
            SignedRequest forged = SignedRequest.sign(
                    new IntroductionRequest(
                            party(realms.luebeck),
                            realms.bergen.fingerprint(),
                            party(realms.visby),
                            realms.bergen.realm(),
                            NOON),
                    realms.bergen.signingKey(),
                    realms.random);
            assertThat(fault(forged)).contains(IntroductionReason.INTRODUCER_UNKNOWN);
            assertThat(fault(realms.request(realms.bergen, realms.visby, realms.luebeck, NOON)))
                    .contains(IntroductionReason.INTRODUCER_UNKNOWN);
            assertThat(fault(request, at(known(realms.luebeck), false, realms.luebeck.history()), known(realms.bergen)))
                    .contains(IntroductionReason.INTRODUCER_UNKNOWN);
        }

        @Test
        void aRequestIsForOneRealmAndForNow() {
            assertThat(fault(realms.request(realms.luebeck, realms.bergen, realms.visby, NOON)))
                    .contains(IntroductionReason.NOT_FOR_US);
            for (long seconds : new long[] {-301, 301}) {
                assertThat(fault(
                                realms.request(realms.luebeck, realms.visby, realms.bergen, NOON.plusSeconds(seconds))))
                        .contains(IntroductionReason.CLOCK_WRONG);
            }
        }

        @Test
        void whoWasIntroducedIsPassedOnToNobody() {
            assertThat(fault(
                            request,
                            with(known(realms.luebeck), introduced(realms.luebeck, realms.bergen)),
                            known(realms.bergen)))
                    .contains(IntroductionReason.TOO_DEEP);
            assertThat(fault(
                            request,
                            known(realms.luebeck),
                            with(known(realms.bergen), introduced(realms.bergen, realms.luebeck))))
                    .contains(IntroductionReason.TOO_DEEP);
        }
    }

    @Nested
    class AtBergen {
        private Optional<IntroductionReason> fault(Acquaintance visby) {
            return fault(introduction, visby, Optional.empty(), Optional.empty(), Optional.empty(), NOON);
        }

        private Optional<IntroductionReason> fault(
                SignedIntroduction said,
                Acquaintance visby,
                Optional<SignedIntroduction> kept,
                Optional<Declaration> found,
                Optional<KeyHistory> known,
                Instant now) {
            return IntroductionRules.faultOf(said, party(realms.bergen), visby, kept, found, known, now);
        }

        @Test
        void itBecomesADeclarationThatSaysByWhom() {
            assertThat(fault(known(realms.visby))).isEmpty();
            Declaration made = IntroductionRules.declaration(
                    introduction.introduction(),
                    party(realms.bergen),
                    new Terms(realms.visby.realm(), Optional.of(TrustDirection.IN), false));
            assertThat(made)
                    .isEqualTo(new Declaration(
                            realms.luebeck.realm(),
                            "https://kdc.luebeck.example",
                            Optional.of(realms.luebeck.id()),
                            Optional.empty(),
                            TrustDirection.IN,
                            Origin.INTRODUCTION,
                            Optional.of("VISBY.EXAMPLE")));
        }

        @Test
        void notUnlessItsOperatorHasSaidSo() {
            assertThat(fault(known(realms.visby, new Terms(realms.visby.realm(), Optional.empty(), true))))
                    .contains(IntroductionReason.NOT_ACCEPTED);
        }

        @Test
        void notByARealmThatIsNotSurelyKnownOrWasIntroducedItself() {
            assertThat(fault(at(known(realms.visby), true, Optional.empty())))
                    .contains(IntroductionReason.INTRODUCER_UNKNOWN);
            assertThat(fault(at(known(realms.visby), false, realms.visby.history())))
                    .contains(IntroductionReason.INTRODUCER_UNKNOWN);
            Declaration introduced = introduced(realms.visby, realms.luebeck);
            assertThat(fault(with(known(realms.visby), introduced))).contains(IntroductionReason.TOO_DEEP);
            assertThat(fault(with(known(realms.visby), introduced.confirmedAs(realms.visby.id()))))
                    .isEmpty();
        }

        @Test
        @Tag("T-006")
        void whatIsKnownFirstAlwaysWins() {
            Declaration typed = Declaration.byOperator(
                    realms.luebeck.realm(), "https://x.example", Optional.empty(), TrustDirection.BOTH);
            assertThat(fault(
                            introduction,
                            known(realms.visby),
                            Optional.empty(),
                            Optional.of(typed),
                            Optional.empty(),
                            NOON))
                    .contains(IntroductionReason.PEER_KNOWN);
            assertThat(fault(
                            introduction,
                            known(realms.visby),
                            Optional.empty(),
                            Optional.of(introduced(realms.luebeck, realms.bergen)),
                            Optional.empty(),
                            NOON))
                    .as("introduced by somebody else")
                    .contains(IntroductionReason.PEER_KNOWN);
            assertThat(knowing(realms.luebeck.history())).isEmpty();
            assertThat(knowing(new Acquaintances(22).luebeck.history()))
                    .as("another of that name")
                    .contains(IntroductionReason.PEER_KNOWN);
        }

        private Optional<IntroductionReason> knowing(Optional<KeyHistory> luebeck) {
            return fault(introduction, known(realms.visby), Optional.empty(), Optional.empty(), luebeck, NOON);
        }

        @Test
        void aLaterOneByTheSameIntroducerRenewsIt() {
            SignedIntroduction later = realms.introduction(NOON.plusSeconds(60));
            assertThat(fault(
                            later,
                            known(realms.visby),
                            Optional.of(introduction),
                            Optional.of(introduced(realms.luebeck, realms.visby)),
                            realms.luebeck.history(),
                            NOON.plusSeconds(60)))
                    .isEmpty();
        }

        /** An operator has ended the trust; who recorded the introduction shows it again. */
        @Test
        @Tag("T-003")
        void eachCountsOnce() {
            assertThat(fault(
                            introduction,
                            known(realms.visby),
                            Optional.of(introduction),
                            Optional.empty(),
                            Optional.empty(),
                            NOON))
                    .contains(IntroductionReason.USED);
        }

        @Test
        @Tag("T-010")
        void onlyInItsTime() {
            Instant end = introduction.introduction().expires();
            assertThat(when(end)).contains(IntroductionReason.EXPIRED);
            assertThat(when(NOON.minusSeconds(301))).contains(IntroductionReason.CLOCK_WRONG);
            assertThat(when(NOON.minusSeconds(300))).isEmpty();
        }

        private Optional<IntroductionReason> when(Instant now) {
            return fault(introduction, known(realms.visby), Optional.empty(), Optional.empty(), Optional.empty(), now);
        }

        @Test
        void whoIsNoneOfTheTwoHasNothingToDoWithIt() {
            assertThat(IntroductionRules.faultOf(
                            introduction,
                            new Party(realms.bergen.realm(), realms.luebeck.id()),
                            known(realms.visby),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            NOON))
                    .contains(IntroductionReason.NOT_FOR_US);
        }

        @Test
        void theTrustEndsWithTheIntroductionUnlessCodesWereCompared() {
            Declaration made = introduced(realms.luebeck, realms.visby);
            Terms terms = new Terms(realms.visby.realm(), Optional.of(TrustDirection.BOTH), false);
            Instant end = introduction.introduction().expires();
            assertThat(IntroductionRules.goesOn(made, terms, Optional.of(introduction), end.minusSeconds(1)))
                    .isTrue();
            assertThat(IntroductionRules.goesOn(made, terms, Optional.of(introduction), end))
                    .isFalse();
            assertThat(IntroductionRules.goesOn(
                            made, Terms.none(realms.visby.realm()), Optional.of(introduction), NOON))
                    .isFalse();
            assertThat(IntroductionRules.goesOn(made, terms, Optional.empty(), NOON))
                    .isFalse();
            assertThat(IntroductionRules.goesOn(
                            made.confirmedAs(realms.luebeck.id()), terms, Optional.of(introduction), end))
                    .isTrue();
        }
    }
}
