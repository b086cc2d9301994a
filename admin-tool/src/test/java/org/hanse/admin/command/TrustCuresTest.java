package org.hanse.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Test;

/** The cure of a trust depends on who makes its keys. */
class TrustCuresTest {
    private static final RealmName HERE = RealmName.of("LUEBECK.EXAMPLE");
    private static final RealmName PEER = RealmName.of("BERGEN.EXAMPLE");
    private static final TrustCures AGREED = new TrustCures(HERE, PEER, true);
    private static final TrustCures TYPED = new TrustCures(HERE, PEER, false);

    @Test
    void nobodyIsToldToTypeAPasswordWhereRealmsAgree() {
        List<String> cures = List.of(
                AGREED.keyMissing(), AGREED.keysDiffer(), AGREED.enctypeMissing(), AGREED.trustMissingThere("in"));

        assertThat(cures).noneMatch(cure -> cure.contains("password") || cure.contains("shared-secret"));
        assertThat(AGREED.keysDiffer()).contains("hanse trust resync BERGEN.EXAMPLE");
        assertThat(AGREED.trustMissingThere("in")).contains("hanse trust declare LUEBECK.EXAMPLE");
    }

    @Test
    void noAgreementIsWaitedForWhereAPasswordIsShared() {
        List<String> cures =
                List.of(TYPED.keyMissing(), TYPED.keysDiffer(), TYPED.enctypeMissing(), TYPED.trustMissingThere("out"));

        assertThat(cures).noneMatch(cure -> cure.contains("agree") || cure.contains("declare"));
        assertThat(TYPED.keysDiffer()).contains("hanse trust shared-secret BERGEN.EXAMPLE", "--kvno");
    }

    @Test
    void eachStateBeforeAgreementHasItsOwn() {
        assertThat(AGREED.notActive(TrustState.UNCONFIRMED)).contains("hanse trust confirm BERGEN.EXAMPLE --code");
        assertThat(AGREED.notActive(TrustState.DECLARED)).contains("hanse trust declare LUEBECK.EXAMPLE");
        assertThat(AGREED.notActive(TrustState.STALE)).contains("document has expired");
        for (TrustState state : EnumSet.complementOf(EnumSet.of(TrustState.ACTIVE, TrustState.SUSPENDED))) {
            assertThat(AGREED.notActive(state)).as(state.word()).isNotEmpty();
        }
    }
}
