package org.hanse.realmtrust.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.Trusts.in;
import static org.hanse.realmtrust.Trusts.out;
import static org.hanse.realmtrust.Trusts.policy;
import static org.hanse.realmtrust.Trusts.realms;
import static org.hanse.realmtrust.Trusts.with;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.InboundPolicy.Refused;
import org.hanse.realmtrust.trust.InboundPolicy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboundPolicyTest {
    private static final RealmName HERE = RealmName.of("BERGEN.EXAMPLE");
    private static final String PEER = "LUEBECK.EXAMPLE";

    @Test
    void aPeerProvesItsOwnPrincipals() {
        assertThat(judged(in(PEER), "alice@LUEBECK.EXAMPLE")).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void aPeerProvesNobodyElseByDefault() {
        refused(in(PEER), Refused.CLIENT_REALM_NOT_ACCEPTED, "olga@NOVGOROD.EXAMPLE");
    }

    @Test
    void aPeersOwnPrincipalsComeStraight() {
        refused(in(PEER), Refused.PATH_NOT_ACCEPTED, "alice@LUEBECK.EXAMPLE", "NOVGOROD.EXAMPLE");
        refused(in(PEER, "NOVGOROD.EXAMPLE"), Refused.PATH_NOT_ACCEPTED, "alice@LUEBECK.EXAMPLE", "NOVGOROD.EXAMPLE");
    }

    @Test
    void anAcceptedRealmsPrincipalsComeThroughThePeer() {
        Trust trust = in(PEER, "NOVGOROD.EXAMPLE");
        assertThat(judged(trust, "olga@NOVGOROD.EXAMPLE")).isEqualTo(Verdict.ADMITTED);
        assertThat(judged(trust, "olga@NOVGOROD.EXAMPLE", PEER)).isEqualTo(Verdict.ADMITTED);
        refused(trust, Refused.PATH_NOT_ACCEPTED, "olga@NOVGOROD.EXAMPLE", "RIGA.EXAMPLE");
    }

    @Test
    void furtherRealmsOnThePathMustBeAcceptedOrConfigured() {
        Trust both = in(PEER, "NOVGOROD.EXAMPLE", "RIGA.EXAMPLE");
        assertThat(judged(both, "olga@NOVGOROD.EXAMPLE", "RIGA.EXAMPLE")).isEqualTo(Verdict.ADMITTED);

        Trust one = in(PEER, "NOVGOROD.EXAMPLE");
        Principal olga = Principal.parse("olga@NOVGOROD.EXAMPLE");
        List<RealmName> viaRiga = List.of(RealmName.of("RIGA.EXAMPLE"));
        Optional<List<RealmName>> path = path("RIGA.EXAMPLE", PEER);
        assertThat(InboundPolicy.judge(HERE, one, olga, viaRiga, path)).isEqualTo(Verdict.ADMITTED);
        List<RealmName> viaMore = List.of(RealmName.of("RIGA.EXAMPLE"), RealmName.of("GDANSK.EXAMPLE"));
        assertThat(InboundPolicy.judge(HERE, one, olga, viaMore, path).refused())
                .contains(Refused.PATH_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-151")
    void aConfiguredPathIsTheOnlyWay() {
        Trust both = in(PEER, "NOVGOROD.EXAMPLE", "GDANSK.EXAMPLE");
        Principal olga = Principal.parse("olga@NOVGOROD.EXAMPLE");
        List<RealmName> viaGdansk = List.of(RealmName.of("GDANSK.EXAMPLE"));

        Optional<List<RealmName>> overRiga = path("RIGA.EXAMPLE");
        assertThat(InboundPolicy.judge(HERE, both, olga, List.of(), overRiga).refused())
                .as("the peer itself is on another way")
                .contains(Refused.PATH_NOT_ACCEPTED);
        Optional<List<RealmName>> overPeer = path(PEER);
        assertThat(InboundPolicy.judge(HERE, both, olga, List.of(), overPeer)).isEqualTo(Verdict.ADMITTED);
        assertThat(InboundPolicy.judge(HERE, both, olga, viaGdansk, overPeer).refused())
                .contains(Refused.PATH_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-152")
    void aPathConfiguredAsDirectHasNothingBetween() {
        Principal olga = Principal.parse("olga@NOVGOROD.EXAMPLE");
        Trust middle = in(PEER, "NOVGOROD.EXAMPLE");

        assertThat(InboundPolicy.judge(HERE, middle, olga, List.of(), path()).refused())
                .contains(Refused.PATH_NOT_ACCEPTED);
        assertThat(InboundPolicy.judge(HERE, in("NOVGOROD.EXAMPLE"), olga, List.of(), path()))
                .isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void aConfiguredPathAloneAdmitsNoClient() {
        Principal olga = Principal.parse("olga@NOVGOROD.EXAMPLE");
        assertThat(InboundPolicy.judge(HERE, in(PEER), olga, List.of(), path(PEER))
                        .refused())
                .contains(Refused.CLIENT_REALM_NOT_ACCEPTED);
    }

    @Test
    @Tag("K-133")
    void ourOwnRealmFromOutsideIsRefusedAlways() {
        Set<RealmName> everything = realms(HERE.value(), PEER);
        Trust careless = with(PEER, policy(TrustDirection.BOTH, everything, Set.of(), List.of(), true));
        refused(in(PEER), Refused.LOCAL_NAME_FROM_OUTSIDE, "admin/admin@BERGEN.EXAMPLE");
        refused(careless, Refused.LOCAL_NAME_FROM_OUTSIDE, "admin/admin@BERGEN.EXAMPLE");
    }

    @Test
    void ourOwnRealmOnThePathIsRefusedAlways() {
        Set<RealmName> everything = realms(HERE.value(), PEER, "NOVGOROD.EXAMPLE");
        Trust careless = with(PEER, policy(TrustDirection.BOTH, everything, Set.of(), List.of(), true));
        refused(careless, Refused.LOCAL_NAME_FROM_OUTSIDE, "olga@NOVGOROD.EXAMPLE", HERE.value());
    }

    @Test
    void onlyInboundTrustsAdmit() {
        refused(out(PEER), Refused.TRUST_NOT_INBOUND, "alice@LUEBECK.EXAMPLE");
    }

    @ParameterizedTest
    @EnumSource(value = TrustState.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void onlyActiveTrustsAdmitEvenIfTheyOnlyLog(TrustState state) {
        Trust trust = with(PEER, policy(TrustDirection.BOTH, Set.of(), Set.of(), List.of(), true), state);
        refused(trust, Refused.TRUST_NOT_INBOUND, "alice@LUEBECK.EXAMPLE");
    }

    @Test
    void clientPatternsNarrowWhoComesIn() {
        Trust narrow = with(
                PEER,
                policy(TrustDirection.IN, realms("NOVGOROD.EXAMPLE"), Set.of(), List.of("al*", "*@NOVGOROD.*"), false));
        assertThat(judged(narrow, "alice@LUEBECK.EXAMPLE")).isEqualTo(Verdict.ADMITTED);
        assertThat(judged(narrow, "olga@NOVGOROD.EXAMPLE")).isEqualTo(Verdict.ADMITTED);
        refused(narrow, Refused.CLIENT_NOT_ADMITTED, "bob@LUEBECK.EXAMPLE");
    }

    @Test
    void aPatternThatCannotBeReadAdmitsNobody() {
        Trust broken = with(PEER, policy(TrustDirection.IN, Set.of(), Set.of(), List.of("["), false));
        refused(broken, Refused.CLIENT_NOT_ADMITTED, "alice@LUEBECK.EXAMPLE");
    }

    @Test
    void aTrustThatOnlyLogsLetsThroughAndSaysWhatItWouldHaveRefused() {
        Trust logging = with(PEER, policy(TrustDirection.IN, Set.of(), Set.of(), List.of("al*"), true));
        for (Object[] each : new Object[][] {
            {"olga@NOVGOROD.EXAMPLE", Refused.CLIENT_REALM_NOT_ACCEPTED},
            {"bob@LUEBECK.EXAMPLE", Refused.CLIENT_NOT_ADMITTED},
        }) {
            Verdict verdict = judged(logging, (String) each[0]);
            assertThat(verdict.refused()).isEmpty();
            assertThat(verdict.letThrough()).containsExactly((Refused) each[1]);
            assertThat(verdict.detail()).isEqualTo(each[0]);
        }
        assertThat(judged(logging, "alice@LUEBECK.EXAMPLE", "RIGA.EXAMPLE").letThrough())
                .containsExactly(Refused.PATH_NOT_ACCEPTED);
        assertThat(judged(logging, "alice@LUEBECK.EXAMPLE")).isEqualTo(Verdict.ADMITTED);
    }

    private static void refused(Trust trust, Refused why, String client, String... transited) {
        Verdict verdict = judged(trust, client, transited);
        assertThat(verdict.refused()).contains(why);
        assertThat(verdict.letThrough()).isEmpty();
        assertThat(verdict.detail()).isNotEmpty();
    }

    private static Optional<List<RealmName>> path(String... between) {
        return Optional.of(Arrays.stream(between).map(RealmName::of).toList());
    }

    private static Verdict judged(Trust trust, String client, String... transited) {
        List<RealmName> realms = Arrays.stream(transited).map(RealmName::of).toList();
        return InboundPolicy.judge(HERE, trust, Principal.parse(client), realms, Optional.empty());
    }
}
