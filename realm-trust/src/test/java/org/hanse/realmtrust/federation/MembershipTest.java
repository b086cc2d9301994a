package org.hanse.realmtrust.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.federation.SigningFederation.BERGEN;
import static org.hanse.realmtrust.federation.SigningFederation.LUEBECK;
import static org.hanse.realmtrust.federation.SigningFederation.NOON;
import static org.hanse.realmtrust.federation.SigningFederation.VISBY;
import static org.hanse.realmtrust.federation.SigningFederation.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LUEBECK has joined; the others are on the list, or not. */
class MembershipTest {
    private static final RealmName BERGEN_NAME = BERGEN.realm();

    private final SigningFederation federation = SigningFederation.hanse();
    private final SignedList list = federation.first(LUEBECK, BERGEN);
    private final JoinedFederation joined = federation.joined(Acceptance.BOTH).having(list, NOON);

    private static Membership of(Instant now, JoinedFederation... federations) {
        return new Membership(LUEBECK.realm(), LUEBECK.id(), List.of(federations), now);
    }

    private static Declaration by(JoinedFederation federation, FederationMember member, TrustDirection direction) {
        return new Declaration(
                member.realm(),
                member.url(),
                Optional.of(member.id()),
                Optional.empty(),
                direction,
                Origin.FEDERATION,
                Optional.of(federation.name()));
    }

    private static Optional<Declaration> wanted(Membership membership, Declaration found) {
        return membership.wanted(found.peer(), Optional.of(found), true);
    }

    private static Optional<Declaration> fresh(Membership membership, RealmName peer) {
        return membership.wanted(peer, Optional.empty(), false);
    }

    @Test
    void aMemberIsDeclaredByIdAndUrlInTheDirectionThatIsAccepted() {
        assertThat(fresh(of(NOON, joined), BERGEN_NAME)).contains(by(joined, BERGEN, TrustDirection.BOTH));
        JoinedFederation in = federation.joined(Acceptance.IN).having(list, NOON);
        assertThat(fresh(of(NOON, in), BERGEN_NAME)).contains(by(in, BERGEN, TrustDirection.IN));
        assertThat(of(NOON, joined).concerned(List.of())).containsExactly(BERGEN_NAME);
    }

    @Test
    void nothingArisesWithoutAcceptance() {
        JoinedFederation none = federation.joined(Acceptance.NONE).having(list, NOON);
        assertThat(of(NOON, none).concerned(List.of())).isEmpty();
        assertThat(fresh(of(NOON, none), BERGEN_NAME)).isEmpty();
    }

    @Test
    void whoIsNotAMemberMakesNothingOfAList() {
        JoinedFederation others = federation.joined(Acceptance.BOTH).having(federation.first(BERGEN, VISBY), NOON);
        assertThat(fresh(of(NOON, others), BERGEN_NAME)).isEmpty();
        JoinedFederation impostor = federation
                .joined(Acceptance.BOTH)
                .having(federation.first(member("LUEBECK.EXAMPLE", "9"), BERGEN), NOON);
        assertThat(fresh(of(NOON, impostor), BERGEN_NAME)).isEmpty();
    }

    @Test
    void whatAnOperatorOrAnIntroductionHasDeclaredIsNeverTouched() {
        FederationMember other = member("BERGEN.EXAMPLE", "8");
        Declaration own = Declaration.byOperator(
                BERGEN_NAME, "https://elsewhere.example", Optional.of(other.id()), TrustDirection.IN);
        assertThat(wanted(of(NOON, joined), own)).contains(own);
        Declaration introduced = new Declaration(
                BERGEN_NAME,
                "https://elsewhere.example",
                Optional.of(other.id()),
                Optional.empty(),
                TrustDirection.IN,
                Origin.INTRODUCTION,
                Optional.of("VISBY.EXAMPLE"));
        assertThat(wanted(of(NOON, joined), introduced)).contains(introduced);
    }

    @Test
    void aTrustBySharedSecretIsAnOperatorsToo() {
        assertThat(of(NOON, joined).wanted(BERGEN_NAME, Optional.empty(), true)).isEmpty();
    }

    @Test
    void aMemberThatMovesIsFoundAtItsNewUrl() {
        FederationMember moved = new FederationMember(BERGEN_NAME, BERGEN.id(), "https://new.bergen.example");
        JoinedFederation later = joined.having(federation.after(list, LUEBECK, moved), NOON.plusSeconds(3600));
        assertThat(wanted(of(NOON.plusSeconds(3600), later), by(joined, BERGEN, TrustDirection.BOTH)))
                .contains(by(later, moved, TrustDirection.BOTH));
    }

