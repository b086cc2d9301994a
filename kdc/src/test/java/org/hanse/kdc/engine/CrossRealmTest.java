package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.transited.Transited;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        return AskingTgs.byForged(
                bergen,
                luebeck.name,
                PrincipalName.krbtgt(bergen.name),
                part(clientRealm, client, transited, flags, data),
                bergen.trust(luebeck).keysIn().get(0).key(),
                1);
    }

    private static EncTicketPart part(
            RealmName clientRealm,
            String client,
            TransitedEncoding transited,
            TicketFlags flags,
            AuthorizationData data) {
        return new EncTicketPart(
                flags,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                clientRealm,
                Principal.parse(client, clientRealm).name(),
                transited,
                NOON,
                Optional.of(NOON),
                NOON.plus(Duration.ofDays(3650)),
                Optional.empty(),
                List.of(),
                data);
    }

    private AskingTgs claimed(RealmName clientRealm, String client) {
        return claimed(clientRealm, client, TransitedEncoding.DIRECT, TicketFlags.NONE);
    }

    @Test
    @Tag("K-132")
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

    @Test
    @Tag("K-132")
    void andAlOfBergenIsKnownInLuebeck() {
        luebeck.withService("HTTP/www.luebeck.example");
        Asking.Got cross = AskingTgs.ticketForPeer(bergen, "al", luebeck);

        EncTicketPart ticket = AskingTgs.by(luebeck, cross)
                .forService("HTTP/www.luebeck.example")
                .got()
                .openedBy(luebeck, "HTTP/www.luebeck.example");

        assertThat(ticket.clientRealm()).isEqualTo(bergen.name);
        assertThat(ticket.transited()).isEqualTo(TransitedEncoding.DIRECT);
        assertThat(ticket.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED)).isTrue();
    }

    /** In Kerby a trusted realm can name any client, ours included. */
    @Test
    @Tag("K-133")
    void noPeerVouchesForOurOwnUsers() {
        claimed(bergen.name, "al").forService(WEB).refused(WireCode.KDC_ERR_POLICY, Reason.OWN_NAME_FROM_OUTSIDE);
        bergen.policy(luebeck, policy -> Policies.logOnly(Policies.accepting(policy, bergen.name)));
        claimed(bergen.name, "al").forService(WEB).refused(WireCode.KDC_ERR_POLICY, Reason.OWN_NAME_FROM_OUTSIDE);
    }

    @Test
    @Tag("K-134")
    void noPeerVouchesForAThirdRealmUnlessThePolicySaysSo() {
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        claimed(visby, "ida")
                .forService(WEB)
                .refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.CLIENT_REALM_NOT_ACCEPTED);

        bergen.policy(luebeck, policy -> Policies.accepting(policy, visby));
        EncTicketPart ticket = claimed(visby, "ida").forService(WEB).got().openedBy(bergen, WEB);

        assertThat(ticket.clientRealm()).isEqualTo(visby);
        assertThat(transited(ticket)).as("the realm that brought her is named").isEqualTo("LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-134")
    void aRealmOnTheWayThatIsNotAdmittedIsRefused() throws Exception {
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        bergen.policy(luebeck, policy -> Policies.accepting(policy, visby));
        TransitedEncoding overEvil =
                Transited.extend(TransitedEncoding.DIRECT, RealmName.of("EVIL.EXAMPLE"), visby, bergen.name);

        claimed(visby, "ida", overEvil, TicketFlags.NONE)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.PATH_NOT_ACCEPTED);
    }

    /** hanse trust test of LUEBECK: whatever the trust's list of clients, and to nothing but the way back. */
    @Test
    void theTestOfATrustIsLetInAndSentBackAndGetsNothingElse() {
        bergen.policy(luebeck, policy -> Policies.clients(policy, "nobody"));
        String back = "krbtgt/LUEBECK.EXAMPLE";

        claimed(luebeck.name, "WELLKNOWN/TRUST-TEST")
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();
        assertThat(claimed(luebeck.name, "WELLKNOWN/TRUST-TEST")
                        .forService(back)
                        .got()
                        .reply()
                        .ticket()
                        .service())
                .isEqualTo(PrincipalName.krbtgt(luebeck.name));
        claimed(luebeck.name, "WELLKNOWN/TRUST-TEST")
                .forService(WEB)
                .refused(WireCode.KDC_ERR_POLICY, Reason.TRUST_TEST_ONLY);
        claimed(luebeck.name, "alice").forService(back).refused(WireCode.KDC_ERR_POLICY, Reason.CLIENT_NOT_ADMITTED);
        bergen.policy(luebeck, policy -> Policies.clients(policy));
        claimed(luebeck.name, "alice")
                .forService(back)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @Test
    void theTestOfATrustComesStraightFromItsRealm() {
        RealmName visby = RealmName.of("VISBY.EXAMPLE");
        bergen.policy(luebeck, policy -> Policies.accepting(policy, visby));

        claimed(visby, "WELLKNOWN/TRUST-TEST")
                .forService("krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
        Asking.Got here = claimed(luebeck.name, "WELLKNOWN/TRUST-TEST")
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();
        AskingTgs.by(bergen, here)
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
    }

    @Test
    @Tag("K-129")
    void anUncheckedPathFromOutsideIsNotServed() {
        claimed(luebeck.name, "alice")
                .forService(WEB)
                .with(KdcOption.DISABLE_TRANSITED_CHECK)
                .refused(WireCode.KDC_ERR_POLICY);
    }

    /** What a peer's own users have passed must be nothing, and in another encoding nobody could tell. */
    @ParameterizedTest
    @CsvSource({
        "LUEBECK.EXAMPLE,2,X",
        "LUEBECK.EXAMPLE,0,X",
        "LUEBECK.EXAMPLE,2,''",
        "VISBY.EXAMPLE,2,X",
        "VISBY.EXAMPLE,0,''"
    })
    @Tag("K-149")
    void anUnknownTransitedTypeIsRefused(String clientRealm, int type, String contents) {
        bergen.policy(luebeck, policy -> Policies.accepting(policy, RealmName.of("VISBY.EXAMPLE")));

        claimed(
                        RealmName.of(clientRealm),
                        "alice",
                        new TransitedEncoding(type, Octets.wrap(contents.getBytes(StandardCharsets.UTF_8))),
                        TicketFlags.NONE)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_TRTYPE_NOSUPP, Reason.TRANSITED_TYPE_UNKNOWN);
    }

    /** Windows writes type 0 where there is nothing to write. */
    @Test
    @Tag("K-149")
    void anEmptyFieldOfTypeZeroIsEmpty() {
        EncTicketPart ticket = claimed(luebeck.name, "alice", new TransitedEncoding(0, Octets.EMPTY), TicketFlags.NONE)
                .forService(WEB)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.transited()).isEqualTo(TransitedEncoding.DIRECT);
    }

    /** RFC 4120 §3.3.3: where nothing is added to the field it is copied, whatever it is. */
    @Test
    @Tag("K-149")
    void aPathThatStaysAsItIsIsCopied() {
        TransitedEncoding odd = new TransitedEncoding(2, Octets.wrap(new byte[] {'X'}));
        EncTicketPart part = part(bergen.name, "al", odd, TicketFlags.NONE, AuthorizationData.NONE);

        EncTicketPart ticket = AskingTgs.byForged(
                        bergen,
                        bergen.name,
                        PrincipalName.krbtgt(bergen.name),
                        part,
                        bergen.tgsKey(TestRealm.ALL.get(0)),
                        1)
                .forService(WEB)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.transited()).isEqualTo(odd);
    }

    @Test
    @Tag("K-136")
    void aSuspendedTrustStopsAtOnce() {
        Asking.Got cross = towardsBergen();
        bergen.suspend(luebeck);
        AskingTgs.by(bergen, cross).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
        luebeck.suspend(bergen);
        AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    @Test
    @Tag("K-136")
    void aTrustThatIsRemovedIsUnknown() {
        Asking.Got cross = towardsBergen();
        Asking.Got staying =
                AskingTgs.by(bergen, cross).forService("krbtgt/BERGEN.EXAMPLE").got();
        bergen.forget(luebeck);
        AskingTgs.by(bergen, cross).forService(WEB).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.TRUST_UNKNOWN);
        AskingTgs.by(bergen, staying).forService(WEB).refused(WireCode.KDC_ERR_POLICY, Reason.TRUST_NOT_INBOUND);
        luebeck.forget(bergen);
        AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    /** As where one process serves both: what one realm issued for itself is nothing to the other, trust or not. */
    @Test
    @Tag("K-138")
    void aTgtOfOneRealmIsNoneOfAnother() {
        AskingTgs.by(bergen, tgtOfAlice()).forService(WEB).refused(WireCode.KRB_AP_ERR_NOT_US, Reason.TGT_NOT_FOR_US);
        bergen.withUser("alice");
        AskingTgs.by(bergen, tgtOfAlice()).forService(WEB).refused(WireCode.KRB_AP_ERR_NOT_US, Reason.TGT_NOT_FOR_US);
        Asking elsewhere = Asking.as(bergen, "al");
        elsewhere.realm = luebeck.name;
        elsewhere.refused(WireCode.KDC_ERR_WRONG_REALM, Reason.WRONG_REALM);
        AskingTgs mixed = AskingTgs.by(bergen, towardsBergen()).forService(WEB);
        mixed.realm = luebeck.name;
        mixed.refused(WireCode.KDC_ERR_WRONG_REALM, Reason.WRONG_REALM);
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
    @Tag("K-153")
    @Tag("K-061")
    void anAnonymousTicketFromAPeerIsRefused() {
        claimed(luebeck.name, "alice", TransitedEncoding.DIRECT, TicketFlags.of(TicketFlag.ANONYMOUS))
                .forService(WEB)
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
    }

    /** RFC 8062 §3: reserved names are no user's; not even a trust that only logs lets them in. */
    @ParameterizedTest
    @CsvSource({
        "WELLKNOWN/ANONYMOUS,LUEBECK.EXAMPLE",
        "WELLKNOWN/ANONYMOUS,WELLKNOWN:ANONYMOUS",
        "alice,WELLKNOWN:ANONYMOUS",
        "WELLKNOWN/FEDERATED,LUEBECK.EXAMPLE"
    })
    @Tag("K-153")
    @Tag("K-061")
    void noPeerBringsAReservedName(String name, String realm) {
        bergen.policy(luebeck, policy -> Policies.logOnly(Policies.accepting(policy, RealmName.of(realm))));

        claimed(RealmName.of(realm), name)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
    }

    /** Nobody but who has our key could make one: we issue none. */
    @Test
    @Tag("K-061")
    void anAnonymousTicketIsNoGoodEvenFromUs() {
        EncTicketPart part = part(
                bergen.name,
                "WELLKNOWN/ANONYMOUS",
                TransitedEncoding.DIRECT,
                TicketFlags.of(TicketFlag.ANONYMOUS),
                AuthorizationData.NONE);

        AskingTgs.byForged(
                        bergen,
                        bergen.name,
                        PrincipalName.krbtgt(bergen.name),
                        part,
                        bergen.tgsKey(TestRealm.ALL.get(0)),
                        1)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
    }

    @Test
    @Tag("K-134")
    void aTrustThatOnlyLogsLetsThroughAndTellsTheLog() {
        bergen.policy(luebeck, Policies::logOnly);

        EncTicketPart ticket = claimed(RealmName.of("VISBY.EXAMPLE"), "ida")
                .forService(WEB)
                .got()
                .openedBy(bergen, WEB);

        assertThat(transited(ticket)).isEqualTo("LUEBECK.EXAMPLE");
        assertThat(bergen.lastRecord().detail()).contains("log-only: CLIENT_REALM_NOT_ACCEPTED ida@VISBY.EXAMPLE");
    }

    @Test
    void whoIsNoLongerAdmittedLeavesToo() {
        Asking.Got staying = AskingTgs.by(bergen, towardsBergen())
                .forService("krbtgt/BERGEN.EXAMPLE")
                .got();

        bergen.policy(luebeck, policy -> Policies.clients(policy, "bob"));

        AskingTgs.by(bergen, staying).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    void whoCameThroughAMiddleRealmStaysWhileItMayBringThem() {
        luebeck.policy(bergen, policy -> Policies.transiting(policy, danzig.name));
        danzig.policy(bergen, policy -> Policies.accepting(policy, luebeck.name));
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
    @Tag("K-136")
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
        bergen.policy(luebeck, policy -> Policies.directed(policy, TrustDirection.IN));
        AskingTgs.by(bergen, Asking.as(bergen, "al").provingWith("al").got())
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        bergen.policy(luebeck, policy -> Policies.directed(policy, TrustDirection.OUT));
        AskingTgs.by(bergen, towardsBergen()).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
    }

    @Test
    @Tag("K-135")
    void theOutboundKeyOpensNothingInbound() {
        EncTicketPart part =
                part(luebeck.name, "alice", TransitedEncoding.DIRECT, TicketFlags.NONE, AuthorizationData.NONE);

        AskingTgs.byForged(
                        bergen,
                        luebeck.name,
                        PrincipalName.krbtgt(bergen.name),
                        part,
                        bergen.trust(luebeck).keysOut().get(0).key(),
                        1)
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY, Reason.TGT_NOT_OPENED);
        assertThat(bergen.trust(luebeck).keysIn())
                .as("the two directions share no key")
                .extracting(key -> key.key().toEncryptionKey().secret())
                .doesNotContainAnyElementsOf(bergen.trust(luebeck).keysOut().stream()
                        .map(key -> key.key().toEncryptionKey().secret())
                        .toList());
    }

    @Test
    void aForeignTicketForSomethingElseThanOurTgsIsNotForUs() {
        Asking.Got cross = towardsBergen();
        TestRealm visby = TestRealm.named("VISBY.EXAMPLE");

        AskingTgs.by(visby, cross).forService("HTTP/x").refused(WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    @Tag("K-108")
    @Tag("K-109")
    @Tag("K-153")
    void aPeersClaimsAboutLifeAndFlagsAreBounded() {
        bergen.policy(luebeck, policy -> Policies.lasting(policy, Duration.ofHours(1)));
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
    @Tag("K-153")
    void forwardableCountsFromAPeerOnlyIfTheTrustAllowsIt() {
        bergen.policy(luebeck, Policies::allowingForwardable);

        EncTicketPart ticket = claimed(
                        luebeck.name, "alice", TransitedEncoding.DIRECT, TicketFlags.of(TicketFlag.FORWARDABLE))
                .forService(WEB)
                .with(KdcOption.FORWARDABLE)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.flags().has(TicketFlag.FORWARDABLE)).isTrue();
    }

    /** PAC, CAMMAC, AD-KDC-ISSUED, login aliases, authentication indicators, Heimdal's and MIT's signatures. */
    @ParameterizedTest
    @ValueSource(ints = {128, 96, 4, 80, 97, 142, 512})
    @Tag("K-154")
    void aPeersRestrictionsAreKeptAndItsClaimsAreNot(int claimed) {
        Element restriction = new Element(77, Octets.wrap(new byte[] {1}));
        Element claim = new Element(claimed, Octets.wrap(new byte[] {1}));
        Element wrapped = new Element(
                AuthorizationData.IF_RELEVANT,
                Octets.wrap(KerberosCodec.encode(new AuthorizationData(List.of(claim)))));

        EncTicketPart ticket = claimed(
                        luebeck.name,
                        "alice",
                        TransitedEncoding.DIRECT,
                        TicketFlags.NONE,
                        new AuthorizationData(List.of(claim, restriction, wrapped)))
                .forService(WEB)
                .got()
                .openedBy(bergen, WEB);

        assertThat(ticket.authorizationData().elements()).containsExactly(restriction);
    }

    @Test
    @Tag("K-139")
    void aThirdRealmIsReachedThroughTheMiddleThatPolicyNames() {
        luebeck.policy(bergen, policy -> Policies.transiting(policy, danzig.name));
        danzig.policy(bergen, policy -> Policies.accepting(policy, luebeck.name));

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
        assertThat(transited(ticket)).isEqualTo("BERGEN.EXAMPLE");
        assertThat(ticket.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED)).isTrue();
    }

    @Test
    void theThirdRealmRefusesWhomItsPolicyDoesNotAdmit() {
        luebeck.policy(bergen, policy -> Policies.transiting(policy, danzig.name));
        Asking.Got first = AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/DANZIG.EXAMPLE")
                .got();
        Asking.Got second =
                AskingTgs.by(bergen, first).forService("krbtgt/DANZIG.EXAMPLE").got();

        AskingTgs.by(danzig, second).forService("HTTP/www.danzig.example").refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-139")
    void aRealmThatNoTrustLeadsToIsUnknown() {
        AskingTgs.by(luebeck, tgtOfAlice())
                .forService("krbtgt/NOWHERE.TEST")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    @Test
    @Tag("K-141")
    void nobodyIsSentBackWhereTheTicketCameFrom() {
        AskingTgs.by(bergen, towardsBergen())
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    private static String transited(EncTicketPart ticket) {
        return new String(ticket.transited().contents().toByteArray(), StandardCharsets.UTF_8);
    }
}
