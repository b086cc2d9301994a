package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.gss.MechanismId;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 4559's two headers. */
class HttpNegotiateTest {
    private final TestService web = TestService.at(new MutableClock(Instant.parse("2026-11-22T12:00:00Z")));

    @Test
    @Tag("A-033")
    void theTokenIsTheBase64AfterTheScheme() {
        assertThat(HttpNegotiate.token("Negotiate AQID")).contains(Octets.copyOf(new byte[] {1, 2, 3}));
        assertThat(HttpNegotiate.token("  negotiate   AQID  ")).contains(Octets.copyOf(new byte[] {1, 2, 3}));
    }

    @Test
    void anotherSchemeHasNoToken() {
        assertThat(HttpNegotiate.token("Basic YWxpY2U6c2VjcmV0")).isEmpty();
        assertThat(HttpNegotiate.token("")).isEmpty();
    }

    @Test
    @Tag("A-033")
    void whatIsNotBase64IsNoTokenForAnyAcceptor() {
        Octets nothing = HttpNegotiate.token("Negotiate %%%").orElseThrow();

        assertThat(nothing).isEqualTo(Octets.EMPTY);
        AcceptorTest.refused(web.acceptor().accept(nothing.toByteArray()), RefusalReason.NOT_A_TOKEN);
    }

    @Test
    void aLoginIs200WithTheServicesProof() {
        byte[] token = web.ticketFor(TestService.ALICE).token();
        Login login = web.acceptor().accept(token);

        HttpNegotiate.Answer answer = HttpNegotiate.answer(login);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.wwwAuthenticate()).contains("Negotiate " + base64(login));
    }

    @Test
    void aLoginWithoutMutualAuthenticationIs200WithoutHeader() {
        byte[] token =
                web.ticketFor(TestService.ALICE).initiator(TestService.ONE_WAY).firstToken();

        assertThat(HttpNegotiate.answer(web.acceptor().accept(token)))
                .isEqualTo(new HttpNegotiate.Answer(200, Optional.empty()));
    }

    @Test
    void aRefusalIs401WithTheErrorTokenOrTheBareChallenge() {
        Login garbled = web.acceptor().accept(new byte[] {1, 2, 3});
        Login notAdmitted = web.acceptor(AcceptorBuilder::admitOwnRealm)
                .accept(web.ticketFor(TestService.ALICE).token());

        assertThat(HttpNegotiate.answer(garbled)).isEqualTo(new HttpNegotiate.Answer(401, Optional.of("Negotiate")));
        assertThat(HttpNegotiate.answer(notAdmitted))
                .isEqualTo(new HttpNegotiate.Answer(401, Optional.of("Negotiate " + base64(notAdmitted))));
    }

    @Test
    void aLoginThatGoesOnIs401WithTheToken() {
        SpnegoInitiator alice = new SpnegoInitiator(
                web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL),
                List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
        Login login = web.acceptor().accept(alice.firstToken());

        assertThat(HttpNegotiate.answer(login))
                .isEqualTo(new HttpNegotiate.Answer(401, Optional.of("Negotiate " + base64(login))));
    }

    private static String base64(Login login) {
        return Base64.getEncoder().encodeToString(login.reply().orElseThrow().toByteArray());
    }
}
