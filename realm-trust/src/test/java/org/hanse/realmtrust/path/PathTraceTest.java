package org.hanse.realmtrust.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.Trusts.directory;
import static org.hanse.realmtrust.Trusts.in;
import static org.hanse.realmtrust.Trusts.out;
import static org.hanse.realmtrust.Trusts.with;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.path.PathTrace.Hop;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Test;

class PathTraceTest {
    private static final RealmName HERE = RealmName.of("LUEBECK.TEST");

    @Test
    void aTrustOutLeadsStraightThere() {
        assertThat(told(directory(out("B.TEST")), "LUEBECK.TEST", "B.TEST"))
                .containsExactly("LUEBECK.TEST>B.TEST ALLOWED");
    }

    @Test
    void whatAPeerDoesIsNotDecidedHere() {
        assertThat(told(directory(out("B.TEST", "C.TEST")), "LUEBECK.TEST", "C.TEST"))
                .containsExactly("LUEBECK.TEST>B.TEST ALLOWED", "B.TEST>C.TEST NOT_DECIDED_HERE");
    }

    @Test
    void noTrustNoWay() {
        assertThat(told(directory(out("B.TEST")), "LUEBECK.TEST", "ELSEWHERE"))
                .containsExactly("LUEBECK.TEST>ELSEWHERE REFUSED");
        assertThat(told(directory(in("B.TEST")), "LUEBECK.TEST", "B.TEST"))
                .containsExactly("LUEBECK.TEST>B.TEST REFUSED");
        assertThat(why(directory(in("B.TEST")), "LUEBECK.TEST", "B.TEST")).contains("direction out");
    }

    @Test
    void aSuspendedTrustSaysSo() {
        TrustDirectory suspended = directory(with("B.TEST", TrustPolicy.DEFAULT, TrustState.SUSPENDED));

        assertThat(why(suspended, "LUEBECK.TEST", "B.TEST")).isEqualTo("the trust is suspended");
        assertThat(why(suspended, "B.TEST", "LUEBECK.TEST")).isEqualTo("the trust is suspended");
    }

    @Test
    void aPeerBringsItsOwnAndWhomThePolicyNames() {
        TrustDirectory trusts = directory(in("B.TEST", "C.TEST"));

        assertThat(told(trusts, "B.TEST", "LUEBECK.TEST")).containsExactly("B.TEST>LUEBECK.TEST ALLOWED");
        assertThat(told(trusts, "C.TEST", "LUEBECK.TEST"))
                .containsExactly("C.TEST>B.TEST NOT_DECIDED_HERE", "B.TEST>LUEBECK.TEST ALLOWED");
        assertThat(told(trusts, "D.TEST", "LUEBECK.TEST")).containsExactly("D.TEST>LUEBECK.TEST REFUSED");
    }

    @Test
    void aConfiguredPathIsTheOnlyOne() {
        RealmPaths byM = new RealmPaths(
                Map.of(RealmName.of("C.TEST"), Map.of(HERE, List.of(RealmName.of("M.TEST"), RealmName.of("B.TEST")))));
        List<Hop> hops = trace(directory(in("B.TEST", "C.TEST", "M.TEST")), byM, ToldTrusts.NONE)
                .between(RealmName.of("C.TEST"), HERE);

        assertThat(text(hops)).containsExactly("C.TEST>B.TEST NOT_DECIDED_HERE", "B.TEST>LUEBECK.TEST ALLOWED");
        assertThat(hops.get(0).why()).contains("[M.TEST]");
        RealmPaths direct = new RealmPaths(Map.of(RealmName.of("C.TEST"), Map.of(HERE, List.of())));
        assertThat(text(trace(directory(in("B.TEST", "C.TEST")), direct, ToldTrusts.NONE)
                        .between(RealmName.of("C.TEST"), HERE)))
                .containsExactly("C.TEST>LUEBECK.TEST REFUSED");
    }

    @Test
    void throughThisRealmBothHalvesAreTold() {
        assertThat(told(directory(in("B.TEST"), out("C.TEST")), "B.TEST", "C.TEST"))
                .containsExactly("B.TEST>LUEBECK.TEST ALLOWED", "LUEBECK.TEST>C.TEST ALLOWED");
        assertThat(told(directory(out("C.TEST")), "B.TEST", "C.TEST")).containsExactly("B.TEST>LUEBECK.TEST REFUSED");
    }

    @Test
    void withinARealmThereIsNoHop() {
        assertThat(told(directory(), "B.TEST", "B.TEST")).isEmpty();
    }

    @Test
    void theWayBehindAPeerIsToldAsDocumentsTellIt() {
        ToldTrusts told = realm -> realm.value().equals("B.TEST")
                ? Set.of(RealmName.of("M.TEST"))
                : realm.value().equals("M.TEST") ? Set.of(RealmName.of("C.TEST")) : Set.of();
        List<Hop> hops =
                trace(directory(out("B.TEST", "C.TEST")), RealmPaths.NONE, told).between(HERE, RealmName.of("C.TEST"));

        assertThat(text(hops))
                .containsExactly(
                        "LUEBECK.TEST>B.TEST ALLOWED",
                        "B.TEST>M.TEST NOT_DECIDED_HERE",
                        "M.TEST>C.TEST NOT_DECIDED_HERE");
        assertThat(hops.get(1).why()).startsWith("its document tells of this trust; B.TEST decides");
    }

    private static PathTrace trace(TrustDirectory trusts, RealmPaths paths, ToldTrusts told) {
        return new PathTrace(new NextHop(HERE, trusts, paths, told));
    }

    private static List<String> told(TrustDirectory trusts, String from, String to) {
        return text(hops(trusts, from, to));
    }

    private static String why(TrustDirectory trusts, String from, String to) {
        List<Hop> hops = hops(trusts, from, to);
        return hops.get(hops.size() - 1).why();
    }

    private static List<Hop> hops(TrustDirectory trusts, String from, String to) {
        return trace(trusts, RealmPaths.NONE, ToldTrusts.NONE).between(RealmName.of(from), RealmName.of(to));
    }

    private static List<String> text(List<Hop> hops) {
        return hops.stream()
                .map(hop -> hop.from() + ">" + hop.to() + " " + hop.verdict())
                .toList();
    }
}
