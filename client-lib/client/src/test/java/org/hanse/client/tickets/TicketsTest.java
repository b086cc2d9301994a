package org.hanse.client.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.Lies;
import org.hanse.client.kdc.ScriptedKdc;
import org.hanse.client.login.ClientSecret;
import org.hanse.client.login.Login;
import org.hanse.client.login.LoginRequest;
import org.hanse.client.tickets.Tickets.Obtained;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TicketsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Principal WEB = Principal.parse("http/web.a.test@A.TEST");

    @TempDir
    Path folder;

    private final ScriptedKdc a =
            new ScriptedKdc("A.TEST", CLOCK).withUser("alice").withService("http", "web.a.test");
    private final ScriptedKdc m = new ScriptedKdc("M.TEST", CLOCK);
    private final ScriptedKdc b = new ScriptedKdc("B.TEST", CLOCK).withService("http", "web.b.test");
    private Krb5Conf conf = Krb5Conf.empty();

    @Test
    void aServiceOfTheHomeRealmTakesOneRequest() throws Exception {
        CredentialCache cache = cache();
        Obtained got = tickets().get(cache, WEB, TicketOptions.PLAIN);
        assertThat(got.ticket().server()).isEqualTo(WEB);
        assertThat(got.gained()).containsExactly(got.ticket());
        assertThat(got.ticket().endTime()).isEqualTo(cache.tickets().get(0).endTime());
    }

    @Test
    void aTicketOfTheCacheIsUsedAgain() throws Exception {
        CredentialCache cache = cache();
        Obtained first = tickets().get(cache, WEB, TicketOptions.PLAIN);
        CredentialCache fuller = with(cache, first.gained());
        int before = a.seen.size();
        assertThat(tickets().get(fuller, WEB, TicketOptions.PLAIN)).isEqualTo(new Obtained(first.ticket(), List.of()));
        assertThat(a.seen).hasSize(before);
        assertThat(tickets().get(fuller, WEB, TicketOptions.PLAIN.afresh()).gained())
                .hasSize(1);
        assertThat(tickets()
                        .get(fuller, WEB, TicketOptions.PLAIN.withEtypes(List.of(EncType.AES128_CTS_HMAC_SHA1_96)))
                        .gained())
                .isEmpty();
    }

    @Test
    void anExpiredTicketIsNotUsed() throws Exception {
        CredentialCache cache = cache();
        Clock later = Clock.offset(CLOCK, Duration.ofDays(2));
        Tickets tickets = new Tickets(conf, ScriptedKdc.network(a), later, ScriptedKdc.RANDOM);
        KdcFailure failure = catchThrowableOfType(KdcFailure.class, () -> tickets.get(cache, WEB, TicketOptions.PLAIN));
        assertThat(failure.kind()).isEqualTo(Kind.TICKET_EXPIRED);
        assertThat(failure).hasMessageContaining("kinit");
    }

    @Test
    void aTrustedRealmIsReachedOverItsTgt() throws Exception {
        a.trusting(b);
        Obtained got = tickets().get(cache(), at("B.TEST"), TicketOptions.PLAIN);
        assertThat(got.ticket().server()).isEqualTo(at("B.TEST"));
        assertThat(got.ticket().client()).isEqualTo(Principal.parse("alice@A.TEST"));
        assertThat(got.gained())
                .extracting(c -> c.server().toString())
                .containsExactly("krbtgt/B.TEST@A.TEST", "http/web.b.test@B.TEST");
    }

    @Test
    void theKdcMayAnswerWithARealmThatIsNearer() throws Exception {
        a.trusting(m);
        m.trusting(b);
        a.referrals.put(PrincipalName.krbtgt(b.realm), m.realm);
        Obtained got = tickets().get(cache(), at("B.TEST"), TicketOptions.PLAIN);
        assertThat(got.gained())
                .extracting(c -> c.server().toString())
                .containsExactly("krbtgt/M.TEST@A.TEST", "krbtgt/B.TEST@M.TEST", "http/web.b.test@B.TEST");
    }

    @Test
    void capathsLeadWhereTheKdcsKnowNoWay() throws Exception {
        conf("[capaths]\nA.TEST = {\nB.TEST = M.TEST\n}\n");
        a.trusting(m);
        m.trusting(b);
        assertThat(tickets().get(cache(), at("B.TEST"), TicketOptions.PLAIN).gained())
                .hasSize(3);
    }

    @Test
    void theHierarchyOfNamesIsThePathWithoutCapaths() throws Exception {
        ScriptedKdc x = new ScriptedKdc("X.P.TEST", CLOCK).withUser("alice");
        ScriptedKdc p = new ScriptedKdc("P.TEST", CLOCK);
        ScriptedKdc y = new ScriptedKdc("Y.P.TEST", CLOCK).withService("http", "y");
        x.trusting(p);
        p.trusting(y);
        Tickets tickets = new Tickets(conf, ScriptedKdc.network(x, p, y), CLOCK, ScriptedKdc.RANDOM);
        Obtained got = tickets.get(cache(x), Principal.parse("http/y@Y.P.TEST"), TicketOptions.PLAIN);
        assertThat(got.gained())
                .extracting(c -> c.server().toString())
                .containsExactly("krbtgt/P.TEST@X.P.TEST", "krbtgt/Y.P.TEST@P.TEST", "http/y@Y.P.TEST");
    }

    @Test
    void realmsThatLeadInACircleAreLeft() throws Exception {
        a.trusting(m);
        m.trusting(a);
        a.referrals.put(PrincipalName.krbtgt(b.realm), m.realm);
        m.referrals.put(PrincipalName.krbtgt(b.realm), a.realm);
        assertThat(failure(at("B.TEST")).kind()).isEqualTo(Kind.NO_PATH);
    }

    @Test
    void noWayToARealmIsNamed() throws Exception {
        KdcFailure failure = failure(at("B.TEST"));
        assertThat(failure.kind()).isEqualTo(Kind.NO_PATH);
        assertThat(failure).hasMessageContaining("realm 'A.TEST' knows no way to realm 'B.TEST'");
    }

    @Test
    void anUnknownServiceIsNamed() throws Exception {
        KdcFailure failure = failure(Principal.parse("host/none@A.TEST"));
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE_UNKNOWN);
        assertThat(failure).hasMessageStartingWith("Server host/none@A.TEST not found in Kerberos database");
    }

    @Test
    void domainRealmSaysTheRealmOfAHost() throws Exception {
        conf("[domain_realm]\n.b.test = B.TEST\n");
        a.trusting(b);
        Obtained got = tickets().getByName(cache(), at("ANY"), TicketOptions.PLAIN);
        assertThat(got.ticket().server()).isEqualTo(at("B.TEST"));
        assertThat(a.seen.get(a.seen.size() - 1).body().options().has(KdcOption.CANONICALIZE))
                .isFalse();
    }

    @Test
    void withoutDomainRealmTheHomeRealmRefersToAnother() throws Exception {
        a.trusting(b);
        a.referrals.put(PrincipalName.of("http", "web.b.test"), b.realm);
        CredentialCache cache = cache();
        Obtained got = tickets().getByName(cache, at("ANY"), TicketOptions.PLAIN);
        assertThat(got.ticket().server()).isEqualTo(at("B.TEST"));
        assertThat(a.seen.get(a.seen.size() - 1).body().options().has(KdcOption.CANONICALIZE))
                .isTrue();
        assertThat(tickets()
                        .getByName(with(cache, got.gained()), at("ANY"), TicketOptions.PLAIN)
                        .gained())
                .isEmpty();
    }

    @Test
    @Tag("A-037")
    void aReferralThatWasNotAskedForIsRefused() throws Exception {
        a.trusting(b);
        a.referrals.put(WEB.name(), b.realm);
        assertThat(failure(WEB).kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    void renewingAsksForTheSameTicketAgain() throws Exception {
        CredentialCache cache =
                cache(a, LoginRequest.of(Principal.parse("alice@A.TEST"), conf).renewableFor(Duration.ofDays(7)));
        Credential renewed = tickets().renew(cache, cache.tickets().get(0));
        assertThat(renewed.server()).isEqualTo(cache.tickets().get(0).server());
        assertThat(a.seen.get(a.seen.size() - 1).body().options().has(KdcOption.RENEW))
                .isTrue();

        CredentialCache plain = cache();
        KdcFailure failure = catchThrowableOfType(
                KdcFailure.class, () -> tickets().renew(plain, plain.tickets().get(0)));
        assertThat(failure).hasMessageContaining("not renewable");
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                inside("nonce", Lies::nonce),
                inside("service", Lies::service),
                inside("service realm", Lies::serviceRealm),
                inside("session key type", Lies::sessionKeyType),
                inside("session key length", Lies::sessionKeyLength),
                inside("outlives the TGT", Lies::laterEnd),
                inside("end before start", Lies::endBeforeStart),
                inside("invalid", Lies::invalid),
                inside("initial", Lies::initial),
                inside("forwardable", Lies.gained(TicketFlag.FORWARDABLE)),
                inside("forwarded", Lies.gained(TicketFlag.FORWARDED)),
                inside("proxiable", Lies.gained(TicketFlag.PROXIABLE)),
                inside("proxy", Lies.gained(TicketFlag.PROXY)),
                inside("may postdate", Lies.gained(TicketFlag.MAY_POSTDATE)),
                inside("postdated", Lies.gained(TicketFlag.POSTDATED)),
                inside("renewable", Lies::renewable),
                inside("a start that was not asked for", Lies::laterStart),
                outside("client", Lies::client),
                outside("client realm", Lies::clientRealm),
                outside("ticket for another service", Lies::ticketForAnother),
                outside("ticket of another realm", Lies::ticketOfAnotherRealm),
                outside("AS-REP", Lies::otherType),
                outside("tampered", Lies::tampered));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("A-035")
    @Tag("A-036")
    @MethodSource("lies")
    void aReplyThatLiesIsRefused(String name, UnaryOperator<EncKdcReplyPart> inside, UnaryOperator<KdcReply> outside)
            throws Exception {
        CredentialCache cache = cache();
        a.lieInside = inside;
        a.lieOutside = outside;
        KdcFailure failure =
                catchThrowableOfType(KdcFailure.class, () -> tickets().get(cache, WEB, TicketOptions.PLAIN));
        assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    /** RFC 4120 §2.6: tickets that come of a forwarded one are FORWARDED too. */
    @Test
    void whatTheTgtHasMayBeInherited() throws Exception {
        Credential tgt = cache().tickets().get(0);
        Credential forwarded = new Credential(
                tgt.client(),
                tgt.server(),
                tgt.key(),
                tgt.authTime(),
                tgt.startTime(),
                tgt.endTime(),
                tgt.renewTill(),
                false,
                tgt.flags().with(TicketFlag.FORWARDED),
                tgt.addresses(),
                tgt.authorizationData(),
                tgt.ticket(),
                tgt.secondTicket());
        CredentialCache cache = new CredentialCache(tgt.client(), Optional.empty(), List.of(forwarded));
        a.lieInside = Lies.gained(TicketFlag.FORWARDED);

        assertThat(tickets()
                        .get(cache, WEB, TicketOptions.PLAIN)
                        .ticket()
                        .flags()
                        .has(TicketFlag.FORWARDED))
                .isTrue();
    }

    /** RFC 4120 §3.1.5: the difference of the clocks is known of one realm, and kept with its tickets. */
    @Test
    @Tag("A-021")
    void theOffsetOfACacheIsUsedWithThatCacheOnly() throws Exception {
        ScriptedKdc ahead = new ScriptedKdc("A.TEST", Clock.offset(CLOCK, Duration.ofHours(3)))
                .withUser("alice")
                .withService("http", "web.a.test");
        ahead.checksTheClock = true;
        Tickets tickets = new Tickets(conf, ScriptedKdc.network(ahead), CLOCK, ScriptedKdc.RANDOM);
        CredentialCache corrected = cache(ahead);
        CredentialCache forgetful =
                new CredentialCache(corrected.principal(), Optional.empty(), corrected.credentials());

        assertThat(tickets.get(corrected, WEB, TicketOptions.PLAIN).ticket().server())
                .isEqualTo(WEB);
        assertThat(catchThrowableOfType(KdcFailure.class, () -> tickets.get(forgetful, WEB, TicketOptions.PLAIN))
                        .kind())
                .isEqualTo(Kind.CLOCK_SKEW);
    }

    /** RFC 4120 §10: names of hosts are taken as they are typed. That no class here can ask the DNS, ArrowsTest shows. */
    @Test
    @Tag("A-038")
    void aHostNameIsAskedForAsItIsTyped() throws Exception {
        a.withService("http", "WWW.A.Test.");

        Credential ticket = tickets()
                .getByName(cache(), Principal.parse("http/WWW.A.Test.@ANY"), TicketOptions.PLAIN)
                .ticket();

        assertThat(ticket.server()).isEqualTo(Principal.parse("http/WWW.A.Test.@A.TEST"));
        assertThat(a.seen.get(a.seen.size() - 1).body().service()).contains(PrincipalName.of("http", "WWW.A.Test."));
    }

    @Test
    @Tag("A-038")
    void aKdcWithoutTheRealmsKeysGivesNoTickets() throws Exception {
        CredentialCache cache = cache();
        // It cannot open the TGT, so it does not know in which key to seal its answer.
        a.lieOutside = reply -> {
            byte[] cipher = reply.sealed().cipher().toByteArray();
            ScriptedKdc.RANDOM.nextBytes(cipher);
            return new KdcReply(
                    reply.type(),
                    reply.padata(),
                    reply.clientRealm(),
                    reply.clientName(),
                    reply.ticket(),
                    new EncryptedData(reply.sealed().etype(), reply.sealed().kvno(), Octets.wrap(cipher)));
        };

        assertThat(catchThrowableOfType(KdcFailure.class, () -> tickets().get(cache, WEB, TicketOptions.PLAIN))
                        .kind())
                .isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    @Test
    @Tag("A-036")
    void aReplyUnderTheSessionKeyInsteadOfTheSubkeyIsRefused() throws Exception {
        a.sealsUnderTheSessionKey = true;
        assertThat(failure(WEB).kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
    }

    private static Arguments inside(String name, UnaryOperator<EncKdcReplyPart> lie) {
        return Arguments.of(name, lie, UnaryOperator.<KdcReply>identity());
    }

    private static Arguments outside(String name, UnaryOperator<KdcReply> lie) {
        return Arguments.of(name, UnaryOperator.<EncKdcReplyPart>identity(), lie);
    }

    private static Principal at(String realm) {
        return Principal.parse("http/web.b.test@" + realm);
    }

    private void conf(String text) throws IOException {
        conf = Krb5Conf.read(List.of(Files.writeString(folder.resolve("krb5.conf"), text)));
    }

    private Tickets tickets() {
        return new Tickets(conf, ScriptedKdc.network(a, m, b), CLOCK, ScriptedKdc.RANDOM);
    }

    private KdcFailure failure(Principal service) throws KdcFailure {
        CredentialCache cache = cache();
        KdcFailure failure =
                catchThrowableOfType(KdcFailure.class, () -> tickets().get(cache, service, TicketOptions.PLAIN));
        assertThat(failure).as("a failure was due").isNotNull();
        return failure;
    }

    private CredentialCache cache() throws KdcFailure {
        return cache(a);
    }

    private CredentialCache cache(ScriptedKdc home) throws KdcFailure {
        return cache(home, LoginRequest.of(new Principal(PrincipalName.of("alice"), home.realm), conf));
    }

    private CredentialCache cache(ScriptedKdc home, LoginRequest request) throws KdcFailure {
        Login login = new Login(conf, ScriptedKdc.network(home), CLOCK, ScriptedKdc.RANDOM);
        return login.login(request, new ClientSecret.Password(SecretBytes.copyOf("secret".getBytes())))
                .toCache();
    }

    private static CredentialCache with(CredentialCache cache, List<Credential> more) {
        List<Credential> all = new ArrayList<>(cache.credentials());
        all.addAll(more);
        return new CredentialCache(cache.principal(), cache.clockOffset(), all);
    }
}