    /** A stolen key of the federation gives nobody the name of a peer that is known. */
    @Test
    @Tag("T-006")
    void aListDoesNotChangeTheIdentityOfAPeerThatIsKnown() {
        Declaration known = by(joined, BERGEN, TrustDirection.BOTH);
        JoinedFederation later =
                joined.having(federation.after(list, LUEBECK, member("BERGEN.EXAMPLE", "9")), NOON.plusSeconds(3600));
        assertThat(later.list().orElseThrow().list().version()).isEqualTo(2);
        assertThat(wanted(of(NOON.plusSeconds(3600), later), known)).contains(known);
    }

    @Test
    void whoLeavesTheListOrIsNoLongerAcceptedGoes() {
        Declaration known = by(joined, BERGEN, TrustDirection.BOTH);
        JoinedFederation later = joined.having(federation.after(list, LUEBECK, VISBY), NOON.plusSeconds(3600));
        Membership membership = of(NOON.plusSeconds(3600), later);
        assertThat(wanted(membership, known)).isEmpty();
        assertThat(membership.concerned(List.of(known))).contains(BERGEN_NAME, VISBY.realm());
        assertThat(wanted(of(NOON, federation.joined(Acceptance.NONE).having(list, NOON)), known))
                .isEmpty();
        assertThat(wanted(of(NOON), known)).isEmpty();
    }

    @Test
    @Tag("T-011")
    void anExpiredListBringsNobodyInAndKeepsItsMembersForAMonth() {
        Declaration known = by(joined, BERGEN, TrustDirection.BOTH);
        Instant expiry = list.list().expires();
        assertThat(joined.standing(expiry)).isEqualTo(JoinedFederation.Standing.STALE);
        assertThat(fresh(of(expiry, joined), BERGEN_NAME)).isEmpty();
        assertThat(wanted(of(expiry, joined), known)).contains(known);
        Instant end = expiry.plus(JoinedFederation.GRACE);
        assertThat(wanted(of(end.minusSeconds(1), joined), known)).contains(known);
        assertThat(wanted(of(end, joined), known)).isEmpty();
        assertThat(joined.standing(end)).isEqualTo(JoinedFederation.Standing.OVER);
    }

    @Test
    void federationsThatContradictEachOtherBringNobodyAndOneThatAgreesTakesOver() {
        SigningFederation second = new SigningFederation("north.example", 12);
        JoinedFederation same = second.joined(Acceptance.OUT).having(second.first(LUEBECK, BERGEN), NOON);
        JoinedFederation other =
                second.joined(Acceptance.OUT).having(second.first(LUEBECK, member("BERGEN.EXAMPLE", "9")), NOON);
        Declaration known = by(joined, BERGEN, TrustDirection.BOTH);
        assertThat(fresh(of(NOON, joined, same), BERGEN_NAME)).contains(known);
        assertThat(fresh(of(NOON, joined, other), BERGEN_NAME)).isEmpty();
        assertThat(wanted(of(NOON, joined, other), known)).contains(known);
        JoinedFederation without = joined.having(federation.after(list, LUEBECK), NOON.plusSeconds(3600));
        assertThat(wanted(of(NOON.plusSeconds(3600), without, same), known))
                .contains(by(same, BERGEN, TrustDirection.OUT));
        assertThat(wanted(of(NOON.plusSeconds(3600), without, other), known)).isEmpty();
    }

    @Test
    @Tag("T-010")
    void aListThatIsRefusedLeavesWhatIsKnownAndSaysWhy() {
        SignedList next = federation.after(list, LUEBECK);
        JoinedFederation later = joined.having(next, NOON.plusSeconds(3600));
        JoinedFederation rolledBack = later.having(list, NOON.plusSeconds(3600));
        assertThat(rolledBack.list()).contains(next);
        assertThat(rolledBack.problem().orElseThrow()).startsWith("DOCUMENT_ROLLED_BACK");
        assertThat(rolledBack.having(next, NOON.plusSeconds(3600)).problem()).isEmpty();
    }

    /** The federation lost its key: its members join it again, and nobody's trust is disturbed. */
    @Test
    void whileTheListOfAFederationThatWasJoinedAgainIsToComeItsMembersStay() {
        Declaration known = by(joined, BERGEN, TrustDirection.BOTH);
        assertThat(wanted(of(NOON, federation.joined(Acceptance.BOTH)), known)).contains(known);
        assertThat(wanted(of(NOON, federation.joined(Acceptance.NONE)), known)).isEmpty();
        assertThat(fresh(of(NOON, federation.joined(Acceptance.BOTH)), BERGEN_NAME))
                .isEmpty();
    }

    @Test
    void aRealmIsNoPeerOfItsOwn() {
        assertThat(of(NOON, joined).concerned(List.of())).doesNotContain(LUEBECK.realm());
        assertThat(new Fingerprint("1".repeat(64))).isEqualTo(LUEBECK.id());
    }
}
