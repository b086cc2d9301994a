package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.transited.Transited;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways over several realms: which is right, and that a ticket names all of it. RFC 4120 §1.2, §2.7, §3.3.3.2. */
class RealmChainTest {
    private static final String WEB = "HTTP/www";

    static Stream<List<String>> chains() {
        return Stream.of(
                List.of("A.MIT.EDU", "MIT.EDU", "EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU", "X.CS.WASHINGTON.EDU"),
                List.of("EDU", "MIT.EDU", "A.MIT.EDU", "B.A.MIT.EDU", "C.B.A.MIT.EDU", "D.C.B.A.MIT.EDU"),
                List.of("D.C.B.A.MIT.EDU", "C.B.A.MIT.EDU", "B.A.MIT.EDU", "A.MIT.EDU", "MIT.EDU", "EDU"),
                List.of("ONE", "THREE.TEST", "TWO.EXAMPLE", "A.TWO.EXAMPLE", "THREE.EXAMPLE", "SIX"),
                List.of("/COM/HP/APOLLO", "/COM/HP", "/COM", "/EDU", "/EDU/MIT", "/EDU/MIT/ATHENA"),
                List.of("A.MIT.EDU", "MIT.EDU", "/COM", "/COM/HP", "C=US/O=OSF", "OTHER:style.of/name"),
                List.of("A", "with,comma", "back\\slash", " space", "dot.", "/"));
    }

