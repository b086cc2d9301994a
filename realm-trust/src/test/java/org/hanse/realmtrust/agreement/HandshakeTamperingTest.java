package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to whoever changes a message on its way and can sign it all the same, or is the peer and cheats. */
class HandshakeTamperingTest {
    /** A point of order two in X25519's coordinate, RFC 7748 §6.1; with it every secret is zero. */
    private static final Octets ZERO_POINT = Octets.wrap(new byte[32]);

    private final TwoRealms realms = new TwoRealms();

    static Stream<Arguments> proposals() {
        return Stream.of(
                Arguments.of(
                        "suites removed",
                        edit(p -> proposal(p, p.epoch(), p.suites().subList(0, 1), p.direction()))),
                Arguments.of("direction", edit(p -> proposal(p, p.epoch(), p.suites(), TrustDirection.OUT))),
                Arguments.of("epoch", edit(p -> proposal(p, Epoch.of(9), p.suites(), p.direction()))),
                Arguments.of("x25519", edit(p -> keys(p, flipped(p.x25519()), p.mlkem()))),
                Arguments.of("mlkem", edit(p -> keys(p, p.x25519(), flipped(p.mlkem())))));
    }

    /** The answer is to another proposal than the one that was made, so it is none. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("proposals")
    @Tag("T-020")
    void aProposalThatWasChangedOnItsWayIsAnsweredInVain(String what, UnaryOperator<Proposal> edit) {
        realms.declared();
        Message proposal = withTwoSuites(TwoRealms.said(realms.bergen));
        realms.luebeck.outbox.clear();
        realms.luebeck.receive(new Message(proposal.head(), edit.apply((Proposal) proposal.body())), realms.now);
        realms.bergen.receive(TwoRealms.said(realms.luebeck), realms.now);
        assertThat(realms.bergen.noted(Kind.REJECTED_BY_US, RejectionCode.UNKNOWN_PROPOSAL))
                .isTrue();
        assertThat(realms.bergen.stored.in()).isEmpty();
        assertThat(realms.bergen.stored.out()).isEmpty();
    }

    /** As a later version would propose: its own suite first. */
    private Message withTwoSuites(Message message) {
        Proposal made = (Proposal) message.body();
        Proposal later =
                proposal(made, made.epoch(), List.of(Suite.offered().get(0), "hanse-2-future"), made.direction());
        AgreementState state = realms.bergen.state();
        Pending.Proposed open = (Pending.Proposed) state.pending();
        realms.bergen.stored = new AgreeingRealm.Stored(
                new AgreementState(
                        state.parties(),
                        state.direction(),
                        state.identityConfirmed(),
                        state.own(),
                        state.peer(),
                        state.seen(),
                        state.epochs(),
                        new Pending.Proposed(later, Transcript.ofProposal(message.head(), later), open.secret()),
                        state.retry(),
                        state.rotateAt(),
                        state.failure(),
                        false),
                realms.bergen.stored.in(),
                realms.bergen.stored.out());
        return new Message(message.head(), later);
    }

