package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How two realms come to have keys, change them and part. */
class AgreementTest {
    private static final Epoch FIRST = Epoch.of(1);
    private static final Epoch SECOND = Epoch.of(2);

    @Test
    @Tag("T-008")
    void twoDeclarationsMakeATrustUnderRandomKeysOfAes256() {
        TwoRealms realms = TwoRealms.agreed();
        assertThat(realms.bergen.state().shown()).isEqualTo(TrustState.ACTIVE);
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
        List<ProtocolKey> keys = realms.bergen.stored.out().orElseThrow().keys();
        assertThat(keys)
                .extracting(ProtocolKey::etype)
                .containsExactly(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES256_CTS_HMAC_SHA1_96);
        assertThat(keys).allMatch(key -> key.toEncryptionKey().secret().length() == 32);
        assertThat(realms.luebeck.stored.in()).containsExactly(Map.entry(FIRST, keys));
        assertThat(Duration.between(TwoRealms.NOON, realms.now)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Tag("T-007")
    void eachDirectionHasAKeyOfItsOwn() {
        TwoRealms realms = TwoRealms.agreed();
        List<ProtocolKey> out = realms.bergen.stored.out().orElseThrow().keys();
        List<ProtocolKey> in = realms.luebeck.stored.out().orElseThrow().keys();
        assertThat(out).doesNotContainAnyElementsOf(in).doesNotHaveDuplicates();
        assertThat(realms.bergen.stored.in()).containsValue(in).doesNotContainValue(out);
    }

    @Test
    void nothingHappensOnOneSidesWord() {
        TwoRealms realms = new TwoRealms();
        realms.bergen.declare(realms.now);
        realms.talk();
        assertThat(realms.bergen.stored.in()).isEmpty();
        assertThat(realms.bergen.stored.out()).isEmpty();
        assertThat(realms.luebeck.stored.in()).isEmpty();
        assertThat(realms.bergen.state().shown()).isEqualTo(TrustState.DECLARED);
        assertThat(realms.bergen.failure()).contains(RejectionCode.NOT_DECLARED);
    }

    @Test
    @Tag("T-001")
    void whoseIdentityIsNotConfirmedGetsNoKeys() {
        TwoRealms realms = new TwoRealms();
        realms.bergen.declare(realms.now);
        realms.luebeck.order(
                facts -> realms.luebeck.agreement.declare(realms.luebeck.state(), TrustDirection.BOTH, false, facts),
                realms.now);
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.UNCONFIRMED);
        assertThat(realms.bergen.failure()).contains(RejectionCode.IDENTITY_UNCONFIRMED);
        assertThat(realms.bergen.stored.in()).isEmpty();
        assertThat(realms.luebeck.stored.in()).isEmpty();

        realms.luebeck.order(
                facts -> realms.luebeck.agreement.confirmIdentity(realms.luebeck.state(), facts), realms.now);
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
        assertThat(realms.bergen.failure()).isEmpty();
    }

    @Test
    @Tag("T-002")
    void aSecondAnswerIsRefusedAndShownToBoth() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        Message proposal = TwoRealms.said(realms.bergen);
        AgreeingRealm.Stored before = realms.luebeck.stored;
        realms.luebeck.outbox.clear();
        realms.luebeck.receive(proposal, realms.now);
        Message first = TwoRealms.said(realms.luebeck);
        realms.luebeck.stored = before; // somebody else has all that LUEBECK has, and answers too
        realms.luebeck.receive(proposal, realms.now);
        Message second = TwoRealms.said(realms.luebeck);

        realms.bergen.receive(second, realms.now);
        List<ProtocolKey> keys = realms.bergen.stored.in().get(FIRST);
        realms.bergen.outbox.clear();
        realms.bergen.receive(first, realms.now);
        assertThat(realms.bergen.noted(Kind.REJECTED_BY_US, RejectionCode.SECOND_ANSWER))
                .isTrue();
        assertThat(realms.bergen.failure()).contains(RejectionCode.SECOND_ANSWER);
        assertThat(realms.bergen.stored.in()).containsEntry(FIRST, keys);
        realms.luebeck.receive(TwoRealms.said(realms.bergen), realms.now);
        assertThat(realms.luebeck.noted(Kind.REJECTED_BY_PEER, RejectionCode.SECOND_ANSWER))
                .isTrue();
    }

