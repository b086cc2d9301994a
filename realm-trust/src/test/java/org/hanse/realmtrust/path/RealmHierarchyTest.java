package org.hanse.realmtrust.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmHierarchyTest {
    @ParameterizedTest
    @CsvSource({
        "MIT.EDU, EDU",
        "ATHENA.MIT.EDU, MIT.EDU",
        "/COM/HP, /COM",
        "C=US/O=OSF, C=US",
        "C=US/O=A.B/OU=x:y, C=US/O=A.B",
    })
    void parentIsOneComponentUp(String realm, String parent) {
        assertThat(RealmHierarchy.parent(RealmName.of(realm))).contains(RealmName.of(parent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDU", "/COM", "/", "C=US", "NAMETYPE:rest/of.name=1", "A/B.C", "A.", "A..B", "..", "/A//"})
    void topsAndNamesOfNoTreeHaveNoParent(String realm) {
        assertThat(RealmHierarchy.parent(RealmName.of(realm))).isEmpty();
    }

    @Test
    void namesTooLongForATreeCostNothing() {
        RealmName hostile = RealmName.of("a.".repeat(30_000) + "a");
        assertThat(RealmHierarchy.lineage(hostile)).containsExactly(hostile);
    }

    @ParameterizedTest
    @CsvSource({
        "ATHENA.MIT.EDU, CS.WASHINGTON.EDU, MIT.EDU EDU WASHINGTON.EDU",
        "A.EDU, EDU, ''",
        "EDU, A.B.EDU, B.EDU",
        "A.EDU, B.EDU, EDU",
        "A.EDU, A.EDU, ''",
        "/COM/HP/APOLLO, /COM/DEC, /COM/HP /COM",
    })
    void betweenIsTheWalkOverTheNearestCommonRealm(String from, String to, String walk) {
        assertThat(RealmHierarchy.between(RealmName.of(from), RealmName.of(to)))
                .hasValueSatisfying(realms -> assertThat(String.join(
                                " ", realms.stream().map(RealmName::value).toList()))
                        .isEqualTo(walk));
    }

    @Test
    void nothingIsKnownBetweenTwoTrees() {
        assertThat(RealmHierarchy.between(RealmName.of("A.EDU"), RealmName.of("A.COM")))
                .isEqualTo(Optional.empty());
        assertThat(RealmHierarchy.between(RealmName.of("EDU"), RealmName.of("/EDU")))
                .isEmpty();
    }
}
