package org.hanse.realmtrust.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.Trusts.directory;
import static org.hanse.realmtrust.Trusts.in;
import static org.hanse.realmtrust.Trusts.out;
import static org.hanse.realmtrust.Trusts.with;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NextHopTest {
    private static final RealmName HERE = RealmName.of("ATHENA.MIT.EDU");
    private static final String TARGET = "CS.WASHINGTON.EDU";

    @Test
    void aDirectTrustIsTheWholePath() {
        assertThat(hop(TARGET, directory(out("EDU"), out(TARGET)))).contains(TARGET);
    }

    @Test
    void elseThePeerWhoseTrustNamesTheTarget() {
        TrustDirectory trusts = directory(out("EDU"), out("Z.TEST", TARGET), out("B.TEST", TARGET), out("A.TEST"));
        assertThat(hop(TARGET, trusts)).contains("B.TEST");
    }

    @Test
    @Tag("K-139")
    void elseTheConfiguredPathAsFarAsOurTrustsReach() {
        RealmPaths paths = paths(TARGET, "M1", "M2", "M3");
        assertThat(hop(paths, directory(out("EDU"), out("M1"), out("M2")))).contains("M2");
        assertThat(hop(paths, directory(out("EDU")))).isEmpty();
    }

    @Test
    @Tag("K-152")
    void aPathConfiguredAsDirectAllowsNoWayRound() {
        assertThat(hop(paths(TARGET), directory(out("EDU"), out("WASHINGTON.EDU"))))
                .isEmpty();
    }

    @Test
    @Tag("K-139")
    void elseTheRealmOfTheHierarchyClosestToTheTarget() {
        assertThat(hop(TARGET, directory(out("MIT.EDU"), out("EDU")))).contains("EDU");
        assertThat(hop(TARGET, directory(out("MIT.EDU"), out("EDU"), out("WASHINGTON.EDU"))))
                .contains("WASHINGTON.EDU");
        assertThat(hop("B.A.COM", directory(out("EDU"), out("COM")))).contains("COM");
        assertThat(hop("B.A.COM", directory(out("EDU")))).contains("EDU");
    }

    @Test
    @Tag("K-139")
    void noTrustLeadsNowhere() {
        assertThat(hop(TARGET, directory())).isEmpty();
        assertThat(hop(TARGET, directory(out("SOMEWHERE.ELSE")))).isEmpty();
        assertThat(hop(HERE.value(), directory(out("EDU"), out(HERE.value())))).isEmpty();
    }

    @Test
    void onlyActiveOutboundTrustsCount() {
        assertThat(hop(TARGET, directory(in(TARGET)))).isEmpty();
        assertThat(hop(TARGET, directory(with(TARGET, TrustPolicy.DEFAULT, TrustState.SUSPENDED))))
                .isEmpty();
        assertThat(hop(TARGET, directory(with(TARGET, TrustPolicy.DEFAULT)))).contains(TARGET);
    }

    @Test
    @Tag("K-141")
    void neverBackWhereTheTicketCameFrom() {
        TrustDirectory trusts = directory(out("EDU"), out("MIT.EDU"), out("P", TARGET));
        assertThat(hop(RealmPaths.NONE, TARGET, "P", trusts)).contains("EDU");
        assertThat(hop(RealmPaths.NONE, TARGET, "EDU", trusts)).contains("P");
        assertThat(hop(RealmPaths.NONE, TARGET, TARGET, directory(out(TARGET)))).isEmpty();
        assertThat(hop(RealmPaths.NONE, TARGET, "EDU", directory(out("EDU"), out("MIT.EDU"))))
                .contains("MIT.EDU");
    }

    @Test
    @Tag("K-141")
    void neverToAnyRealmThatTheTicketHasPassed() {
        TrustDirectory trusts = directory(out("EDU"), out("MIT.EDU"), out("P", TARGET));
        Set<RealmName> passed = Set.of(RealmName.of("P"), RealmName.of("EDU"), RealmName.of("MIT.EDU"));

        assertThat(new NextHop(HERE, trusts, RealmPaths.NONE, ToldTrusts.NONE).towards(RealmName.of(TARGET), passed))
                .isEmpty();
    }

    @Test
    void ofSeveralPeersThatAreNamedForItTheOneWithTheShortestWay() {
        TrustDirectory trusts = directory(out("A.TEST", TARGET), out("B.TEST", TARGET), out("C.TEST", TARGET));
        ToldTrusts told = told(Map.of("A.TEST", Set.of("M.TEST"), "M.TEST", Set.of(TARGET), "B.TEST", Set.of(TARGET)));

        assertThat(hop(told, TARGET, trusts)).contains("B.TEST");
        assertThat(hop(told(Map.of("C.TEST", Set.of(TARGET))), TARGET, trusts))
                .as("who tells a way goes before who tells none")
                .contains("C.TEST");
        assertThat(hop(told(Map.of()), TARGET, trusts)).contains("A.TEST");
    }

    @Test
    void aWayBackThroughThisRealmIsNone() {
        TrustDirectory trusts = directory(out("A.TEST", TARGET), out("B.TEST", TARGET));
        ToldTrusts told = told(Map.of(
                "A.TEST",
                Set.of(HERE.value()),
                HERE.value(),
                Set.of(TARGET),
                "B.TEST",
                Set.of("C.TEST"),
                "C.TEST",
                Set.of("D.TEST"),
                "D.TEST",
                Set.of(TARGET)));

        assertThat(hop(told, TARGET, trusts)).contains("B.TEST");
    }

    @Test
    @Tag("T-021")
    void whatDocumentsTellOpensNoWayThatNoTrustNames() {
        ToldTrusts told = told(Map.of("A.TEST", Set.of(TARGET)));

        assertThat(hop(told, TARGET, directory(out("A.TEST")))).isEmpty();
    }

    private static ToldTrusts told(Map<String, Set<String>> told) {
        return realm -> told.getOrDefault(realm.value(), Set.of()).stream()
                .map(RealmName::of)
                .collect(Collectors.toSet());
    }

    private static Optional<String> hop(String target, TrustDirectory trusts) {
        return hop(ToldTrusts.NONE, target, trusts);
    }

    private static Optional<String> hop(ToldTrusts told, String target, TrustDirectory trusts) {
        return new NextHop(HERE, trusts, RealmPaths.NONE, told)
                .towards(RealmName.of(target), Set.of())
                .map(trust -> trust.peer().value());
    }

    private static Optional<String> hop(RealmPaths paths, TrustDirectory trusts) {
        return new NextHop(HERE, trusts, paths, ToldTrusts.NONE)
                .towards(RealmName.of(TARGET), Set.of())
                .map(trust -> trust.peer().value());
    }

    private static Optional<String> hop(RealmPaths paths, String target, String passed, TrustDirectory trusts) {
        return new NextHop(HERE, trusts, paths, ToldTrusts.NONE)
                .towards(RealmName.of(target), Set.of(RealmName.of(passed)))
                .map(trust -> trust.peer().value());
    }

    private static RealmPaths paths(String server, String... between) {
        List<RealmName> realms = Arrays.stream(between).map(RealmName::of).toList();
        return new RealmPaths(Map.of(HERE, Map.of(RealmName.of(server), realms)));
    }
}
