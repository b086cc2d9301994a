package org.hanse.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.Lies;
import org.hanse.client.kdc.ScriptedKdc;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoginTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Principal ALICE = Principal.parse("alice@A.TEST");

    @TempDir
    Path folder;

    private final ScriptedKdc kdc = new ScriptedKdc("A.TEST", CLOCK).withUser("alice");
    private final Krb5Conf conf = Krb5Conf.empty();

    @Test
    void aPasswordGivesATgt() throws KdcFailure {
        LoginResult result = login(request(), "secret");

        assertThat(result.client()).isEqualTo(ALICE);
        assertThat(result.ticket().server()).isEqualTo(Principal.parse("krbtgt/A.TEST@A.TEST"));
        assertThat(result.ticket().endTime()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(result.clockOffset()).isEmpty();
        assertThat(kdc.seen).hasSize(2);
        assertThat(kdc.seen.get(0).firstPaData(PaType.ENC_TIMESTAMP)).isEmpty();
        assertThat(kdc.seen.get(0).firstPaData(PaType.REQ_ENC_PA_REP)).isPresent();
        assertThat(kdc.seen.get(1).firstPaData(PaType.FX_COOKIE)).isPresent();
        assertThat(result.toCache().tickets()).containsExactly(result.ticket());
    }

    @Test
    void theRequestAsksForWhatTheCallerWants() throws KdcFailure {
        LoginResult result = login(
                request()
                        .lasting(Duration.ofHours(1))
                        .renewableFor(Duration.ofDays(3))
                        .forwardable(true),
                "secret");

        assertThat(result.ticket().endTime()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(result.ticket().renewTill()).contains(NOON.plus(Duration.ofDays(3)));
        assertThat(result.ticket().flags().has(TicketFlag.FORWARDABLE)).isTrue();
        assertThat(kdc.seen.get(0).body().etypes()).isEqualTo(conf.asEnctypes());
    }

    @Test
    void withoutPreauthenticationTheReplyItselfIsTheProof() throws KdcFailure {
        kdc.requiresPreauth = false;
        assertThat(login(request(), "secret").client()).isEqualTo(ALICE);
        assertThat(kdc.seen).hasSize(1);
        assertThat(failure(request(), "wrong"))
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.WRONG_SECRET));
    }

    @Test
    void aWrongPasswordIsNamed() {
        KdcFailure failure = failure(request(), "wrong");
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_SECRET);
        assertThat(failure.wireCode()).contains(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(failure).hasMessageStartingWith("Password incorrect");
    }

    @Test
    void anUnknownUserIsNamed() {
        KdcFailure failure = failure(LoginRequest.of(Principal.parse("bob@A.TEST"), conf), "secret");
        assertThat(failure.kind()).isEqualTo(Kind.CLIENT_UNKNOWN);
        assertThat(failure).hasMessageStartingWith("Client 'bob@A.TEST' not found in Kerberos database");
    }

    @Test
    void theSaltAndTheIterationsAreTheKdcs() throws KdcFailure {
        kdc.salt = Optional.of("another salt");
        kdc.s2kParams = Optional.of(iterations(5000));
        assertThat(login(request(), "secret").client()).isEqualTo(ALICE);
    }

    @Test
    void tooFewOrTooManyIterationsAreRefused() {
        for (int rounds : new int[] {1, 4095, 1_000_001, 0}) {
            kdc.s2kParams = Optional.of(iterations(rounds));
            assertThat(failure(request(), "secret").kind()).as("%d", rounds).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        }
    }

    @Test
    void theStrongestTypeOfTheClientsKeysMakesTheProofWhateverTheOrderOfTheError() throws Exception {
        kdc.clientEtypes = List.of(EncType.AES128_CTS_HMAC_SHA1_96, EncType.AES256_CTS_HMAC_SHA1_96);
        login(request(), "secret");
        KdcRequest proven = kdc.seen.get(1);
        byte[] value =
                proven.firstPaData(PaType.ENC_TIMESTAMP).orElseThrow().value().toByteArray();
        assertThat(org.hanse.protocol.wire.KerberosCodec.decodeEncryptedData(value)
                        .etype())
                .isEqualTo(EncType.AES256_CTS_HMAC_SHA1_96);
    }

    @Test
    void anErrorThatOffersOnlyTypesWeDidNotAskForGetsNoProof() {
        kdc.clientEtypes = List.of(new EncType(23));
        assertThat(failure(request(), "secret").kind()).isEqualTo(Kind.NOT_SUPPORTED);
        assertThat(kdc.seen).hasSize(1);
    }

    @Test
    void aKeytabGivesATgtWithoutAPassword() throws KdcFailure {
        Keytab keytab = Keytab.of(List.of(new KeytabEntry(
                ALICE,
                NOON,
                Kvno.FIRST,
                kdc.clientKey(ALICE, EncType.AES128_CTS_HMAC_SHA1_96).toEncryptionKey())));
        LoginResult result = login().login(request(), new ClientSecret.FromKeytab(keytab));
        assertThat(result.client()).isEqualTo(ALICE);
        assertThat(kdc.seen.get(0).body().etypes().get(0)).isEqualTo(EncType.AES128_CTS_HMAC_SHA1_96);
    }

    @Test
    void aKeytabOfAnotherKeyIsNamed() {
        Keytab keytab = Keytab.of(List.of(
                new KeytabEntry(ALICE, NOON, Kvno.FIRST, ScriptedKdc.key().toEncryptionKey())));
        KdcFailure failure = catchThrowableOfType(
                KdcFailure.class, () -> login().login(request(), new ClientSecret.FromKeytab(keytab)));
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_SECRET);
        assertThat(failure).hasMessageContaining("keytab");
    }

    @Test
    @Tag("A-021")
    @Tag("A-037")
    void aClockThatIsWrongIsCorrectedOnceAndRemembered() throws KdcFailure {
        ScriptedKdc ahead = new ScriptedKdc("A.TEST", Clock.offset(CLOCK, Duration.ofHours(3))).withUser("alice");
        ahead.checksTheClock = true;
        LoginResult result = login(ahead).login(request(), password("secret"));
        assertThat(result.clockOffset()).contains(Duration.ofHours(3));
        assertThat(result.toCache().clockOffset()).contains(Duration.ofHours(3));
        assertThat(ahead.seen).hasSize(3);
    }

    @Test
    @Tag("A-037")
    void aReferralToAnotherRealmIsFollowedOnlyWhenAskedFor() throws Exception {
        kdc.wrongRealm = Optional.of(RealmName.of("B.TEST"));
        ScriptedKdc other = new ScriptedKdc("B.TEST", CLOCK).withUser("alice");
        Login login = new Login(naming("A.TEST", "B.TEST"), ScriptedKdc.network(kdc, other), CLOCK, ScriptedKdc.RANDOM);

        LoginResult result = login.login(request().canonicalize(true), password("secret"));
        assertThat(result.client()).isEqualTo(Principal.parse("alice@B.TEST"));
        assertThat(result.ticket().server()).isEqualTo(Principal.parse("krbtgt/B.TEST@B.TEST"));

        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> login.login(request(), password("secret")));
        assertThat(failure.wireCode()).contains(WireCode.KDC_ERR_WRONG_REALM);

        other.wrongRealm = Optional.of(RealmName.of("A.TEST"));
        KdcFailure circle = catchThrowableOfType(
                KdcFailure.class, () -> login.login(request().canonicalize(true), password("secret")));
        assertThat(circle.kind()).isEqualTo(Kind.NO_PATH);
    }

    /** RFC 6806 §7: an error that nobody signed must not choose who gets the proof of a password. */
    @Test
    @Tag("A-037")
    void aReferralToARealmThatKrb5ConfDoesNotNameIsNotFollowed() throws Exception {
        kdc.wrongRealm = Optional.of(RealmName.of("EVIL.TEST"));
        ScriptedKdc evil = new ScriptedKdc("EVIL.TEST", CLOCK).withUser("alice");
        Login login = new Login(naming("B.TEST"), ScriptedKdc.network(kdc, evil), CLOCK, ScriptedKdc.RANDOM);

        KdcFailure failure = catchThrowableOfType(
                KdcFailure.class, () -> login.login(request().canonicalize(true), password("secret")));

        assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(failure.wireCode()).contains(WireCode.KDC_ERR_WRONG_REALM);
        assertThat(failure).hasMessageContaining("EVIL.TEST");
        assertThat(evil.seen).isEmpty();
    }

    static Stream<Arguments> forgedErrors() {
        return Stream.of(
                Arguments.of(WireCode.KRB_AP_ERR_SKEW, Kind.CLOCK_SKEW, 2),
                Arguments.of(WireCode.KDC_ERR_NEVER_VALID, Kind.REFUSED, 2),
                Arguments.of(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Kind.CLIENT_UNKNOWN, 1),
                Arguments.of(WireCode.KDC_ERR_PREAUTH_REQUIRED, Kind.REFUSED, 2),
                Arguments.of(WireCode.KDC_ERR_PREAUTH_FAILED, Kind.REFUSED, 1),
                Arguments.of(WireCode.KDC_ERR_WRONG_REALM, Kind.REFUSED, 1),
                Arguments.of(WireCode.KDC_ERR_MORE_PREAUTH_DATA_REQUIRED, Kind.REFUSED, 1),
                Arguments.of(WireCode.KRB_ERR_GENERIC, Kind.REFUSED, 1));
    }

    /** Whoever sends errors for ever, with a clock ten years ahead, gets this many requests and changes nothing else. */
    @ParameterizedTest
    @MethodSource("forgedErrors")
    @Tag("A-037")
    void forgedErrorsEndTheLoginAfterFewRequests(WireCode code, Kind kind, int requests) {
        Clock far = Clock.offset(CLOCK, Duration.ofDays(3650));
        ScriptedKdc forger = new ScriptedKdc("A.TEST", far).withUser("alice");
        forger.wrongRealm = Optional.of(RealmName.of("EVIL.TEST"));
        forger.onlyAnswer = Optional.of(code);

        KdcFailure failure =
                catchThrowableOfType(KdcFailure.class, () -> login(forger).login(request(), password("secret")));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(forger.seen).hasSize(requests);
    }

    /** RFC 4120 §3.1.5: the offset is of this login; the next one starts from the machine's clock again. */
    @Test
    @Tag("A-037")
    @Tag("A-021")
    void aForgedClockIsForgottenWithItsLogin() throws KdcFailure {
        ScriptedKdc ahead = new ScriptedKdc("A.TEST", Clock.offset(CLOCK, Duration.ofDays(3650))).withUser("alice");
        ahead.onlyAnswer = Optional.of(WireCode.KRB_AP_ERR_SKEW);
        ScriptedKdc[] asked = {ahead};
        Login login = new Login(conf, (realm, message) -> asked[0].answer(message), CLOCK, ScriptedKdc.RANDOM);
        assertThat(catchThrowableOfType(KdcFailure.class, () -> login.login(request(), password("secret")))
                        .kind())
                .isEqualTo(Kind.CLOCK_SKEW);

        kdc.checksTheClock = true;
        asked[0] = kdc;
        LoginResult result = login.login(request(), password("secret"));

        assertThat(result.clockOffset()).isEmpty();
        assertThat(kdc.seen).hasSize(2);
    }

    /** Whoever can answer the DNS, or stands on the way, is a KDC without the realm's keys. */
    @Test
    @Tag("A-038")
    void aKdcThatDoesNotKnowThePasswordLogsNobodyIn() {
        ScriptedKdc impostor = new ScriptedKdc("A.TEST", CLOCK);
        impostor.passwords.put(PrincipalName.of("alice"), "guessed");
        impostor.requiresPreauth = false;

        KdcFailure failure =
                catchThrowableOfType(KdcFailure.class, () -> login(impostor).login(request(), password("secret")));

        assertThat(failure.kind()).isEqualTo(Kind.WRONG_SECRET);
    }

    @Test
    @Tag("A-036")
    void anotherClientNameNeedsCanonicalizationAndTheProofThatWeAskedForIt() throws KdcFailure {
        kdc.lieOutside = Lies::client;
        assertThat(failure(request(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(login(request().canonicalize(true), "secret").client()).isEqualTo(Principal.parse("mallory@A.TEST"));
        kdc.dropsTheProofOfTheRequest = true;
        assertThat(failure(request().canonicalize(true), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    static Stream<Arguments> liesInside() {
        return Stream.of(
                inside("nonce", Lies::nonce),
                inside("service", Lies::service),
                inside("service realm", Lies::serviceRealm),
                inside("session key type", Lies::sessionKeyType),
                inside("session key length", Lies::sessionKeyLength),
                inside("later end", Lies::laterEnd),
                inside("end before start", Lies::endBeforeStart),
                inside("invalid", Lies::invalid),
                inside("renewable without a time", Lies::renewableWithoutTime),
                inside("longer renewal", Lies::longerRenewal),
                inside("a start that was not asked for", Lies::laterStart),
                inside("forwardable", Lies.gained(TicketFlag.FORWARDABLE)),
                inside("forwarded", Lies.gained(TicketFlag.FORWARDED)),
                inside("proxiable", Lies.gained(TicketFlag.PROXIABLE)),
                inside("proxy", Lies.gained(TicketFlag.PROXY)),
                inside("may postdate", Lies.gained(TicketFlag.MAY_POSTDATE)),
                inside("postdated", Lies.gained(TicketFlag.POSTDATED)),
                inside("wrong proof of the request", Lies::wrongProof),
                inside("no proof of the request although the flag promises it", Lies::noProof));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("A-036")
    @MethodSource("liesInside")
    void aReplyThatLiesInsideIsRefused(String name, UnaryOperator<EncKdcReplyPart> lie) {
        kdc.lieInside = lie;
        assertThat(failure(request().renewableFor(Duration.ofDays(1)), "secret").kind())
                .isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    static Stream<Arguments> liesOutside() {
        return Stream.of(
                outside("client", Lies::client),
                outside("client realm", Lies::clientRealm),
                outside("ticket for another service", Lies::ticketForAnother),
                outside("ticket of another realm", Lies::ticketOfAnotherRealm),
                outside("TGS-REP", Lies::otherType),
                outside("etype not asked for", Lies::etypeNotAskedFor));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("A-036")
    @MethodSource("liesOutside")
    void aReplyThatLiesOutsideIsRefused(String name, UnaryOperator<KdcReply> lie) {
        kdc.lieOutside = lie;
        assertThat(failure(request(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    void aReplyThatWasAlteredDoesNotOpen() {
        kdc.lieOutside = Lies::tampered;
        assertThat(failure(request(), "secret").kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    void octetsThatAreNoReplyAreRefused() {
        Login login = new Login(conf, (realm, request) -> new byte[] {0x6B, 0x03, 1, 2, 3}, CLOCK, ScriptedKdc.RANDOM);
        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> login.login(request(), password("secret")));
        assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    @Tag("A-037")
    void aKdcThatAsksForProofsForEverIsLeft() {
        Login login = new Login(
                conf,
                (realm, request) -> {
                    try {
                        return kdc.error(
                                WireCode.KRB_AP_ERR_SKEW,
                                org.hanse.protocol.wire.KerberosCodec.decodeKdcRequest(request),
                                Optional.empty());
                    } catch (org.hanse.protocol.wire.DecodeFault e) {
                        throw new AssertionError(e);
                    }
                },
                CLOCK,
                ScriptedKdc.RANDOM);
        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> login.login(request(), password("secret")));
        assertThat(failure.kind()).isEqualTo(Kind.CLOCK_SKEW);
    }

    @Test
    void aPostdatedTicketStartsWhenAsked() throws KdcFailure {
        Instant later = NOON.plus(Duration.ofHours(2));
        LoginResult result = login(request().startingAt(later), "secret");
        assertThat(result.ticket().start()).isEqualTo(later);
    }

    @Test
    void aServiceOtherThanTheTgsMayBeAskedFor() throws Exception {
        kdc.withService("kadmin", "changepw");
        LoginResult result = login(request().forService(PrincipalName.of("kadmin", "changepw")), "secret");
        assertThat(result.ticket().server()).isEqualTo(Principal.parse("kadmin/changepw@A.TEST"));
        assertThat(kdc.services
                        .get(PrincipalName.of("kadmin", "changepw"))
                        .open(
                                KeyUsage.TICKET,
                                org.hanse.protocol.wire.KerberosCodec.decodeTicket(
                                                result.ticket().ticket().toByteArray())
                                        .sealed()))
                .isNotEmpty();
    }

    private static Arguments inside(String name, UnaryOperator<EncKdcReplyPart> lie) {
        return Arguments.of(name, lie);
    }

    private static Arguments outside(String name, UnaryOperator<KdcReply> lie) {
        return Arguments.of(name, lie);
    }

    private static Octets iterations(int count) {
        return Octets.wrap(ByteBuffer.allocate(4).putInt(count).array());
    }

    /** A krb5.conf that knows where these realms' KDCs are. */
    private Krb5Conf naming(String... realms) throws IOException {
        String all = Stream.of(realms)
                .map(realm -> realm + " = {\nkdc = kdc.test\n}\n")
                .collect(Collectors.joining());
        return Krb5Conf.read(List.of(Files.writeString(folder.resolve("krb5.conf"), "[realms]\n" + all)));
    }

    private LoginRequest request() {
        return LoginRequest.of(ALICE, conf);
    }

    private Login login() {
        return login(kdc);
    }

    private Login login(ScriptedKdc at) {
        return new Login(conf, ScriptedKdc.network(at), CLOCK, ScriptedKdc.RANDOM);
    }

    private LoginResult login(LoginRequest request, String password) throws KdcFailure {
        return login().login(request, password(password));
    }

    private KdcFailure failure(LoginRequest request, String password) {
        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> login().login(request, password(password)));
        assertThat(failure).as("a failure was due").isNotNull();
        return failure;
    }

    private static ClientSecret password(String text) {
        return new ClientSecret.Password(SecretBytes.copyOf(text.getBytes()));
    }
}
