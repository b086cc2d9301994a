package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.GssContext;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bare krb5 tokens against the acceptor: who is let in, and every way of not being. */
class AcceptorTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOON);
    private final TestService web = TestService.at(clock);

    static List<EncType> enctypes() {
        return TestService.enctypes();
    }

    @ParameterizedTest
    @Tag("A-025")
    @MethodSource("enctypes")
    void aGoodTokenTellsWhoIsCallingAndProvesTheService(EncType etype) throws Exception {
        TestService service = new TestService(etype, clock);
        GssInitiator alice = service.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);

        Login.Accepted accepted = accepted(service.acceptor().accept(alice.firstToken()));

        Caller caller = accepted.caller();
        assertThat(caller.principal()).isEqualTo(TestService.ALICE);
        assertThat(caller.realm()).isEqualTo(RealmName.of("LUEBECK.EXAMPLE"));
        assertThat(caller.service()).isEqualTo(TestService.WEB);
        assertThat(caller.path()).containsExactly(RealmName.of("LUEBECK.EXAMPLE"), RealmName.of("BERGEN.EXAMPLE"));
        assertThat(caller.expires()).isEqualTo(NOON.plus(Duration.ofHours(9)));
        assertThat(caller.authenticated()).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(caller.transitedPolicyChecked()).isTrue();
        GssContext ofAlice = alice.complete(accepted.reply().orElseThrow().toByteArray());
        byte[] secret = "herring".getBytes(StandardCharsets.UTF_8);
        assertThat(accepted.context().unwrap(ofAlice.wrap(secret, true)).message())
                .isEqualTo(Octets.copyOf(secret));
        assertThat(ofAlice.unwrap(accepted.context().wrap(secret, true)).confidential())
                .isTrue();
    }

    @Test
    void withoutMutualAuthenticationThereIsNoReplyAndMessagesStillWork() throws Exception {
        GssInitiator alice = web.ticketFor(TestService.ALICE).initiator(TestService.ONE_WAY);

        Login.Accepted accepted = accepted(web.acceptor().accept(alice.firstToken()));

        assertThat(accepted.reply()).isEmpty();
        byte[] message = {1, 2, 3};
        accepted.context().verifyMic(message, alice.context().getMic(message));
        alice.context().verifyMic(message, accepted.context().getMic(message));
    }

    @Test
    void aClientOfTheServicesOwnRealmHasAPathOfOneRealm() {
        Login.Accepted accepted =
                accepted(web.acceptor().accept(web.ticketFor(TestService.ERIK).token()));

        assertThat(accepted.caller().path()).containsExactly(RealmName.of("BERGEN.EXAMPLE"));
    }

    /** RFC 4120 §5.2.6: whoever does not know what a restriction means cannot keep to it. */
    @Test
    @Tag("A-011")
    @Tag("A-012")
    void aRestrictionThatTheServiceDoesNotUnderstandIsRefusedUnlessItIsMarkedAsIgnorable() {
        AuthorizationData restriction = new AuthorizationData(List.of(new AuthorizationData.Element(77, Octets.EMPTY)));
        AuthorizationData ignorable = new AuthorizationData(List.of(new AuthorizationData.Element(
                AuthorizationData.IF_RELEVANT, Octets.wrap(KerberosCodec.encode(restriction)))));

        refused(
                web.acceptor()
                        .accept(web.ticketFor(TestService.ALICE)
                                .restricted(restriction)
                                .token()),
                RefusalReason.RESTRICTION_UNKNOWN);
        accepted(web.acceptor()
                .accept(web.ticketFor(TestService.ALICE).restricted(ignorable).token()));
        accepted(web.acceptor(builder -> builder.understands(77))
                .accept(web.ticketFor(TestService.ALICE).restricted(restriction).token()));
    }

    @Test
    @Tag("A-009")
    void aReplayedTokenIsRefused() {
        Acceptor acceptor = web.acceptor();
        byte[] token = web.ticketFor(TestService.ALICE).token();
        accepted(acceptor.accept(token));

        Login.Refused refused = refused(acceptor.accept(token), RefusalReason.REPLAY);

        assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_REPEAT);
        assertThat(refused.client()).contains(TestService.ALICE);
    }

    @Test
    @Tag("A-010")
    void aTokenIsNoReplayBecauseItsTicketIsUsedAgain() {
        Acceptor acceptor = web.acceptor();
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);

        accepted(acceptor.accept(draft.token()));
        accepted(acceptor.accept(draft.token()));
    }

    @Test
    @Tag("A-009")
    void ofManyThreadsWithTheSameTokenOneIsLetIn() throws Exception {
        Acceptor acceptor = web.acceptor();
        byte[] token = web.ticketFor(TestService.ALICE).token();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Login> attempt = () -> acceptor.accept(token);
            List<Future<Login>> logins = threads.invokeAll(java.util.Collections.nCopies(32, attempt));
            int in = 0;
            for (Future<Login> login : logins) {
                in += login.get() instanceof Login.Accepted ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("A-004")
    void aTicketUnderAnotherKeyIsRefused() {
        ProtocolKey other = ProtocolKey.random(web.key.etype(), web.random);
        byte[] token = web.ticketFor(TestService.ALICE).sealedWith(other).token();

        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.WRONG_KEY);

        assertThat(refused.client()).isEmpty();
        assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
    }

    @Test
    @Tag("A-002")
    void aTicketForAnotherServiceIsRefusedByItsName() {
        ProtocolKey other = ProtocolKey.random(web.key.etype(), web.random);
        byte[] token = web.ticketFor(TestService.ALICE)
                .forService(Principal.parse("HTTP/mail.bergen.example@BERGEN.EXAMPLE"))
                .sealedWith(other)
                .token();

        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.WRONG_SERVICE);

        assertThat(refused.explanation()).contains("HTTP/mail.bergen.example@BERGEN.EXAMPLE");
    }

    @Test
    void aStrangersNameCannotMoveTheCursorOfWhoReadsTheLog() {
        ProtocolKey other = ProtocolKey.random(web.key.etype(), web.random);
        byte[] token = web.ticketFor(TestService.ALICE)
                .forService(Principal.parse("HTTP/\u001b[2J@BERGEN.EXAMPLE"))
                .sealedWith(other)
                .token();

        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.WRONG_SERVICE);

        assertThat(refused.explanation()).contains("HTTP/?[2J@BERGEN.EXAMPLE");
    }

    @Test
    @Tag("A-003")
    void aKvnoThatTheKeytabDoesNotHoldIsRefusedAndBothAreNamed() {
        byte[] token =
                web.ticketFor(TestService.ALICE).kvno(Optional.of(Kvno.of(4))).token();

        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.KEY_VERSION_UNKNOWN);

        assertThat(refused.explanation()).contains("kvno 4").contains("kvno 3");
    }

    @Test
    void aTicketThatNamesNoKvnoOrZeroIsTriedWithEveryKey() {
        Acceptor acceptor = web.acceptor();

        accepted(acceptor.accept(
                web.ticketFor(TestService.ALICE).kvno(Optional.empty()).token()));
        accepted(acceptor.accept(
                web.ticketFor(TestService.ALICE).kvno(Optional.of(Kvno.of(0))).token()));
    }

    @Test
    @Tag("A-008")
    void anExpiredTicketIsRefusedAfterTheSkew() {
        Acceptor acceptor = web.acceptor();
        Instant ended = NOON.minus(Duration.ofMinutes(4));

        accepted(acceptor.accept(web.ticketFor(TestService.ALICE).until(ended).token()));
        byte[] late = web.ticketFor(TestService.ALICE)
                .until(NOON.minus(Duration.ofMinutes(6)))
                .token();
        assertThat(errorCode(refused(acceptor.accept(late), RefusalReason.TICKET_EXPIRED)))
                .isEqualTo(WireCode.KRB_AP_ERR_TKT_EXPIRED);
    }

    @Test
    @Tag("A-008")
    void aTicketOfTomorrowIsRefused() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .from(NOON.plus(Duration.ofHours(1)))
                .token();

        assertThat(errorCode(refused(web.acceptor().accept(token), RefusalReason.TICKET_NOT_YET_VALID)))
                .isEqualTo(WireCode.KRB_AP_ERR_TKT_NYV);
    }

    @Test
    @Tag("A-008")
    void anInvalidTicketIsRefused() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .flags(TicketFlags.of(TicketFlag.INVALID, TicketFlag.POSTDATED))
                .token();

        assertThat(errorCode(refused(web.acceptor().accept(token), RefusalReason.TICKET_NOT_YET_VALID)))
                .isEqualTo(WireCode.KRB_AP_ERR_TKT_NYV);
    }

    @Test
    @Tag("A-007")
    @Tag("A-021")
    void anAuthenticatorOfAnotherTimeIsRefusedAndToldTheServicesTime() throws Exception {
        byte[] token = web.ticketFor(TestService.ALICE).token();
        clock.advance(Duration.ofMinutes(6));

        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.CLOCK_SKEW);

        assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_SKEW);
        assertThat(error(refused).serverTime().instant()).isEqualTo(clock.instant());
    }

    @Test
    @Tag("A-005")
    void aTicketInTheHandsOfAnotherClientIsRefused() {
        GssInitiator.Credential stolen = web.ticketFor(TestService.ALICE).credential(TestService.ERIK);
        byte[] token = new GssInitiator(stolen, TestService.MUTUAL, Optional.empty(), clock, web.random).firstToken();

        refused(web.acceptor().accept(token), RefusalReason.CLIENT_MISMATCH);
    }

    @Test
    @Tag("A-004")
    void anAuthenticatorUnderAnotherSessionKeyIsRefused() {
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);
        GssInitiator.Credential guessed = new GssInitiator.Credential(
                TestService.ALICE, draft.ticket(), ProtocolKey.random(web.key.etype(), web.random));
        byte[] token = new GssInitiator(guessed, TestService.MUTUAL, Optional.empty(), clock, web.random).firstToken();

        refused(web.acceptor().accept(token), RefusalReason.AUTHENTICATOR_ALTERED);
    }

    @Test
    void aRealmThatIsNotAdmittedIsRefusedByTheClientsName() {
        Acceptor acceptor = web.acceptor(builder -> builder.admitRealms("BERGEN.EXAMPLE"));

        accepted(acceptor.accept(web.ticketFor(TestService.ERIK).token()));
        Login.Refused refused =
                refused(acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.REALM_NOT_ADMITTED);
        assertThat(refused.explanation()).contains("alice@LUEBECK.EXAMPLE");
        assertThat(refused.client()).contains(TestService.ALICE);
    }

    @Test
    void theServicesOwnRealmCanBeTheOnlyOneAdmitted() {
        Acceptor acceptor = web.acceptor(AcceptorBuilder::admitOwnRealm);

        accepted(acceptor.accept(web.ticketFor(TestService.ERIK).token()));
        refused(acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.REALM_NOT_ADMITTED);
    }

    @Test
    void clientsCanBeAdmittedByGlob() {
        Acceptor acceptor = web.acceptor(builder -> builder.admitClients("a*@LUEBECK.EXAMPLE"));

        accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
        refused(acceptor.accept(web.ticketFor(TestService.ERIK).token()), RefusalReason.CLIENT_NOT_ADMITTED);
    }

    @Test
    @Tag("A-023")
    void channelBindingsMustBeThoseOfTheChannel() {
        Acceptor acceptor = web.acceptor();
        ChannelBindings here = ChannelBindings.of("tls-server-end-point:here".getBytes(StandardCharsets.UTF_8));
        ChannelBindings there = ChannelBindings.of("tls-server-end-point:there".getBytes(StandardCharsets.UTF_8));

        accepted(acceptor.accept(bound(here), here));
        accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token(), here));
        accepted(acceptor.accept(bound(there)));
        refused(acceptor.accept(bound(there), here), RefusalReason.CHANNEL_BINDING_MISMATCH);
    }

    @Test
    @Tag("A-023")
    void channelBindingsCanBeRequired() {
        Acceptor acceptor = web.acceptor(AcceptorBuilder::requireChannelBindings);
        ChannelBindings here = ChannelBindings.of(new byte[] {1});

        accepted(acceptor.accept(bound(here), here));
        refused(acceptor.accept(web.ticketFor(TestService.ALICE).token(), here), RefusalReason.CHANNEL_BINDING_MISSING);
        assertThatThrownBy(() -> acceptor.accept(bound(here))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("A-013")
    void realmsOnTheWayAreNamedInThePath() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .through("HAMBURG.EXAMPLE,LONDON.EXAMPLE")
                .token();

        Caller caller = accepted(web.acceptor().accept(token)).caller();

        assertThat(caller.transited()).containsExactly(RealmName.of("HAMBURG.EXAMPLE"), RealmName.of("LONDON.EXAMPLE"));
        assertThat(caller.path()).hasSize(4).startsWith(RealmName.of("LUEBECK.EXAMPLE"));
    }

    @Test
    @Tag("A-013")
    void aPathThatNoRealmHasCheckedNeedsTheServicesOwnApproval() {
        TicketFlags unchecked = TicketFlags.of(TicketFlag.PRE_AUTHENT);
        byte[] token = web.ticketFor(TestService.ALICE)
                .flags(unchecked)
                .through("HAMBURG.EXAMPLE")
                .token();
        byte[] direct = web.ticketFor(TestService.ALICE).flags(unchecked).token();

        accepted(web.acceptor().accept(direct));
        Login.Refused refused = refused(web.acceptor().accept(token), RefusalReason.PATH_NOT_ADMITTED);
        assertThat(refused.explanation()).contains("HAMBURG.EXAMPLE");
        assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_PATH_NOT_ACCEPTED);
        accepted(web.acceptor(builder -> builder.approveOnPath("HAMBURG.EXAMPLE"))
                .accept(token));
        refused(
                web.acceptor(builder -> builder.approveOnPath("LONDON.EXAMPLE")).accept(token),
                RefusalReason.PATH_NOT_ADMITTED);
    }

    @Test
    @Tag("A-013")
    void anUnknownWayOfWritingThePathIsRefused() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .transited(new TransitedEncoding(99, Octets.copyOf(new byte[] {1})))
                .token();

        refused(web.acceptor().accept(token), RefusalReason.PATH_NOT_ADMITTED);
    }

    @Test
    @Tag("A-001")
    void anApReplyInPlaceOfARequestIsAnsweredWithMsgType() throws Exception {
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);
        Login.Accepted accepted = accepted(web.acceptor().accept(draft.token()));
        byte[] apRep = accepted.reply().orElseThrow().toByteArray();

        Login.Refused refused = refused(web.acceptor().accept(apRep), RefusalReason.UNEXPECTED_TOKEN);

        assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_MSG_TYPE);
    }

    @Test
    void theInitiatorReadsTheErrorToken() {
        GssInitiator alice = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        clock.advance(Duration.ofMinutes(6));
        Login.Refused refused = refused(web.acceptor().accept(alice.firstToken()), RefusalReason.CLOCK_SKEW);

        assertThatThrownBy(() -> alice.complete(refused.reply().orElseThrow().toByteArray()))
                .isInstanceOfSatisfying(TokenFault.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(TokenFault.Kind.REFUSED_BY_PEER);
                    assertThat(fault).hasMessageContaining("KRB_AP_ERR_SKEW");
                });
    }

    @Test
    @Tag("A-024")
    void theInitiatorRefusesTheAnswerToAnotherToken() {
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);
        GssInitiator first = draft.initiator(TestService.MUTUAL);
        clock.advance(Duration.ofNanos(1000));
        GssInitiator oneMicrosecondLater = draft.initiator(TestService.MUTUAL);
        Octets answer =
                accepted(web.acceptor().accept(first.firstToken())).reply().orElseThrow();

        notMutual(oneMicrosecondLater, answer.toByteArray());
    }

    @Test
    @Tag("A-024")
    void theInitiatorRefusesNoAnswerItsOwnTokenAndOneThatDoesNotOpen() {
        GssInitiator unanswered = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        notMutual(unanswered, new byte[0]);
        assertThatThrownBy(unanswered::context).isInstanceOf(IllegalStateException.class);

        GssInitiator reflected = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        notMutual(reflected, reflected.firstToken());

        GssInitiator altered = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        byte[] answer = accepted(web.acceptor().accept(altered.firstToken()))
                .reply()
                .orElseThrow()
                .toByteArray();
        answer[answer.length - 1] ^= 1;
        notMutual(altered, answer);
    }

    /** A second context from the same keys would count its messages from the same number again. */
    @Test
    @Tag("A-032")
    void anInitiatorTakesOneAnswerWhateverThatWas() throws Exception {
        GssInitiator good = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        byte[] answer = accepted(web.acceptor().accept(good.firstToken()))
                .reply()
                .orElseThrow()
                .toByteArray();
        good.complete(answer);
        unexpected(good, answer);

        GssInitiator failed = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);
        byte[] late = accepted(web.acceptor().accept(failed.firstToken()))
                .reply()
                .orElseThrow()
                .toByteArray();
        notMutual(failed, answer);
        unexpected(failed, late);
    }

    private static void notMutual(GssInitiator initiator, byte[] answer) {
        assertThatThrownBy(() -> initiator.complete(answer)).isInstanceOfSatisfying(TokenFault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(TokenFault.Kind.NOT_PROVEN);
            assertThat(fault.code()).contains(WireCode.KRB_AP_ERR_MUT_FAIL);
        });
    }

    private static void unexpected(GssInitiator initiator, byte[] answer) {
        assertThatThrownBy(() -> initiator.complete(answer))
                .isInstanceOfSatisfying(
                        TokenFault.class, fault -> assertThat(fault.kind()).isEqualTo(TokenFault.Kind.UNEXPECTED));
    }

    @Test
    @Tag("A-002")
    void anAcceptorWithoutAKeyForItsServiceIsNotBuilt() {
        assertThatThrownBy(() -> Acceptor.builder(web.keytab())
                        .service("HTTP/mail.bergen.example")
                        .build())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP/mail.bergen.example");
        assertThatThrownBy(() -> Acceptor.builder(Keytab.of(List.of()))
                        .service("HTTP/web.bergen.example@LUEBECK.EXAMPLE")
                        .build())
                .isInstanceOf(IOException.class);
    }

    private byte[] bound(ChannelBindings bindings) {
        return web.ticketFor(TestService.ALICE)
                .initiator(TestService.MUTUAL, Optional.of(bindings))
                .firstToken();
    }

    static Login.Accepted accepted(Login login) {
        assertThat(login).isInstanceOf(Login.Accepted.class);
        return (Login.Accepted) login;
    }

    static Login.Refused refused(Login login, RefusalReason reason) {
        assertThat(login).isInstanceOf(Login.Refused.class);
        Login.Refused refused = (Login.Refused) login;
        assertThat(refused.reason()).isEqualTo(reason);
        return refused;
    }

    private static KrbError error(Login.Refused refused) throws Exception {
        Krb5Token token = Krb5Token.decode(refused.reply().orElseThrow().toByteArray());
        assertThat(token.id()).isEqualTo(Krb5Token.KRB_ERROR);
        return KerberosCodec.decodeKrbError(token.message().toByteArray());
    }

    static WireCode errorCode(Login.Refused refused) {
        try {
            return WireCode.of(error(refused).code()).orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
