package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.gss.GssContext;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.MechanismId;
import org.hanse.protocol.gss.NegTokenInit;
import org.hanse.protocol.gss.NegTokenResp;
import org.hanse.protocol.gss.NegTokenResp.NegState;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SPNEGO, RFC 4178: what is chosen, when the list of mechanisms must be proven, and what becomes of those who alter it. */
class NegotiationTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final TestService web = TestService.at(clock);
    private final Acceptor acceptor = web.acceptor();
    private final GssInitiator mutual = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
    private final GssInitiator oneWay = web.ticketFor(TestService.ALICE).initiator(TestService.ONE_WAY);

    @Test
    void kerberosFirstIsAcceptedInOneRoundAndNeedsNoMic() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual);

        Login.Accepted accepted = AcceptorTest.accepted(acceptor.accept(alice.firstToken()));

        NegTokenResp reply = response(accepted);
        assertThat(reply.state()).contains(NegState.ACCEPT_COMPLETED);
        assertThat(reply.supportedMechanism()).contains(MechanismId.KRB5);
        assertThat(reply.mechListMic()).isEmpty();
        assertThat(alice.next(bytes(accepted))).isEmpty();
        messagesPass(alice, accepted);
    }

    @Test
    void microsoftsNumberIsAnsweredWithMicrosoftsNumber() throws Exception {
        SpnegoInitiator alice =
                new SpnegoInitiator(mutual, List.of(MechanismId.KRB5_MICROSOFT, MechanismId.KRB5, MechanismId.NTLMSSP));

        Login.Accepted accepted = AcceptorTest.accepted(acceptor.accept(alice.firstToken()));

        assertThat(response(accepted).supportedMechanism()).contains(MechanismId.KRB5_MICROSOFT);
        assertThat(alice.next(bytes(accepted))).isEmpty();
    }

    @Test
    void anOfferWithoutTokenIsAskedForOne() throws Exception {
        NegTokenInit offer = NegTokenInit.offering(List.of(MechanismId.KRB5), Optional.empty());

        Login.Continue more = more(acceptor.accept(offer.encode()));
        NegTokenResp late =
                NegTokenResp.of(NegState.ACCEPT_INCOMPLETE).withToken(Optional.of(Octets.copyOf(mutual.firstToken())));
        Login.Accepted accepted = AcceptorTest.accepted(more.next().accept(late.encode()));

        assertThat(response(more).state()).contains(NegState.ACCEPT_INCOMPLETE);
        assertThat(response(accepted).state()).contains(NegState.ACCEPT_COMPLETED);
        assertThat(response(accepted).supportedMechanism()).isEmpty();
    }

    @Test
    void kerberosAsSecondChoiceIsBelievedOnlyAfterTheMic() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual, List.of(MechanismId.NTLMSSP, MechanismId.KRB5));

        Login.Continue asked = more(acceptor.accept(alice.firstToken()));
        assertThat(response(asked).state()).contains(NegState.REQUEST_MIC);
        byte[] late = alice.next(bytes(asked)).orElseThrow();
        Login.Continue proven = more(asked.next().accept(late));
        assertThat(response(proven).mechListMic()).isPresent();
        byte[] mic = alice.next(bytes(proven)).orElseThrow();
        Login.Accepted accepted = AcceptorTest.accepted(proven.next().accept(mic));

        assertThat(accepted.caller().principal()).isEqualTo(TestService.ALICE);
        assertThat(accepted.reply()).isEmpty();
        messagesPass(alice, accepted);
    }

    @Test
    void withoutMutualAuthenticationTheMicComesWithTheToken() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(oneWay, List.of(MechanismId.NEGOEX, MechanismId.KRB5));

        Login.Continue asked = more(acceptor.accept(alice.firstToken()));
        byte[] late = alice.next(bytes(asked)).orElseThrow();
        Login.Accepted accepted = AcceptorTest.accepted(asked.next().accept(late));

        assertThat(NegTokenResp.decode(late).mechListMic()).isPresent();
        assertThat(response(accepted).mechListMic()).isPresent();
        assertThat(alice.next(bytes(accepted))).isEmpty();
        messagesPass(alice, accepted);
    }

    @Test
    void anOptimisticTokenOfAnotherMechanismIsNotLookedAt() {
        NegTokenInit offer = NegTokenInit.offering(
                List.of(MechanismId.NTLMSSP, MechanismId.KRB5),
                Optional.of(Octets.copyOf("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))));

        assertThat(acceptor.accept(offer.encode())).isInstanceOf(Login.Continue.class);
    }

    @Test
    @Tag("A-029")
    void aListThatWasAlteredOnItsWayIsNoticed() throws Exception {
        // The client prefers NEGOEX; somebody takes it out, and puts NTLM before Kerberos.
        SpnegoInitiator alice = new SpnegoInitiator(oneWay, List.of(MechanismId.NEGOEX, MechanismId.KRB5));
        NegTokenInit altered = NegTokenInit.offering(List.of(MechanismId.NTLMSSP, MechanismId.KRB5), Optional.empty());

        Login.Continue asked = more(acceptor.accept(altered.encode()));
        byte[] late = alice.next(bytes(asked)).orElseThrow();
        Login.Refused refused = AcceptorTest.refused(asked.next().accept(late), RefusalReason.NEGOTIATION_ALTERED);

        assertThat(response(refused).state()).contains(NegState.REJECT);
    }

    @Test
    @Tag("A-029")
    void theMicMayNotBeLeftOutWhereItIsDue() throws Exception {
        NegTokenInit offer = NegTokenInit.offering(List.of(MechanismId.NTLMSSP, MechanismId.KRB5), Optional.empty());
        NegTokenResp withoutMic =
                NegTokenResp.of(NegState.ACCEPT_INCOMPLETE).withToken(Optional.of(Octets.copyOf(oneWay.firstToken())));

        Login.Continue asked = more(acceptor.accept(offer.encode()));

        AcceptorTest.refused(asked.next().accept(withoutMic.encode()), RefusalReason.NEGOTIATION_ALTERED);
    }

    @Test
    @Tag("A-029")
    void theLastWordWithoutMicIsRefused() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual, List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
        Login.Continue asked = more(acceptor.accept(alice.firstToken()));
        Login.Continue proven =
                more(asked.next().accept(alice.next(bytes(asked)).orElseThrow()));

        byte[] complete = NegTokenResp.of(NegState.ACCEPT_COMPLETED).encode();

        AcceptorTest.refused(proven.next().accept(complete), RefusalReason.NEGOTIATION_ALTERED);
    }

    @Test
    @Tag("A-032")
    void aConversationThatIsOverTakesNoMoreTokens() {
        Conversation conversation = acceptor.begin(Connection.UNKNOWN);
        AcceptorTest.accepted(conversation.accept(mutual.firstToken()));

        AcceptorTest.refused(conversation.accept(oneWay.firstToken()), RefusalReason.UNEXPECTED_TOKEN);
    }

    @Test
    @Tag("A-030")
    void anOfferWithoutKerberosIsRefusedByWhatItOffers() {
        NegTokenInit offer = NegTokenInit.offering(List.of(MechanismId.NTLMSSP, MechanismId.IAKERB), Optional.empty());

        Login.Refused refused = AcceptorTest.refused(acceptor.accept(offer.encode()), RefusalReason.WRONG_MECHANISM);

        assertThat(refused.explanation()).contains("NTLM").contains("IAKERB");
    }

    @Test
    void bareNtlmIsRefusedByName() {
        byte[] ntlm = "NTLMSSP\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

        Login.Refused refused = AcceptorTest.refused(acceptor.accept(ntlm), RefusalReason.WRONG_MECHANISM);

        assertThat(refused.explanation()).contains("NTLM");
        assertThat(refused.cure()).contains("kinit");
    }

    @Test
    void aRefusalIsRejectedWithTheErrorTokenInside() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual);
        clock.advance(Duration.ofHours(1));

        Login.Refused refused = AcceptorTest.refused(acceptor.accept(alice.firstToken()), RefusalReason.CLOCK_SKEW);

        NegTokenResp reply = response(refused);
        assertThat(reply.state()).contains(NegState.REJECT);
        assertThat(Krb5Token.decode(reply.responseToken().orElseThrow().toByteArray())
                        .id())
                .isEqualTo(Krb5Token.KRB_ERROR);
        assertThatThrownBy(() -> alice.next(bytes(refused)))
                .isInstanceOf(TokenFault.class)
                .hasMessageContaining("KRB_AP_ERR_SKEW");
    }

    @Test
    @Tag("A-029")
    void theInitiatorInsistsOnTheAcceptorsMic() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual, List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
        Login.Continue asked = more(acceptor.accept(alice.firstToken()));
        Login.Continue proven =
                more(asked.next().accept(alice.next(bytes(asked)).orElseThrow()));
        byte[] stripped = response(proven).withMic(Optional.empty()).encode();

        assertThatThrownBy(() -> alice.next(stripped))
                .isInstanceOfSatisfying(
                        TokenFault.class, fault -> assertThat(fault.kind()).isEqualTo(TokenFault.Kind.NOT_PROVEN));
    }

    @Test
    @Tag("A-029")
    void aMicThatIsWrongInAnyBitEndsTheNegotiation() throws Exception {
        for (int at = 0; at < 28; at++) {
            SpnegoInitiator alice = new SpnegoInitiator(
                    web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL),
                    List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
            Login.Continue asked = more(acceptor.accept(alice.firstToken()));
            Login.Continue proven =
                    more(asked.next().accept(alice.next(bytes(asked)).orElseThrow()));
            NegTokenResp last = NegTokenResp.decode(alice.next(bytes(proven)).orElseThrow());
            byte[] mic = last.mechListMic().orElseThrow().toByteArray();
            mic[at % mic.length] ^= 1;

            Login.Refused refused = AcceptorTest.refused(
                    proven.next()
                            .accept(last.withMic(Optional.of(Octets.wrap(mic))).encode()),
                    RefusalReason.NEGOTIATION_ALTERED);
            assertThat(response(refused).state()).contains(NegState.REJECT);
            AcceptorTest.refused(proven.next().accept(last.encode()), RefusalReason.UNEXPECTED_TOKEN);
        }
    }

    @Test
    @Tag("A-029")
    void ourOwnMicSentBackProvesNothing() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual, List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
        Login.Continue asked = more(acceptor.accept(alice.firstToken()));
        Login.Continue proven =
                more(asked.next().accept(alice.next(bytes(asked)).orElseThrow()));
        byte[] reflected = NegTokenResp.of(NegState.ACCEPT_COMPLETED)
                .withMic(response(proven).mechListMic())
                .encode();

        AcceptorTest.refused(proven.next().accept(reflected), RefusalReason.NEGOTIATION_ALTERED);
    }

    /** MS-NEGOEX is not served: its message in the offer is not looked at, and alone it is no login. */
    @Test
    @Tag("A-030")
    void whateverANegoexMessageHoldsItIsNotRead() throws Exception {
        for (String message : List.of(
                "4e45474f45585453", // NEGOEXTS and nothing else
                "4e45474f45585453" + "00000000" + "00000000" + "04000000" + "ffffffff", // a header shorter than one
                "4e45474f45585453" + "00000000" + "00000000" + "60000000" + "60000000" + "00".repeat(64) + "60000000"
                        + "ffffffff", // a vector of 2^32 schemes
                "ff".repeat(4096))) {
            Octets negoex = Octets.wrap(java.util.HexFormat.of().parseHex(message));
            NegTokenInit alone = NegTokenInit.offering(List.of(MechanismId.NEGOEX), Optional.of(negoex));
            NegTokenInit first =
                    NegTokenInit.offering(List.of(MechanismId.NEGOEX, MechanismId.KRB5), Optional.of(negoex));

            AcceptorTest.refused(acceptor.accept(alone.encode()), RefusalReason.WRONG_MECHANISM);
            assertThat(response(more(acceptor.accept(first.encode()))).supportedMechanism())
                    .contains(MechanismId.KRB5);
        }
    }

    @Test
    @Tag("A-031")
    void aNegotiationWithoutItsInnermostTokenIsNoLogin() throws Exception {
        NegTokenInit offer = NegTokenInit.offering(List.of(MechanismId.KRB5), Optional.empty());
        NegTokenInit empty = NegTokenInit.offering(List.of(MechanismId.KRB5), Optional.of(Octets.EMPTY));
        byte[] nothing = NegTokenResp.of(NegState.ACCEPT_INCOMPLETE).encode();

        AcceptorTest.refused(more(acceptor.accept(offer.encode())).next().accept(nothing), RefusalReason.NOT_A_TOKEN);
        AcceptorTest.refused(acceptor.accept(empty.encode()), RefusalReason.NOT_A_TOKEN);
    }

    @Test
    @Tag("A-031")
    void spnegoWithinSpnegoIsNoLogin() {
        byte[] inner = new SpnegoInitiator(mutual).firstToken();
        NegTokenInit asKerberos = NegTokenInit.offering(List.of(MechanismId.KRB5), Optional.of(Octets.wrap(inner)));
        NegTokenInit asItself = NegTokenInit.offering(List.of(MechanismId.SPNEGO), Optional.of(Octets.wrap(inner)));

        AcceptorTest.refused(acceptor.accept(asKerberos.encode()), RefusalReason.WRONG_MECHANISM);
        AcceptorTest.refused(acceptor.accept(asItself.encode()), RefusalReason.WRONG_MECHANISM);
    }

    @Test
    @Tag("A-031")
    void anOfferOfTenThousandMechanismsIsRefused() {
        NegTokenInit offer = NegTokenInit.offering(
                java.util.Collections.nCopies(10_000, MechanismId.KRB5), Optional.of(Octets.wrap(mutual.firstToken())));

        AcceptorTest.refused(acceptor.accept(offer.encode()), RefusalReason.NOT_A_TOKEN);
    }

    @Test
    @Tag("A-032")
    void aConversationThatFailedTakesNoGoodTokenAfterwards() {
        Conversation conversation = acceptor.begin(Connection.UNKNOWN);
        AcceptorTest.refused(conversation.accept(new byte[] {1, 2, 3}), RefusalReason.NOT_A_TOKEN);

        AcceptorTest.refused(conversation.accept(mutual.firstToken()), RefusalReason.UNEXPECTED_TOKEN);
    }

    @Test
    @Tag("A-024")
    @Tag("A-032")
    void aNegotiationThatFailedTakesNoGoodTokenAfterwards() throws Exception {
        SpnegoInitiator alice = new SpnegoInitiator(mutual);
        Login.Accepted accepted = AcceptorTest.accepted(acceptor.accept(alice.firstToken()));
        byte[] withoutReply = response(accepted).withToken(Optional.empty()).encode();

        assertThatThrownBy(() -> alice.next(withoutReply))
                .isInstanceOfSatisfying(
                        TokenFault.class, fault -> assertThat(fault.code()).contains(WireCode.KRB_AP_ERR_MUT_FAIL));
        assertThatThrownBy(() -> alice.next(bytes(accepted)))
                .isInstanceOfSatisfying(
                        TokenFault.class, fault -> assertThat(fault.kind()).isEqualTo(TokenFault.Kind.UNEXPECTED));
        assertThat(alice.context()).isEmpty();
    }

    private static void messagesPass(SpnegoInitiator alice, Login.Accepted accepted) throws Exception {
        GssContext theirs = alice.context().orElseThrow();
        byte[] message = {4, 2};
        accepted.context().verifyMic(message, theirs.getMic(message));
        theirs.verifyMic(message, accepted.context().getMic(message));
    }

    private static Login.Continue more(Login login) {
        assertThat(login).isInstanceOf(Login.Continue.class);
        return (Login.Continue) login;
    }

    private static byte[] bytes(Login login) {
        return login.reply().orElseThrow().toByteArray();
    }

    private static NegTokenResp response(Login login) throws TokenFault {
        return NegTokenResp.decode(bytes(login));
    }
}