    @Test
    @Tag("T-020")
    void suitesOfTheFutureAreOfferedAndPassedOver() {
        realms.declared();
        Message proposal = withTwoSuites(TwoRealms.said(realms.bergen));
        realms.luebeck.outbox.clear();
        realms.luebeck.receive(proposal, realms.now);
        realms.talk();
        assertThat(realms.bergen.state().issuing()).contains(Epoch.of(1));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "mlkem ciphertext",
                        RejectionCode.ANSWER_MAC_WRONG,
                        change(a -> answer(a, a.suites(), a.direction(), a.x25519(), flipped(a.mlkem()), a.mac()))),
                Arguments.of(
                        "x25519",
                        RejectionCode.ANSWER_MAC_WRONG,
                        change(a -> answer(a, a.suites(), a.direction(), flipped(a.x25519()), a.mlkem(), a.mac()))),
                Arguments.of(
                        "mac",
                        RejectionCode.ANSWER_MAC_WRONG,
                        change(a -> answer(a, a.suites(), a.direction(), a.x25519(), a.mlkem(), flipped(a.mac())))),
                Arguments.of(
                        "direction",
                        RejectionCode.ANSWER_MAC_WRONG,
                        change(a -> answer(a, a.suites(), TrustDirection.IN, a.x25519(), a.mlkem(), a.mac()))),
                Arguments.of(
                        "suites added",
                        RejectionCode.ANSWER_MAC_WRONG,
                        change(a -> answer(
                                a,
                                List.of(a.suite(), "hanse-2-future"),
                                a.direction(),
                                a.x25519(),
                                a.mlkem(),
                                a.mac()))),
                Arguments.of(
                        "suites without the chosen one",
                        RejectionCode.SUITE_DOWNGRADED,
                        change(a -> answer(a, List.of("hanse-0-weak"), a.direction(), a.x25519(), a.mlkem(), a.mac()))),
                Arguments.of(
                        "a weaker suite chosen",
                        RejectionCode.SUITE_DOWNGRADED,
                        change(a -> new Answer(
                                a.proposal(),
                                "hanse-0-weak",
                                a.suites(),
                                a.direction(),
                                a.x25519(),
                                a.mlkem(),
                                a.mac()))),
                Arguments.of(
                        "zero point",
                        RejectionCode.KEY_EXCHANGE_INVALID,
                        change(a -> answer(a, a.suites(), a.direction(), ZERO_POINT, a.mlkem(), a.mac()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @Tag("T-020")
    void anAnswerThatWasChangedOnItsWayIsRefusedAndGivesNoKey(
            String what, RejectionCode code, UnaryOperator<Answer> edit) {
        realms.declared();
        Message proposal = TwoRealms.said(realms.bergen);
        realms.luebeck.outbox.clear();
        realms.luebeck.receive(proposal, realms.now);
        Message answer = TwoRealms.said(realms.luebeck);
        realms.bergen.receive(new Message(answer.head(), edit.apply((Answer) answer.body())), realms.now);
        assertThat(realms.bergen.noted(Kind.REJECTED_BY_US, code)).isTrue();
        assertThat(realms.bergen.failure()).contains(code);
        assertThat(realms.bergen.stored.in()).isEmpty();
    }

    @Test
    void aConfirmationWithAWrongMacIsRefusedAndGivesNoKey() {
        realms.declared();
        realms.talk(message -> !(message.body() instanceof Confirmation), java.time.Duration.ofMinutes(5));
        Pending.Confirming open = (Pending.Confirming) realms.bergen.state().pending();
        realms.bergen.tick(realms.now = realms.now.plusSeconds(61));
        Message confirmation = realms.bergen.outbox.remove(0);
        assertThat(confirmation.body()).isEqualTo(new Confirmation(open.transcript(), open.mac()));
        realms.luebeck.receive(
                new Message(confirmation.head(), new Confirmation(open.transcript(), flipped(open.mac()))), realms.now);
        assertThat(realms.luebeck.failure()).contains(RejectionCode.CONFIRM_MAC_WRONG);
        assertThat(realms.luebeck.stored.in()).isEmpty();
        assertThat(realms.luebeck.stored.out()).isEmpty();
    }

    static Stream<Arguments> invalidKeys() {
        byte[] unreduced = new byte[KeyExchange.MLKEM_KEY];
        unreduced[0] = (byte) 0x01;
        unreduced[1] = (byte) 0x0D; // the coefficient 3329, which is zero written otherwise
        return Stream.of(
                Arguments.of("zero point", edit(p -> keys(p, ZERO_POINT, p.mlkem()))),
                Arguments.of("point of small order", edit(p -> keys(p, one(), p.mlkem()))),
                Arguments.of("ML-KEM key not reduced", edit(p -> keys(p, p.x25519(), Octets.wrap(unreduced)))));
    }

    /** RFC 7748 §6.1, FIPS 203 §7.2. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidKeys")
    void keysThatNoHonestRealmSendsAreRefused(String what, UnaryOperator<Proposal> edit) {
        realms.declared();
        Message proposal = TwoRealms.said(realms.bergen);
        realms.luebeck.receive(new Message(proposal.head(), edit.apply((Proposal) proposal.body())), realms.now);
        assertThat(realms.luebeck.failure()).contains(RejectionCode.KEY_EXCHANGE_INVALID);
        assertThat(realms.luebeck.noted(Kind.ANSWERED)).isFalse();
    }

    /** No flag asks for less: who offers only what we do not know, gets nothing. */
    @Test
    @Tag("T-007")
    void aWeakerSuiteIsNotToBeHad() {
        realms.declared();
        Message proposal = TwoRealms.said(realms.bergen);
        Proposal made = (Proposal) proposal.body();
        Proposal weak = proposal(made, made.epoch(), List.of("rc4-and-a-password", "hanse-0-x25519"), made.direction());
        realms.luebeck.receive(new Message(proposal.head(), weak), realms.now);
        assertThat(realms.luebeck.failure()).contains(RejectionCode.NO_COMMON_SUITE);
        assertThat(realms.luebeck.noted(Kind.ANSWERED)).isFalse();
    }

    private static UnaryOperator<Proposal> edit(UnaryOperator<Proposal> edit) {
        return edit;
    }

    private static UnaryOperator<Answer> change(UnaryOperator<Answer> edit) {
        return edit;
    }

    private static Proposal proposal(Proposal p, Epoch epoch, List<String> suites, TrustDirection direction) {
        return new Proposal(
                epoch, p.expires(), suites, direction, p.ownDocument(), p.peerDocument(), p.x25519(), p.mlkem());
    }

    private static Proposal keys(Proposal p, Octets x25519, Octets mlkem) {
        return new Proposal(
                p.epoch(), p.expires(), p.suites(), p.direction(), p.ownDocument(), p.peerDocument(), x25519, mlkem);
    }

    private static Answer answer(
            Answer a, List<String> suites, TrustDirection direction, Octets x25519, Octets mlkem, Octets mac) {
        return new Answer(a.proposal(), a.suite(), suites, direction, x25519, mlkem, mac);
    }

    private static Octets one() {
        byte[] point = new byte[32];
        point[0] = 1;
        return Octets.wrap(point);
    }

    /** One bit of the last octet but one, which keeps coefficients reduced and points valid. */
    private static Octets flipped(Octets octets) {
        byte[] changed = octets.toByteArray();
        changed[changed.length - 2] ^= 1;
        return Octets.wrap(changed);
    }
}
