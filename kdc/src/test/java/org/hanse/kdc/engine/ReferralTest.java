package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who knows home only is sent on from there, RFC 4120 §3.3.3 and RFC 6806 §8; and never in a circle. */
class ReferralTest {
    private static final String WEB = "HTTP/www.bergen.example";

    private final TestRealm luebeck =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("alice").withService("HTTP/www.luebeck.example");
    private final TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withService(WEB);
    private final TestRealm danzig = TestRealm.named("DANZIG.EXAMPLE").withService("HTTP/www.danzig.example");

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
        TestRealm.trustEachOther(bergen, danzig);
    }

    private Asking.Got tgtOfAlice() {
        return Asking.as(luebeck, "alice")
                .with(KdcOption.FORWARDABLE)
                .with(KdcOption.PROXIABLE)
                .renewTill(NOON.plus(Duration.ofDays(1)))
                .provingWith("alice")
                .got();
    }

    private AskingTgs asking(TestRealm kdc, Asking.Got by, String service, KdcOption... options) {
        AskingTgs asking = AskingTgs.by(kdc, by).forService(service);
        for (KdcOption option : options) {
            asking.with(option);
        }
        return asking;
    }

    private static PrincipalName tgsOf(TestRealm realm) {
        return PrincipalName.krbtgt(realm.name);
    }

    @Test
    void aServiceInAPeersDomainIsReferredThere() {
        luebeck.policy(bergen, policy -> Policies.domains(policy, "bergen.example"));

        asking(luebeck, tgtOfAlice(), WEB).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        Asking.Got referral =
                asking(luebeck, tgtOfAlice(), WEB, KdcOption.CANONICALIZE).got();

        assertThat(referral.ticket().service()).isEqualTo(tgsOf(bergen));
        assertThat(asking(bergen, referral, WEB, KdcOption.CANONICALIZE)
                        .got()
                        .openedBy(bergen, WEB)
                        .clientRealm())
                .isEqualTo(luebeck.name);
    }

    /** The longest domain decides, whether realm.yaml or a trust names it. */
    @Test
    void theRealmsOwnDomainTableReferToo() {
        luebeck.withDomain(".example", "BERGEN.EXAMPLE").withDomain(".luebeck.example", "LUEBECK.EXAMPLE");

        assertThat(asking(luebeck, tgtOfAlice(), "HTTP/www.BERGEN.example", KdcOption.CANONICALIZE)
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(tgsOf(bergen));
        asking(luebeck, tgtOfAlice(), "HTTP/nowhere.luebeck.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        assertThat(asking(luebeck, tgtOfAlice(), "HTTP/www.luebeck.example", KdcOption.CANONICALIZE)
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(PrincipalName.of("HTTP", "www.luebeck.example"));
    }

    /** The realm of the host is two hops away: the referral goes to the one that is nearer. */
    @Test
    @Tag("K-139")
    void aRealmFurtherAwayIsReachedByTheConfiguredPath() {
        luebeck.withDomain(".danzig.example", "DANZIG.EXAMPLE")
                .withPath("LUEBECK.EXAMPLE", "DANZIG.EXAMPLE", "BERGEN.EXAMPLE");
        bergen.withDomain(".danzig.example", "DANZIG.EXAMPLE");
        danzig.policy(bergen, policy -> Policies.accepting(policy, luebeck.name));
        String service = "HTTP/www.danzig.example";

        Asking.Got first =
                asking(luebeck, tgtOfAlice(), service, KdcOption.CANONICALIZE).got();
        assertThat(first.ticket().service()).isEqualTo(tgsOf(bergen));
        Asking.Got second =
                asking(bergen, first, service, KdcOption.CANONICALIZE).got();
        assertThat(second.ticket().service()).isEqualTo(tgsOf(danzig));
        assertThat(asking(danzig, second, service, KdcOption.CANONICALIZE)
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(PrincipalName.of("HTTP", "www.danzig.example"));
        assertThat(asking(luebeck, tgtOfAlice(), "krbtgt/DANZIG.EXAMPLE")
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(tgsOf(bergen));
    }

    @Test
    @Tag("K-139")
    void whereNoPathLeadsNoneIsInvented() {
        luebeck.withDomain(".danzig.example", "DANZIG.EXAMPLE");

        asking(luebeck, tgtOfAlice(), "HTTP/www.danzig.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(luebeck, tgtOfAlice(), "krbtgt/DANZIG.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/www",
                "host/www.nowhere.test",
                "host/",
                "host/.",
                "host/..",
                "host",
                "host/www.bergen.example/more",
                "WELLKNOWN/www.bergen.example",
                "krbtgt/www.bergen.example"
            })
    @Tag("K-140")
    void aHostOfNoKnownRealmIsUnknown(String service) {
        TestRealm single = TestRealm.named("HANSE").withUser("alice");
        TestRealm.trustEachOther(single, bergen);
        single.withDomain("bergen.example", "BERGEN.EXAMPLE");
        Asking.Got tgt = Asking.as(single, "alice").provingWith("alice").got();

        asking(single, tgt, service, KdcOption.CANONICALIZE).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        assertThat(asking(single, tgt, WEB, KdcOption.CANONICALIZE)
                        .got()
                        .ticket()
                        .service())
                .as("and it is alive")
                .isEqualTo(tgsOf(bergen));
    }

    /** Both think that the host is the other's. */
    @Test
    @Tag("K-141")
    void aReferralIsNeverGivenBack() {
        luebeck.withDomain("lost.example", "BERGEN.EXAMPLE");
        bergen.withDomain("lost.example", "LUEBECK.EXAMPLE");
        Asking.Got referral = asking(luebeck, tgtOfAlice(), "HTTP/lost.example", KdcOption.CANONICALIZE)
                .got();

        asking(bergen, referral, "HTTP/lost.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        Asking.Got staying = asking(bergen, referral, "krbtgt/BERGEN.EXAMPLE").got();
        asking(bergen, staying, "HTTP/lost.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(bergen, staying, "krbtgt/LUEBECK.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @Test
    @Tag("K-141")
    void norToOneself() {
        luebeck.withDomain("lost.example", "LUEBECK.EXAMPLE");

        asking(luebeck, tgtOfAlice(), "HTTP/lost.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
    }

    /** Three realms, each sure that the next one knows: the third sees that the first was asked. */
    @Test
    @Tag("K-141")
    void aCircleOfThreeEndsWhereItWouldClose() {
        TestRealm.trustEachOther(luebeck, danzig);
        luebeck.withDomain("lost.example", "BERGEN.EXAMPLE");
        bergen.withDomain("lost.example", "DANZIG.EXAMPLE");
        danzig.withDomain("lost.example", "LUEBECK.EXAMPLE")
                .policy(bergen, policy -> Policies.accepting(policy, luebeck.name));
        Asking.Got first = asking(luebeck, tgtOfAlice(), "HTTP/lost.example", KdcOption.CANONICALIZE)
                .got();
        Asking.Got second = asking(bergen, first, "HTTP/lost.example", KdcOption.CANONICALIZE)
                .got();

        asking(danzig, second, "HTTP/lost.example", KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(danzig, second, "krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @ParameterizedTest
    @EnumSource(
            value = KdcOption.class,
            names = {"FORWARDED", "PROXY", "RENEW"})
    @Tag("K-142")
    void whatWorksOnATicketInHandIsNotReferred(KdcOption option) {
        luebeck.withDomain("bergen.example", "BERGEN.EXAMPLE")
                .withPath("LUEBECK.EXAMPLE", "DANZIG.EXAMPLE", "BERGEN.EXAMPLE");

        asking(luebeck, tgtOfAlice(), WEB, KdcOption.CANONICALIZE, option)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(luebeck, tgtOfAlice(), "krbtgt/DANZIG.EXAMPLE", option)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @Test
    @Tag("K-142")
    void norIsValidating() {
        luebeck.withDomain("bergen.example", "BERGEN.EXAMPLE");
        Asking.Got postdated = Asking.as(luebeck, "alice")
                .with(KdcOption.POSTDATED)
                .from(NOON.plus(Duration.ofHours(1)))
                .provingWith("alice")
                .got();
        luebeck.at(NOON.plus(Duration.ofHours(1)));

        asking(luebeck, postdated, WEB, KdcOption.CANONICALIZE, KdcOption.VALIDATE)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
    }

    /** A name with no type at all, as kvno sends it, is referred like another (RFC 4120 §6.2). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10})
    void theTypeOfTheNameDoesNotMatter(int type) {
        luebeck.withDomain("bergen.example", "BERGEN.EXAMPLE");
        AskingTgs asking = asking(luebeck, tgtOfAlice(), WEB, KdcOption.CANONICALIZE);
        asking.service = Optional.of(new PrincipalName(type, List.of("HTTP", "www.bergen.example")));

        assertThat(asking.got().ticket().service()).isEqualTo(tgsOf(bergen));
    }

    /** The AS gives what it can itself, as MIT's does: a ticket for a direct peer, and none for a realm behind it. */
    @Test
    void aDirectPeersTgtMayBeInitial() {
        luebeck.withPath("LUEBECK.EXAMPLE", "DANZIG.EXAMPLE", "BERGEN.EXAMPLE");

        assertThat(Asking.as(luebeck, "alice")
                        .forService("krbtgt/BERGEN.EXAMPLE")
                        .provingWith("alice")
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(tgsOf(bergen));
        Asking.as(luebeck, "alice")
                .forService("krbtgt/DANZIG.EXAMPLE")
                .provingWith("alice")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
    }
}
