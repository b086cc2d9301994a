package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.transited.Transited;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Realms find the way for clients that know their home and nothing else: by {@code --transit-to}, the shortest way that documents tell, and
 * no path configured anywhere. Whom a way lets through each realm goes on deciding by {@code --accept-realms}. RFC 4120 §1.2, §2.7.
 */
class RoutingTest {
    private static final String WEB = "HTTP/www.visby.example";

    private final TestRealm luebeck = TestRealm.named("LUEBECK.EXAMPLE").withUser("alice");
    private final TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE");
    private final TestRealm danzig = TestRealm.named("DANZIG.EXAMPLE");
    private final TestRealm visby = TestRealm.named("VISBY.EXAMPLE").withService(WEB);

    /** From LUEBECK to BERGEN and DANZIG, from these to each other, and from DANZIG to VISBY. */
    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
        TestRealm.trustEachOther(luebeck, danzig);
        TestRealm.trustEachOther(bergen, danzig);
        TestRealm.trustEachOther(danzig, visby);
        visby.policy(danzig, policy -> Policies.accepting(policy, luebeck.name, bergen.name));
        danzig.policy(bergen, policy -> Policies.accepting(policy, luebeck.name));
    }

    private void leadsToVisby(TestRealm from, TestRealm by) {
        from.policy(by, policy -> Policies.transiting(policy, visby.name));
    }

    private Asking.Got tgt() {
        return Asking.as(luebeck, "alice").provingWith("alice").got();
    }

    /** The next ticket on the way, for the realm that is asked next. */
    private Asking.Got towardsVisby(TestRealm kdc, Asking.Got by) {
        AskingTgs asking = AskingTgs.by(kdc, by);
        asking.service = Optional.of(PrincipalName.krbtgt(visby.name));
        return asking.got();
    }

    private static PrincipalName tgsOf(TestRealm realm) {
        return PrincipalName.krbtgt(realm.name);
    }

    @Test
    void theShortestWayThatDocumentsTellIsTaken() throws Exception {
        leadsToVisby(luebeck, bergen);
        leadsToVisby(luebeck, danzig);
        luebeck.told("BERGEN.EXAMPLE", "DANZIG.EXAMPLE").told("DANZIG.EXAMPLE", "VISBY.EXAMPLE", "BERGEN.EXAMPLE");

        Asking.Got first = towardsVisby(luebeck, tgt());
        assertThat(first.ticket().service()).isEqualTo(tgsOf(danzig));
        Asking.Got second = towardsVisby(danzig, first);
        EncTicketPart ticket = AskingTgs.by(visby, second).forService(WEB).got().openedBy(visby, WEB);

        assertThat(Transited.decode(ticket.transited(), luebeck.name, visby.name))
                .containsExactly(danzig.name);
    }

    @Test
    void aWayOfThreeHopsNeedsNoMoreThanEachRealmsOwnWord() throws Exception {
        leadsToVisby(luebeck, bergen);
        leadsToVisby(bergen, danzig);

        Asking.Got first = towardsVisby(luebeck, tgt());
        assertThat(first.ticket().service()).isEqualTo(tgsOf(bergen));
        Asking.Got second = towardsVisby(bergen, first);
        assertThat(second.ticket().service()).isEqualTo(tgsOf(danzig));
        Asking.Got third = towardsVisby(danzig, second);
        EncTicketPart ticket = AskingTgs.by(visby, third).forService(WEB).got().openedBy(visby, WEB);

        List<RealmName> passed = Transited.decode(ticket.transited(), luebeck.name, visby.name);
        assertThat(passed).containsExactlyInAnyOrder(bergen.name, danzig.name);
    }

    @Test
    void aHostIsReferredAlongTheSameWay() {
        leadsToVisby(luebeck, danzig);
        luebeck.withDomain("visby.example", "VISBY.EXAMPLE");
        danzig.policy(visby, policy -> Policies.domains(policy, "visby.example"));

        Asking.Got first = AskingTgs.by(luebeck, tgt())
                .forService(WEB)
                .with(KdcOption.CANONICALIZE)
                .got();
        assertThat(first.ticket().service()).isEqualTo(tgsOf(danzig));
        Asking.Got second = AskingTgs.by(danzig, first)
                .forService(WEB)
                .with(KdcOption.CANONICALIZE)
                .got();

        assertThat(second.ticket().service()).isEqualTo(tgsOf(visby));
    }

    /** A trust that goes out of use takes its ways along; what is left is taken. */
    @Test
    void aWayThatIsClosedIsNotTakenAnyMore() {
        leadsToVisby(luebeck, bergen);
        leadsToVisby(luebeck, danzig);
        luebeck.told("DANZIG.EXAMPLE", "VISBY.EXAMPLE");
        assertThat(towardsVisby(luebeck, tgt()).ticket().service()).isEqualTo(tgsOf(danzig));

        luebeck.policy(danzig, policy -> Policies.directed(policy, TrustDirection.IN));

        assertThat(towardsVisby(luebeck, tgt()).ticket().service()).isEqualTo(tgsOf(bergen));
    }

    @Test
    @Tag("T-021")
    void whatDocumentsTellOpensNoWayOfItself() {
        luebeck.told("DANZIG.EXAMPLE", "VISBY.EXAMPLE");

        AskingTgs.by(luebeck, tgt())
                .forService("krbtgt/VISBY.EXAMPLE")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @Test
    @Tag("T-021")
    void aRealmBehindAPeerIsNotLetInUnlessThePolicySaysSo() {
        visby.policy(danzig, policy -> TrustPolicy.DEFAULT).told("DANZIG.EXAMPLE", "LUEBECK.EXAMPLE");
        leadsToVisby(luebeck, danzig);
        Asking.Got second = towardsVisby(danzig, towardsVisby(luebeck, tgt()));

        AskingTgs.by(visby, second)
                .forService(WEB)
                .refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.CLIENT_REALM_NOT_ACCEPTED);

        visby.policy(danzig, policy -> Policies.clients(Policies.accepting(policy, luebeck.name), "bob@*"));
        AskingTgs.by(visby, second).forService(WEB).refused(WireCode.KDC_ERR_POLICY, Reason.CLIENT_NOT_ADMITTED);
    }
}