    @ParameterizedTest
    @MethodSource("chains")
    @Tag("K-150")
    @Tag("K-147")
    void eachHopNamesTheOneBeforeAndNeitherEnd(List<String> names) throws Exception {
        List<TestRealm> realms = names.stream().map(TestRealm::named).toList();
        TestRealm first = realms.get(0).withUser("alice");
        TestRealm last = realms.get(5).withService(WEB);
        for (int i = 0; i < 5; i++) {
            TestRealm.trustEachOther(realms.get(i), realms.get(i + 1));
            realms.get(i)
                    .withPath(
                            names.get(i),
                            last.name.value(),
                            names.subList(i + 1, 5).toArray(String[]::new));
            RealmName[] before = names.subList(0, i).stream().map(RealmName::of).toArray(RealmName[]::new);
            realms.get(i + 1).policy(realms.get(i), policy -> Policies.accepting(policy, before));
        }

        Asking.Got got = Asking.as(first, "alice").provingWith("alice").got();
        for (int i = 0; i < 5; i++) {
            AskingTgs asking = AskingTgs.by(realms.get(i), got);
            asking.service = Optional.of(PrincipalName.krbtgt(last.name));
            got = asking.got();
            assertThat(got.ticket().service()).isEqualTo(PrincipalName.krbtgt(realms.get(i + 1).name));
        }
        EncTicketPart ticket = AskingTgs.by(last, got).forService(WEB).got().openedBy(last, WEB);

        List<RealmName> passed = Transited.decode(ticket.transited(), first.name, last.name);
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(
                        names.subList(1, 5).stream().map(RealmName::of).toList());
        assertThat(ticket.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED)).isTrue();
        assertThat(ticket.clientRealm()).isEqualTo(first.name);
    }

    /** One realm in the middle that the last one does not accept: there the chain ends. */
    @Test
    @Tag("K-150")
    void everyHopJudgesTheWholeWay() {
        List<TestRealm> realms = new ArrayList<>();
        for (String name : List.of("A.TEST", "B.TEST", "C.TEST", "D.TEST")) {
            realms.add(TestRealm.named(name).withUser("alice").withService(WEB));
        }
        for (int i = 0; i < 3; i++) {
            TestRealm.trustEachOther(realms.get(i), realms.get(i + 1));
        }
        TestRealm d = realms.get(3);
        realms.get(0).policy(realms.get(1), policy -> Policies.transiting(policy, d.name));
        realms.get(1).policy(realms.get(2), policy -> Policies.transiting(policy, d.name));
        realms.get(2).policy(realms.get(1), policy -> Policies.accepting(policy, realms.get(0).name));
        d.policy(realms.get(2), policy -> Policies.accepting(policy, realms.get(0).name));
        Asking.Got got = Asking.as(realms.get(0), "alice").provingWith("alice").got();
        for (int i = 0; i < 3; i++) {
            got = AskingTgs.by(realms.get(i), got).forService("krbtgt/D.TEST").got();
        }

        AskingTgs.by(d, got).forService(WEB).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.PATH_NOT_ACCEPTED);

        d.withPath("A.TEST", "D.TEST", "B.TEST", "C.TEST");
        assertThat(AskingTgs.by(d, got).forService(WEB).got()).isNotNull();
    }

    /** A.TEST to C.TEST, and two realms that would both bring A's users. */
    private static final class TwoWays {
        final TestRealm a = TestRealm.named("A.TEST").withUser("alice");
        final TestRealm b = TestRealm.named("B.TEST");
        final TestRealm d = TestRealm.named("D.TEST");
        final TestRealm c = TestRealm.named("C.TEST").withService(WEB);

        TwoWays() {
            TestRealm.trustEachOther(a, b);
            TestRealm.trustEachOther(a, d);
            TestRealm.trustEachOther(b, c);
            TestRealm.trustEachOther(d, c);
            c.policy(b, policy -> Policies.accepting(policy, a.name))
                    .policy(d, policy -> Policies.accepting(policy, a.name));
        }

        AskingTgs arriving(TestRealm via) {
            a.withPath("A.TEST", "C.TEST", via.name.value());
            Asking.Got tgt = Asking.as(a, "alice").provingWith("alice").got();
            Asking.Got first = AskingTgs.by(a, tgt).forService("krbtgt/C.TEST").got();
            Asking.Got second =
                    AskingTgs.by(via, first).forService("krbtgt/C.TEST").got();
            return AskingTgs.by(c, second).forService(WEB);
        }
    }

    @Test
    @Tag("K-151")
    void aConfiguredPathIsTheOnlyOne() {
        TwoWays ways = new TwoWays();
        assertThat(ways.arriving(ways.d).got()).isNotNull();

        ways.c.withPath("A.TEST", "C.TEST", "B.TEST");

        assertThat(ways.arriving(ways.b).got()).isNotNull();
        ways.arriving(ways.d).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.PATH_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-152")
    void whereTwoRealmsAreDirectNoneIsBetween() {
        TwoWays ways = new TwoWays();
        ways.c.withPath("A.TEST", "C.TEST");

        ways.arriving(ways.b).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.PATH_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-152")
    void norDoesTheClientsRealmSendThemThroughOne() {
        TestRealm child = TestRealm.named("CHILD.PARENT.TEST").withUser("alice");
        TestRealm parent = TestRealm.named("PARENT.TEST");
        TestRealm.trustEachOther(child, parent);
        Asking.Got tgt = Asking.as(child, "alice").provingWith("alice").got();
        assertThat(AskingTgs.by(child, tgt)
                        .forService("krbtgt/OTHER.PARENT.TEST")
                        .got()
                        .ticket()
                        .service())
                .as("by the hierarchy of names")
                .isEqualTo(PrincipalName.krbtgt(parent.name));

        child.withPath("CHILD.PARENT.TEST", "OTHER.PARENT.TEST");

        AskingTgs.by(child, tgt)
                .forService("krbtgt/OTHER.PARENT.TEST")
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    private static AskingTgs claimed(TestRealm here, TestRealm peer, String clientRealm, String transited) {
        EncTicketPart part = new EncTicketPart(
                TicketFlags.NONE,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                RealmName.of(clientRealm),
                PrincipalName.of("alice"),
                new TransitedEncoding(1, Octets.wrap(transited.getBytes(StandardCharsets.UTF_8))),
                NOON,
                Optional.of(NOON),
                NOON.plus(Duration.ofHours(1)),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
        return AskingTgs.byForged(
                        here,
                        peer.name,
                        PrincipalName.krbtgt(here.name),
                        part,
                        here.trust(peer).keysIn().get(0).key(),
                        1)
                .forService(WEB);
    }

    /** A null subfield that hid a realm would be a way in past the policy. */
    @Test
    @Tag("K-146")
    void everyRealmThatANullSubfieldMeansIsJudged() throws Exception {
        TestRealm here = TestRealm.named("HERE.TEST").withService(WEB);
        TestRealm peer = TestRealm.named("CS.WASHINGTON.EDU");
        TestRealm.trustEachOther(here, peer);
        List<RealmName> implied =
                Stream.of("MIT.EDU", "EDU", "WASHINGTON.EDU").map(RealmName::of).toList();
        RealmName client = RealmName.of("ATHENA.MIT.EDU");
        for (RealmName missing : implied) {
            HashSet<RealmName> accepted = new HashSet<>(implied);
            accepted.add(client);
            accepted.remove(missing);
            here.policy(peer, policy -> Policies.accepting(policy, accepted.toArray(RealmName[]::new)));
            claimed(here, peer, client.value(), ",")
                    .refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.PATH_NOT_ACCEPTED);
            assertThat(here.lastRecord().detail()).contains(missing.value());
        }
        here.policy(peer, policy -> Policies.accepting(policy, client, implied.get(0), implied.get(1), implied.get(2)));

        EncTicketPart ticket = claimed(here, peer, client.value(), ",").got().openedBy(here, WEB);

        assertThat(Transited.decode(ticket.transited(), client, here.name))
                .as("written out, since here it would mean other realms")
                .containsExactlyInAnyOrder(implied.get(0), implied.get(1), implied.get(2), peer.name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\\", "A\0B", "A\0", "..", ",,,,", ".EDU", "MIT.", " ", "A, ,B"})
    @Tag("K-148")
    void whatCannotBeReadIsRefusedAndTheKdcLives(String transited) {
        TestRealm here = TestRealm.named("HERE.TEST").withService(WEB);
        TestRealm peer = TestRealm.named("PEER.OTHER");
        TestRealm.trustEachOther(here, peer);
        here.policy(peer, policy -> Policies.accepting(policy, RealmName.of("CLIENT.EXAMPLE")));

        claimed(here, peer, "CLIENT.EXAMPLE", transited).refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED);
        assertThat(claimed(here, peer, "CLIENT.EXAMPLE", "").got()).isNotNull();
    }

    @Test
    @Tag("K-148")
    void aHundredThousandCommasAreRefusedEvenWhereATrustOnlyLogs() {
        TestRealm here = TestRealm.named("HERE.TEST").withService(WEB);
        TestRealm peer = TestRealm.named("PEER.OTHER");
        TestRealm.trustEachOther(here, peer);
        here.policy(peer, Policies::logOnly);

        claimed(here, peer, "CLIENT.EXAMPLE", ",".repeat(100 * 1024))
                .refused(WireCode.KDC_ERR_PATH_NOT_ACCEPTED, Reason.TRANSITED_MALFORMED);
    }
}
