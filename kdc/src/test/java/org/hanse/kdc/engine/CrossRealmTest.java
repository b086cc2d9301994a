package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.transited.Transited;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets across realms, RFC 4120 §1.2, §3.3 and §3.3.3.2: a realm vouches for its own users and for nobody else's. */
class CrossRealmTest {
    private static final String WEB = "HTTP/www.bergen.example";

    private final TestRealm luebeck = TestRealm.named("LUEBECK.EXAMPLE").withUser("alice");
    private final TestRealm bergen =
            TestRealm.named("BERGEN.EXAMPLE").withUser("al").withService(WEB);
    private final TestRealm danzig = TestRealm.named("DANZIG.EXAMPLE").withService("HTTP/www.danzig.example");

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
        TestRealm.trustEachOther(bergen, danzig);
    }

    private Asking.Got tgtOfAlice(KdcOption... options) {
        Asking asking = Asking.as(luebeck, "alice").provingWith("alice");
        for (KdcOption option : options) {
            asking.with(option);
        }
        return asking.got();
    }

    private Asking.Got towardsBergen() {
        return AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();
    }

    /** What BERGEN's KDC would see if LUEBECK's lied: sealed under the key that both share. */
    private AskingTgs claimed(RealmName clientRealm, String client, TransitedEncoding transited, TicketFlags flags) {
        return claimed(clientRealm, client, transited, flags, AuthorizationData.NONE);
    }

    private AskingTgs claimed(
            RealmName clientRealm,
            String client,
            TransitedEncoding transited,
            TicketFlags flags,
            AuthorizationData data) {
        EncTicketPart part = new EncTicketPart(
                flags,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                clientRealm,
                PrincipalName.of(client),
                transited,
                NOON,
                Optional.of(NOON),
                NOON.plus(Duration.ofDays(3650)),
                Optional.empty(),
                List.of(),
                data);
        return AskingTgs.byForged(
                bergen,
                luebeck.name,
                PrincipalName.krbtgt(bergen.name),
                part,
                bergen.trust(luebeck).keysIn().get(0).key(),
                1);
    }

    private AskingTgs claimed(RealmName clientRealm, String client) {
        return claimed(clientRealm, client, TransitedEncoding.DIRECT, TicketFlags.NONE);
    }

    @Test
    void aliceOfLuebeckIsKnownInBergen() {
        Asking.Got cross = towardsBergen();
        Asking.Got got = AskingTgs.by(bergen, cross).forService(WEB).got();

        EncTicketPart ticket = got.openedBy(bergen, WEB);
        assertThat(ticket.clientRealm()).isEqualTo(luebeck.name);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("alice"));
        assertThat(ticket.transited()).isEqualTo(TransitedEncoding.DIRECT);
        assertThat(ticket.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED)).isTrue();
        assertThat(ticket.flags().has(TicketFlag.INITIAL)).isFalse();
        assertThat(ticket.authTime()).isEqualTo(NOON);
        assertThat(ticket.endTime()).isEqualTo(cross.part().endTime());
    }

    /** In Kerby a trusted realm can name any client, ours included. */
    @Test
    void noPeerVouchesForOurOwnUsers() {
        claimed(bergen.name, "al").forService(WEB).refused(WireCode.KDC_ERR_POLICY);
        bergen.policy(luebeck, policy -> accepting(policy, bergen.name));
        claimed(bergen.name, "al").forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void noPeerVouchesForAThirdRealmUnlessThePolicySaysSo() {
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        claimed(visby, "ida").forService(WEB).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED);

        bergen.policy(luebeck, policy -> accepting(policy, visby));
        EncTicketPart ticket = claimed(visby, "ida").forService(WEB).got().openedBy(bergen, WEB);

        assertThat(ticket.clientRealm()).isEqualTo(visby);
        assertThat(new String(ticket.transited().contents().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .as("the realm that brought her is named")
                .isEqualTo("LUEBECK.EXAMPLE");
    }

    @Test
    void aRealmOnTheWayThatIsNotAdmittedIsRefused() throws Exception {
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        bergen.policy(luebeck, policy -> accepting(policy, visby));
        TransitedEncoding overEvil =
                Transited.extend(TransitedEncoding.DIRECT, RealmName.of("EVIL.EXAMPLE"), visby, bergen.name);

        claimed(visby, "ida", overEvil, TicketFlags.NONE).forService(WEB).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED);
    }

    @Test
    void anUncheckedPathFromOutsideIsNotServed() {
        claimed(luebeck.name, "alice")
                .forService(WEB)
                .with(KdcOption.DISABLE_TRANSITED_CHECK)
                .refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void anUnknownTransitedTypeIsRefused() {
        claimed(luebeck.name, "alice", new TransitedEncoding(2, Octets.wrap(new byte[] {'X'})), TicketFlags.NONE)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_TRTYPE_NOSUPP);
    }

    @Test
    void aSuspendedTrustStopsAtOnce() {
        Asking.Got cross = towardsBergen();
        bergen.suspend(luebeck);
        AskingTgs.by(bergen, cross).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
        luebeck.suspend(bergen);
        AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    /** Renewing keeps flags and life, so it must not be a way round what the trust allows. */
    @Test
    void aPeersTicketIsNeitherRenewedNorValidatedHere() {
        for (KdcOption option : new KdcOption[] {KdcOption.RENEW, KdcOption.VALIDATE}) {
            TicketFlags flags = TicketFlags.of(TicketFlag.RENEWABLE, TicketFlag.FORWARDABLE)
                    .with(TicketFlag.INVALID, option == KdcOption.VALIDATE);
            claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, flags)
                    .forService("krbtgt/BERGEN.EXAMPLE")
                    .with(option)
                    .refused(WireCode.KDC_ERR_SERVER_NOMATCH);
        }
    }

    @Test
    void aTrustThatGrantsNoForwardingIsNotForwardedNorProxiedFromEither() {
        TicketFlags flags = TicketFlags.of(TicketFlag.FORWARDABLE, TicketFlag.PROXIABLE, TicketFlag.MAY_POSTDATE);

        claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, flags)
                .forService("krbtgt/BERGEN.EXAMPLE")
                .with(KdcOption.FORWARDED)
                .refused(WireCode.KDC_ERR_BADOPTION);
        claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, flags)
                .forService(WEB)
                .with(KdcOption.PROXY)
                .refused(WireCode.KDC_ERR_BADOPTION);
    }

    @Test
    void anAnonymousTicketFromAPeerIsRefused() {
        claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, TicketFlags.of(TicketFlag.ANONYMOUS))
                .forService(WEB)
                .refused(WireCode.KDC_ERR_BADOPTION);
    }

    @Test
    void whoIsNoLongerAdmittedLeavesToo() {
        Asking.Got staying = AskingTgs.by(bergen, towardsBergen())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();

        bergen.policy(
                luebeck,
                policy -> new TrustPolicy(
                        policy.direction(),
                        policy.acceptRealms(),
                        policy.transitTo(),
                        List.of("bob"),
                        policy.domains(),
                        policy.maxLife(),
                        false,
                        false));

        AskingTgs.by(bergen, staying).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void whoCameThroughAMiddleRealmStaysWhileItMayBringThem() {
        luebeck.policy(bergen, policy -> transiting(policy, danzig.name));
        danzig.policy(bergen, policy -> accepting(policy, luebeck.name));
        Asking.Got first = AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/DANZIG.EXAMPLE")
                .got();
        Asking.Got second =
                AskingTgs.by(bergen, first).forService("krbtgt/DANZIG.EXAMPLE").got();
        Asking.Got staying =
                AskingTgs.by(danzig, second).forService("krbtgt/DANZIG.EXAMPLE").got();
        assertThat(AskingTgs.by(danzig, staying)
                        .forService("HTTP/www.danzig.example")
                        .got())
                .isNotNull();

        danzig.suspend(bergen);

        AskingTgs.by(danzig, staying).forService("HTTP/www.danzig.example").refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void whoCameByATrustLeavesWithIt() {
        Asking.Got staying = AskingTgs.by(bergen, towardsBergen())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();
        assertThat(AskingTgs.by(bergen, staying).forService(WEB).got()).isNotNull();

        bergen.suspend(luebeck);

        AskingTgs.by(bergen, staying).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void aOneWayTrustIsNotUsableBackwards() {
        bergen.policy(luebeck, policy -> directed(policy, TrustDirection.IN));
        AskingTgs.by(bergen, Asking.as(bergen, "al").provingWith("al").got())
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        bergen.policy(luebeck, policy -> directed(policy, TrustDirection.OUT));
        AskingTgs.by(bergen, towardsBergen()).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void theOutboundKeyOpensNothingInbound() {
        EncTicketPart part = new EncTicketPart(
                TicketFlags.NONE,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                luebeck.name,
                PrincipalName.of("alice"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.empty(),
                NOON.plusSeconds(600),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);

        AskingTgs.byForged(
                        bergen,
                        luebeck.name,
                        PrincipalName.krbtgt(bergen.name),
                        part,
                        bergen.trust(luebeck).keysOut().get(0).key(),
                        1)
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
    }

    @Test
    void aForeignTicketForSomethingElseThanOurTgsIsNotForUs() {
        Asking.Got cross = towardsBergen();
        TestRealm visby = TestRealm.named("VISBY.EXAMPLE");

        AskingTgs.by(visby, cross).forService("HTTP/x").refused(WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    void aPeersClaimsAboutLifeAndFlagsAreBounded() {
        bergen.policy(luebeck, policy -> lasting(policy, Duration.ofHours(1)));
        TicketFlags everything = TicketFlags.of(
                TicketFlag.INITIAL,
                TicketFlag.HW_AUTHENT,
                TicketFlag.PRE_AUTHENT,
                TicketFlag.FORWARDABLE,
                TicketFlag.PROXIABLE,
                TicketFlag.OK_AS_DELEGATE);

        EncTicketPart ticket = claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, everything)
                .forService(WEB)
                .with(KdcOption.FORWARDABLE)
                .with(KdcOption.PROXIABLE)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.endTime()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void forwardableCountsFromAPeerOnlyIfTheTrustAllowsIt() {
        bergen.policy(
                luebeck,
                policy -> new TrustPolicy(
                        policy.direction(),
                        policy.acceptRealms(),
                        policy.transitTo(),
                        policy.clients(),
                        policy.domains(),
                        policy.maxLife(),
                        true,
                        false));

        EncTicketPart ticket = claimed(
                        luebeck.name, "alice", TransitedEncoding.DIRECT, TicketFlags.of(TicketFlag.FORWARDABLE))
                .forService(WEB)
                .with(KdcOption.FORWARDABLE)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.flags().has(TicketFlag.FORWARDABLE)).isTrue();
    }

    @Test
    void aPeersRestrictionsAreKeptAndItsClaimsAreNot() {
        Element restriction = new Element(77, Octets.wrap(new byte[] {1}));
        Element pac = new Element(AuthorizationData.WIN2K_PAC, Octets.wrap(new byte[] {1}));

        EncTicketPart ticket = claimed(
                        luebeck.name,
                        "alice",
                        TransitedEncoding.DIRECT,
                        TicketFlags.NONE,
                        new AuthorizationData(List.of(pac, restriction)))
                .forService(WEB)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.authorizationData().elements()).containsExactly(restriction);
    }

    @Test
    void aThirdRealmIsReachedThroughTheMiddleThatPolicyNames() {
        luebeck.policy(bergen, policy -> transiting(policy, danzig.name));
        danzig.policy(bergen, policy -> accepting(policy, luebeck.name));

        Asking.Got first = AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/DANZIG.EXAMPLE")
                .got();
        assertThat(first.ticket().service()).isEqualTo(PrincipalName.krbtgt(bergen.name));
        Asking.Got second =
                AskingTgs.by(bergen, first).forService("krbtgt/DANZIG.EXAMPLE").got();
        EncTicketPart ticket = AskingTgs.by(danzig, second)
                .forService("HTTP/www.danzig.example")
                .got()
                .openedBy(danzig, "HTTP/www.danzig.example");

        assertThat(ticket.clientRealm()).isEqualTo(luebeck.name);
        assertThat(new String(ticket.transited().contents().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("BERGEN.EXAMPLE");
        assertThat(ticket.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED)).isTrue();
    }

    @Test
    void theThirdRealmRefusesWhomItsPolicyDoesNotAdmit() {
        luebeck.policy(bergen, policy -> transiting(policy, danzig.name));
        Asking.Got first = AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/DANZIG.EXAMPLE")
                .got();
        Asking.Got second =
                AskingTgs.by(bergen, first).forService("krbtgt/DANZIG.EXAMPLE").got();

        AskingTgs.by(danzig, second).forService("HTTP/www.danzig.example").refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED);
    }

    @Test
    void aRealmThatNoTrustLeadsToIsUnknown() {
        AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/NOWHERE.TEST")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    @Test
    void nobodyIsSentBackWhereTheTicketCameFrom() {
        AskingTgs.by(bergen, towardsBergen())
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    /** RFC 6806 §8: the client needs to know its home and nothing else. */
    @Test
    void aServiceInAPeersDomainIsReferredThere() {
        luebeck.policy(
                bergen,
                policy -> new TrustPolicy(
                        policy.direction(),
                        policy.acceptRealms(),
                        policy.transitTo(),
                        policy.clients(),
                        List.of("bergen.example"),
                        policy.maxLife(),
                        false,
                        false));
        AskingTgs.by(luebeck, tgtOfAlice()).forService(WEB).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);

        AskingTgs asking = AskingTgs.by(luebeck, tgtOfAlice()).forService(WEB);
        asking.with(KdcOption.CANONICALIZE);

        assertThat(asking.got().ticket().service()).isEqualTo(PrincipalName.krbtgt(bergen.name));
    }

    private static TrustPolicy accepting(TrustPolicy policy, RealmName realm) {
        return new TrustPolicy(
                policy.direction(),
                Set.of(realm),
                policy.transitTo(),
                policy.clients(),
                policy.domains(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.logOnly());
    }

    private static TrustPolicy transiting(TrustPolicy policy, RealmName realm) {
        return new TrustPolicy(
                policy.direction(),
                policy.acceptRealms(),
                Set.of(realm),
                policy.clients(),
                policy.domains(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.logOnly());
    }

    private static TrustPolicy directed(TrustPolicy policy, TrustDirection direction) {
        return new TrustPolicy(
                direction,
                policy.acceptRealms(),
                policy.transitTo(),
                policy.clients(),
                policy.domains(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.logOnly());
    }

    private static TrustPolicy lasting(TrustPolicy policy, Duration life) {
        return new TrustPolicy(
                policy.direction(),
                policy.acceptRealms(),
                policy.transitTo(),
                policy.clients(),
                policy.domains(),
                Optional.of(life),
                policy.allowForwardable(),
                policy.logOnly());
    }
}
