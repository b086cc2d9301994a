package org.hanse.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.kdc.Lies;
import org.hanse.client.kdc.ScriptedKdc;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.FastFinished;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins inside FAST, RFC 6113: what is asked for comes armored or not at all. */
class ArmoredLoginTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final Krb5Conf conf = Krb5Conf.empty();
    private final ScriptedKdc kdc =
            new ScriptedKdc("A.TEST", CLOCK).withUser("alice").withUser("desk");
    private Credential deskTicket;

    @BeforeEach
    void theMachineHasLoggedIn() throws KdcFailure {
        deskTicket = login(toKdc())
                .login(LoginRequest.of(Principal.parse("desk@A.TEST"), conf), password("secret"))
                .ticket();
        kdc.seen.clear();
    }

    private KdcSender toKdc() {
        return (realm, request) -> kdc.answer(request);
    }

    @Test
    void aPasswordGivesATgtAndNoProofIsSeenOutside() throws KdcFailure {
        LoginResult result = armored(toKdc(), "secret");

        assertThat(result.client()).isEqualTo(Principal.parse("alice@A.TEST"));
        assertThat(result.ticket().isTgt()).isTrue();
        assertThat(kdc.seen)
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.padata()).extracting(PaData::type).containsExactly(PaType.FX_FAST));
    }

    @Test
    void withoutPreauthenticationTheReplyIsArmoredToo() throws KdcFailure {
        kdc.requiresPreauth = false;

        assertThat(armored(toKdc(), "secret").ticket().isTgt()).isTrue();
        assertThat(failure(toKdc(), "wrong").kind()).isEqualTo(Kind.WRONG_SECRET);
    }

    @Test
    void aWrongPasswordIsNamed() {
        assertThat(failure(toKdc(), "wrong").kind()).isEqualTo(Kind.WRONG_SECRET);
    }

    @Test
    void aClockThatIsWrongIsCorrectedByTheArmoredError() throws KdcFailure {
        ScriptedKdc ahead = new ScriptedKdc("A.TEST", Clock.offset(CLOCK, Duration.ofHours(3))).withUser("alice");
        ahead.services.putAll(kdc.services);
        ahead.checksTheClock = true;

        LoginResult result = armored((realm, request) -> ahead.answer(request), "secret");

        assertThat(result.clockOffset()).contains(Duration.ofHours(3));
    }

    /** RFC 6113 §5.4.3: a client that wants FAST rejects what comes without. */
    @Test
    @Tag("A-037")
    void aKdcThatIgnoresTheArmorIsRefusedAndNoProofIsMadeForIt() {
        kdc.servesFast = false;

        KdcFailure demanded = failure(toKdc(), "secret");
        assertThat(demanded.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(demanded.wireCode()).contains(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(kdc.seen).hasSize(1);

        kdc.requiresPreauth = false;
        assertThat(failure(toKdc(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    /** Whatever an error outside of the armor says, it is the end, and the armor stays on until then. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "KRB_AP_ERR_SKEW",
                "KDC_ERR_WRONG_REALM",
                "KDC_ERR_C_PRINCIPAL_UNKNOWN",
                "KDC_ERR_PREAUTH_REQUIRED",
                "KDC_ERR_PREAUTH_FAILED",
                "KDC_ERR_ETYPE_NOSUPP",
                "KDC_ERR_MORE_PREAUTH_DATA_REQUIRED",
                "KDC_ERR_UNKNOWN_CRITICAL_FAST_OPTIONS",
                "KRB_ERR_GENERIC"
            })
    @Tag("A-037")
    void aForgedErrorEndsTheLoginAndTakesNoArmorOff(WireCode code) {
        for (int forgedAt = 0; forgedAt < 2; forgedAt++) {
            int at = forgedAt;
            kdc.seen.clear();
            kdc.wrongRealm = Optional.empty();
            KdcSender forging = (realm, request) -> {
                byte[] honest = kdc.answer(request);
                kdc.wrongRealm = Optional.of(RealmName.of("EVIL.TEST"));
                byte[] forged =
                        kdc.seen.size() == at + 1 ? kdc.error(code, decoded(request), Optional.empty()) : honest;
                kdc.wrongRealm = Optional.empty();
                return forged;
            };

            KdcFailure failure = failure(forging, "secret");

            assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
            assertThat(failure.wireCode()).contains(code);
            assertThat(kdc.seen)
                    .hasSize(at + 1)
                    .allSatisfy(request ->
                            assertThat(request.firstPaData(PaType.FX_FAST)).isPresent());
        }
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie(
                        "another nonce",
                        r -> new FastResponse(
                                r.padata(),
                                r.strengthenKey(),
                                r.finished(),
                                new Nonce(r.nonce().value() ^ 1))),
                lie("not finished", r -> new FastResponse(r.padata(), r.strengthenKey(), Optional.empty(), r.nonce())),
                lie(
                        "the challenge is not answered",
                        r -> new FastResponse(List.of(), r.strengthenKey(), r.finished(), r.nonce())),
                lie("not strengthened", r -> new FastResponse(r.padata(), Optional.empty(), r.finished(), r.nonce())),
                lie(
                        "strengthened by another key",
                        r -> new FastResponse(
                                r.padata(), Optional.of(ScriptedKdc.key().toEncryptionKey()), r.finished(), r.nonce())),
                lie(
                        "another client finished",
                        r -> new FastResponse(
                                r.padata(),
                                r.strengthenKey(),
                                r.finished()
                                        .map(f -> new FastFinished(
                                                f.time(),
                                                f.clientRealm(),
                                                PrincipalName.of("mallory"),
                                                f.ticketChecksum())),
                                r.nonce())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    @Tag("A-036")
    void aReplyThatLiesInItsArmorIsRefused(String name, UnaryOperator<FastResponse> lie) {
        // Of the error that demands the proof only the nonce can lie in these ways; so the reply alone does.
        kdc.lieInArmor = response -> response.finished().isPresent() ? lie.apply(response) : response;

        assertThat(failure(toKdc(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    void anErrorThatAnswersAnotherRequestIsRefused() {
        kdc.lieInArmor = r -> new FastResponse(
                r.padata(), r.strengthenKey(), r.finished(), new Nonce(r.nonce().value() ^ 1));

        assertThat(failure(toKdc(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(kdc.seen).hasSize(1);
    }

    @Test
    @Tag("A-037")
    void theArmorOfAReplyCannotBeTakenOffNorItsTicketChanged() {
        KdcSender stripping = (realm, request) -> changed(
                kdc.answer(request),
                reply -> new KdcReply(
                        reply.type(),
                        List.of(),
                        reply.clientRealm(),
                        reply.clientName(),
                        reply.ticket(),
                        reply.sealed()));
        assertThat(failure(stripping, "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);

        KdcSender changing = (realm, request) -> changed(kdc.answer(request), Lies::ticketForAnother);
        KdcFailure failure = failure(changing, "secret");
        assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(failure).hasMessageContaining("the armor");
    }

    @Test
    void withoutAnArmorTicketThereIsNoLogin() {
        KdcFailure none = new KdcFailure(Kind.TICKET_EXPIRED, "the armor's ticket has ended; get a new one");

        KdcFailure failure = catchThrowableOfType(
                KdcFailure.class,
                () -> login(toKdc()).login(request(), password("secret"), realm -> {
                    throw none;
                }));

        assertThat(failure).isSameAs(none);
        assertThat(kdc.seen).isEmpty();
    }

    private static Arguments lie(String name, UnaryOperator<FastResponse> lie) {
        return Arguments.of(name, lie);
    }

    private static byte[] changed(byte[] answer, UnaryOperator<KdcReply> change) {
        try {
            return answer[0] == 0x7E
                    ? answer
                    : KerberosCodec.encode(change.apply(KerberosCodec.decodeKdcReply(answer)));
        } catch (DecodeFault e) {
            throw new AssertionError(e);
        }
    }

    private static KdcRequest decoded(byte[] request) {
        try {
            return KerberosCodec.decodeKdcRequest(request);
        } catch (DecodeFault e) {
            throw new AssertionError(e);
        }
    }

    private LoginRequest request() {
        return LoginRequest.of(Principal.parse("alice@A.TEST"), conf);
    }

    private Login login(KdcSender network) {
        return new Login(conf, network, CLOCK, ScriptedKdc.RANDOM);
    }

    private LoginResult armored(KdcSender network, String text) throws KdcFailure {
        return login(network).login(request().canonicalize(true), password(text), realm -> deskTicket);
    }

    private KdcFailure failure(KdcSender network, String text) {
        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> armored(network, text));
        assertThat(failure).as("a failure was due").isNotNull();
        return failure;
    }

    private static ClientSecret password(String text) {
        return new ClientSecret.Password(SecretBytes.copyOf(text.getBytes()));
    }
}