    @Test
    @Tag("T-003")
    void aProposalFromBeforeARemovalLeadsNowhere() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        Message old = TwoRealms.said(realms.bergen);
        realms.luebeck.order(facts -> realms.luebeck.agreement.remove(realms.luebeck.state(), facts), realms.now);
        realms.luebeck.declare(realms.now);
        realms.luebeck.outbox.clear();
        realms.luebeck.receive(old, realms.now);
        assertThat(realms.luebeck.noted(Kind.REJECTED_BY_US, RejectionCode.REMOVED_SINCE))
                .isTrue();
        assertThat(realms.luebeck.noted(Kind.ANSWERED)).isFalse();
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
    }

    @Test
    @Tag("T-003")
    void aProposalCountsOnce() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        Message proposal = realms.bergen.outbox.get(0);
        realms.talk();
        realms.luebeck.receive(proposal, realms.now);
        assertThat(realms.luebeck.noted(Kind.REJECTED_BY_US, RejectionCode.EPOCH_BEHIND))
                .isTrue();
        assertThat(realms.luebeck.stored.in()).containsOnlyKeys(FIRST);
        assertThat(realms.luebeck.state().pending().isNone()).isTrue();
    }

    @Test
    @Tag("T-004")
    void whatOneSideConfirmsAloneIsUsedByNobodyAndEnds() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        realms.talk(message -> !(message.body() instanceof Confirmation), Duration.ofMinutes(5));
        assertThat(realms.bergen.state().issuing()).isEmpty();
        assertThat(realms.bergen.stored.out()).isEmpty();
        assertThat(realms.luebeck.state().accepting()).isEmpty();
        assertThat(realms.luebeck.state().issuing()).isEmpty();

        realms.now = realms.now.plus(AgreeingRealm.SETTINGS.proposalLife());
        realms.luebeck.tick(realms.now);
        assertThat(realms.luebeck.noted(Kind.ABANDONED)).isTrue();
        assertThat(realms.luebeck.stored.in()).isEmpty();
        realms.talk();
        // What was confirmed too late is given up by both, and a new epoch agreed on.
        assertThat(realms.bergen.noted(Kind.FORGOTTEN)).isTrue();
        assertThat(realms.bergen.stored.in()).containsOnlyKeys(SECOND);
        assertThat(realms.luebeck.stored.in()).containsOnlyKeys(SECOND);
    }

    @Test
    @Tag("T-012")
    void rotationMakesAcceptorsReadyFirstAndKeepsOldKeysAsLongAsTheirTickets() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        bergen.order(facts -> bergen.agreement.rotate(bergen.state(), facts), realms.now);
        realms.talk(
                message -> !message.head().standing().accepts().equals(SECOND)
                        || message.head().from().equals(bergen.party),
                Duration.ofMinutes(10));
        // LUEBECK's word that it accepts is lost: BERGEN goes on under the old key, and accepts under both.
        assertThat(bergen.state().issuing()).contains(FIRST);
        assertThat(bergen.state().accepting()).containsExactly(SECOND, FIRST);
        assertThat(realms.luebeck.state().issuing()).contains(SECOND);

        realms.talk();
        assertThat(bergen.state().issuing()).contains(SECOND);
        Instant switched = realms.now;
        AgreementSettings times = AgreeingRealm.SETTINGS;
        Instant lastTicketEnds = switched.plus(times.ticketLife()).plus(times.clockSkew());
        realms.now = lastTicketEnds;
        realms.luebeck.tick(realms.now);
        assertThat(realms.luebeck.state().accepting()).contains(FIRST);
        realms.now = switched.plus(times.keptFor(times.ticketLife())).plusSeconds(1);
        realms.luebeck.tick(realms.now);
        assertThat(realms.luebeck.state().accepting()).doesNotContain(FIRST);
    }

    @Test
    @Tag("T-013")
    void revokedKeysAreGoneAtOnceHereAndWithTheFirstMessageThere() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        bergen.order(facts -> bergen.agreement.revoke(bergen.state(), facts), realms.now);
        assertThat(bergen.stored.in()).isEmpty();
        assertThat(bergen.stored.out()).isEmpty();
        realms.luebeck.receive(bergen.outbox.get(0), realms.now);
        assertThat(realms.luebeck.stored.in()).isEmpty();
        assertThat(realms.luebeck.stored.out()).isEmpty();
        realms.talk();
        assertThat(bergen.state().issuing()).contains(SECOND);
        assertThat(realms.luebeck.state().accepting()).containsExactly(SECOND);
    }

    @Test
    @Tag("T-014")
    void whoIsRemovedLearnsItAtTheNextContactAndStops() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        bergen.order(facts -> bergen.agreement.remove(bergen.state(), facts), realms.now);
        assertThat(bergen.stored.in()).isEmpty();
        bergen.outbox.clear(); // the news is lost

        realms.luebeck.order(facts -> realms.luebeck.agreement.rotate(realms.luebeck.state(), facts), realms.now);
        bergen.receive(TwoRealms.said(realms.luebeck), realms.now);
        realms.luebeck.receive(TwoRealms.said(bergen), realms.now);
        assertThat(realms.luebeck.noted(Kind.PEER_REMOVED)).isTrue();
        assertThat(realms.luebeck.stored.in()).isEmpty();
        assertThat(realms.luebeck.stored.out()).isEmpty();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.FAILED);

        bergen.declare(realms.now);
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
        assertThat(realms.luebeck.state().issuing()).contains(SECOND);
    }

    @Test
    @Tag("T-019")
    void clocksTenMinutesApartAreNamedAndDoNotHinderTheAgreement() {
        for (int minutes : new int[] {10, -10}) {
            TwoRealms realms = new TwoRealms(Duration.ofMinutes(minutes));
            realms.declared();
            realms.talk();
            assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
            assertThat(realms.luebeck.events).contains(new AgreementEvent(Kind.CLOCKS_DIFFER, minutes * 60 + " s"));
        }
    }

    @Test
    @Tag("T-019")
    void clocksHoursApartAreARefusalThatEndsWhenTheyAreMended() {
        TwoRealms realms = new TwoRealms(Duration.ofHours(2));
        realms.declared();
        realms.talk();
        assertThat(realms.bergen.failure()).contains(RejectionCode.CLOCK_DIFFERS);
        assertThat(realms.luebeck.failure()).contains(RejectionCode.CLOCK_DIFFERS);
        assertThat(realms.bergen.stored.in()).isEmpty();

        AgreeingRealm luebeck = new AgreeingRealm(
                realms.luebeck.party, realms.bergen.party, AgreeingRealm.SETTINGS, Duration.ZERO, new SeededRandom(8));
        luebeck.declare(realms.now);
        for (int i = 0; i < 60; i++) {
            realms.now = realms.now.plusSeconds(20);
            realms.bergen.tick(realms.now);
            luebeck.tick(realms.now);
            exchange(realms.bergen, luebeck, realms.now);
        }
        assertThat(luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
        assertThat(realms.bergen.failure()).isEmpty();
    }

    private static void exchange(AgreeingRealm one, AgreeingRealm other, Instant now) {
        while (!one.outbox.isEmpty() || !other.outbox.isEmpty()) {
            if (!one.outbox.isEmpty()) {
                other.receive(one.outbox.remove(0), now);
            }
            if (!other.outbox.isEmpty()) {
                one.receive(other.outbox.remove(0), now);
            }
        }
    }

    @Test
    void whenBothStartTheLowerIdWins() {
        for (boolean bergenLower : new boolean[] {true, false}) {
            TwoRealms realms = new TwoRealms(bergenLower ? 1 : 2, bergenLower ? 2 : 1, Duration.ZERO);
            realms.declared();
            realms.talk();
            AgreeingRealm lower = bergenLower ? realms.bergen : realms.luebeck;
            assertThat(realms.peerOf(lower).noted(Kind.SIMULTANEOUS_START)).isTrue();
            assertThat(realms.peerOf(lower).noted(Kind.ANSWERED)).isTrue();
            assertThat(lower.noted(Kind.ANSWERED)).isFalse();
            assertThat(lower.state().issuing()).contains(FIRST);
        }
    }

    @Test
    void suspensionCountsAtOnceHereAndWhenItIsHeardThere() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        bergen.order(facts -> bergen.agreement.suspend(bergen.state(), facts), realms.now);
        assertThat(bergen.state().issuing()).isEmpty();
        assertThat(bergen.state().accepting()).isEmpty();
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.SUSPENDED);
        assertThat(realms.luebeck.state().issuing()).isEmpty();
        bergen.order(facts -> bergen.agreement.resume(bergen.state(), facts), realms.now);
        realms.talk();
        assertThat(realms.luebeck.state().issuing()).contains(FIRST);
    }

    @Test
    void aRestoredRealmJumpsPastAllThatItsPeerHasSeen() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        AgreeingRealm.Stored old = bergen.stored;
        for (int i = 0; i < 3; i++) {
            bergen.order(facts -> bergen.agreement.rotate(bergen.state(), facts), realms.now);
            realms.talk();
        }
        assertThat(bergen.state().issuing()).contains(Epoch.of(4));
        bergen.stored = old;
        bergen.order(facts -> bergen.agreement.resync(bergen.state(), facts), realms.now);
        assertThat(bergen.state().issuing()).isEmpty();
        realms.talk();
        assertThat(bergen.state().issuing()).contains(Epoch.of(5));
        assertThat(realms.luebeck.state().issuing()).contains(Epoch.of(5));
        assertThat(realms.luebeck.noted(Kind.PEER_WENT_BACK)).isTrue();
    }

    @Test
    void aRestoreThatNobodyMentionedIsFoundOut() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        AgreeingRealm.Stored old = bergen.stored;
        for (int i = 0; i < 3; i++) {
            bergen.order(facts -> bergen.agreement.rotate(bergen.state(), facts), realms.now);
            realms.talk();
        }
        bergen.stored = old;
        bergen.order(facts -> bergen.agreement.rotate(bergen.state(), facts), realms.now);
        realms.talk();
        assertThat(bergen.noted(Kind.RESTORED)).isTrue();
        assertThat(bergen.state().issuing()).contains(Epoch.of(5));
        assertThat(realms.luebeck.state().accepting()).contains(Epoch.of(5));
    }

    /** Found by simulation: the news of a removal that the restore has undone comes when all is agreed anew. */
    @Test
    void aRemovalFromBeforeARestoreThatArrivesLateTakesNoKeys() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        AgreeingRealm.Stored old = bergen.stored;
        bergen.order(facts -> bergen.agreement.remove(bergen.state(), facts), realms.now);
        Message late = TwoRealms.said(bergen);
        bergen.stored = old;
        bergen.order(facts -> bergen.agreement.resync(bergen.state(), facts), realms.now);
        realms.talk();
        realms.luebeck.receive(late, realms.now);
        realms.talk();
        assertThat(realms.luebeck.state().issuing()).contains(SECOND);
        assertThat(bergen.state().accepting()).contains(SECOND);
    }

    @Test
    void keysAreMadeForTheDirectionsThatBothWant() {
        TwoRealms realms = new TwoRealms();
        declare(realms.bergen, TrustDirection.IN, realms.now);
        declare(realms.luebeck, TrustDirection.BOTH, realms.now);
        realms.talk();
        assertThat(realms.bergen.stored.out()).isEmpty();
        assertThat(realms.bergen.state().accepting()).containsExactly(FIRST);
        assertThat(realms.luebeck.stored.in()).isEmpty();
        assertThat(realms.luebeck.state().issuing()).contains(FIRST);
    }

    @Test
    void directionsThatDoNotMeetAreARefusal() {
        TwoRealms realms = new TwoRealms();
        declare(realms.bergen, TrustDirection.IN, realms.now);
        declare(realms.luebeck, TrustDirection.IN, realms.now);
        realms.talk();
        assertThat(realms.bergen.failure()).contains(RejectionCode.NO_COMMON_DIRECTION);
        assertThat(realms.luebeck.failure()).contains(RejectionCode.NO_COMMON_DIRECTION);
        assertThat(realms.bergen.state().shown()).isEqualTo(TrustState.FAILED);
        declare(realms.luebeck, TrustDirection.OUT, realms.now);
        realms.pass(Duration.ofMinutes(10));
        assertThat(realms.bergen.state().accepting()).isNotEmpty();
    }

    private static void declare(AgreeingRealm realm, TrustDirection direction, Instant now) {
        realm.order(facts -> realm.agreement.declare(realm.state(), direction, true, facts), now);
    }

    @Test
    void documentsThatDifferAreFetchedAnew() {
        TwoRealms realms = new TwoRealms();
        realms.bergen.document = AgreeingRealm.documentOf(AgreeingRealm.party("NEW.DOCUMENT", 3));
        realms.declared();
        realms.talk();
        assertThat(realms.luebeck.documentWanted).isTrue();
        assertThat(realms.luebeck.failure()).contains(RejectionCode.DOCUMENT_DIFFERS);
        realms.luebeck.peerDocument = realms.bergen.document;
        Instant paused = realms.luebeck.state().retry().at();
        assertThat(paused).isAfter(realms.now);
        realms.luebeck.order(
                facts -> realms.luebeck.agreement.documentChanged(realms.luebeck.state(), facts), realms.now);
        assertThat(realms.luebeck.failure()).isEmpty();
        assertThat(realms.luebeck.state().pending()).isInstanceOf(Pending.Proposed.class);
        realms.talk();
        assertThat(realms.luebeck.state().shown()).isEqualTo(TrustState.ACTIVE);
        assertThat(realms.luebeck.failure()).isEmpty();
    }

    @Test
    void secretsAreSealedWhileNeededAndThenGone() {
        TwoRealms realms = new TwoRealms();
        realms.bergen.declare(realms.now);
        assertThat(realms.bergen.state().pending()).isInstanceOf(Pending.Proposed.class);
        realms.luebeck.declare(realms.now);
        realms.talk();
        assertThat(realms.bergen.state().pending()).isEqualTo(new Pending.None());
        assertThat(realms.luebeck.state().pending()).isEqualTo(new Pending.None());
    }

    /** The master key changed in mid-agreement: a new proposal, and nobody is harmed. */
    @Test
    void aSecretThatDoesNotOpenMakesANewProposal() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        Pending.Proposed open = (Pending.Proposed) realms.bergen.state().pending();
        AgreementState state = realms.bergen.state();
        Octets spoiled = Octets.wrap(new byte[open.secret().length()]);
        realms.bergen.stored = new AgreeingRealm.Stored(
                new AgreementState(
                        state.parties(),
                        state.direction(),
                        state.identityConfirmed(),
                        state.own(),
                        state.peer(),
                        state.seen(),
                        state.epochs(),
                        new Pending.Proposed(open.proposal(), open.hash(), spoiled),
                        state.retry(),
                        state.rotateAt(),
                        state.failure(),
                        false),
                realms.bergen.stored.in(),
                Optional.empty());
        realms.talk();
        assertThat(realms.bergen.state().issuing()).contains(SECOND);
        assertThat(realms.luebeck.state().issuing()).contains(SECOND);
    }

    @Test
    void whoChangesKeysFasterThanTicketsEndHasToWait() {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm bergen = realms.bergen;
        for (int i = 0;
                i < AgreementSettings.MOST_EPOCHS + 3 && bergen.failure().isEmpty();
                i++) {
            bergen.order(facts -> bergen.agreement.rotate(bergen.state(), facts), realms.now);
            realms.now = realms.now.plusSeconds(1);
            talkBriefly(realms);
        }
        assertThat(bergen.failure()).contains(RejectionCode.TOO_MANY_EPOCHS);
        assertThat(bergen.state().issuing()).isPresent();
        assertThat(bergen.state().epochs()).hasSize(AgreementSettings.MOST_EPOCHS);
    }

    private static void talkBriefly(TwoRealms realms) {
        List<AgreeingRealm> both = List.of(realms.bergen, realms.luebeck);
        for (int i = 0; i < 5; i++) {
            exchange(realms.bergen, realms.luebeck, realms.now);
            realms.now = realms.now.plusSeconds(1);
            both.forEach(realm -> realm.tick(realms.now));
        }
    }
}
