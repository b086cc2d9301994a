package org.hanse.realmtrust.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.federation.SigningFederation.BERGEN;
import static org.hanse.realmtrust.federation.SigningFederation.LUEBECK;
import static org.hanse.realmtrust.federation.SigningFederation.NOON;
import static org.hanse.realmtrust.federation.SigningFederation.VISBY;
import static org.hanse.realmtrust.federation.SigningFederation.id;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ListSuccessionTest {
    private final SigningFederation federation = SigningFederation.hanse();
    private final SignedList one = federation.first(LUEBECK);
    private final SignedList two = federation.after(one, LUEBECK, BERGEN);
    private final SignedList three = federation.after(two, BERGEN);
    private final Instant evening = NOON.plus(Duration.ofHours(6));

    private ListOutcome first(SignedList list) {
        return ListSuccession.judge(federation.name, id(federation.first), Optional.empty(), list, evening);
    }

    private ListOutcome after(SignedList known, SignedList next) {
        return after(known, next, evening);
    }

    private ListOutcome after(SignedList known, SignedList next, Instant now) {
        return ListSuccession.judge(federation.name, id(federation.first), Optional.of(known), next, now);
    }

    private static ListOutcome refused(DocumentReason reason) {
        return new ListOutcome.Refused(reason);
    }

    @Test
    void anyListByThePinnedKeyMayBeTheFirstThatIsSeen() {
        assertThat(first(one)).isEqualTo(new ListOutcome.Accepted(one));
        assertThat(first(three)).isEqualTo(new ListOutcome.Accepted(three));
    }

    @Test
    void aListByAnotherKeyIsNoBeginningThoughItListsThePinnedOne() {
        SignedList announcing = federation.announcing(one, LUEBECK);
        assertThat(ListSuccession.judge(federation.name, id(federation.second), Optional.empty(), announcing, evening))
                .isEqualTo(refused(DocumentReason.FINGERPRINT_OTHER));
    }

    @Test
    void whatFollowsIsAcceptedThoughListsBetweenWereNotSeen() {
        assertThat(after(one, two)).isEqualTo(new ListOutcome.Accepted(two));
        assertThat(after(one, three)).isEqualTo(new ListOutcome.Accepted(three));
        assertThat(after(three, three)).isEqualTo(new ListOutcome.Unchanged());
    }

    @Test
    @Tag("T-010")
    void anOlderListIsRefusedWhoeverSignedIt() {
        assertThat(after(three, one)).isEqualTo(refused(DocumentReason.ROLLED_BACK));
        assertThat(after(three, two)).isEqualTo(refused(DocumentReason.ROLLED_BACK));
    }

    @Test
    void theListOfAnotherFederationIsRefused() {
        assertThat(first(new SigningFederation("other.example", 11).first(LUEBECK)))
                .isEqualTo(refused(DocumentReason.OTHER_FEDERATION));
    }

    @Test
    void twoListsOfOneVersionAreRefusedAndSoIsWhatFollowsTheOther() {
        SignedList rival = federation.after(one, VISBY);
        assertThat(after(two, rival)).isEqualTo(refused(DocumentReason.TWO_OF_ONE_VERSION));
        assertThat(after(two, federation.after(rival, VISBY))).isEqualTo(refused(DocumentReason.TWO_OF_ONE_VERSION));
    }

    @Test
    void aStrangerSignsNoSuccessor() {
        SigningFederation stranger = new SigningFederation(federation.name, 12);
        SignedList forged = stranger.next(Optional.of(stranger.first(LUEBECK)), NOON.plusSeconds(60), VISBY);
        assertThat(after(one, forged)).isEqualTo(refused(DocumentReason.SIGNER_NOT_ALLOWED));
    }

    @Test
    void aSignatureIsOfItsOwnListOnly() throws Exception {
        byte[] octets = two.encoded().toByteArray();
        octets[octets.length - 1] ^= 1;
        assertThat(after(one, SignedList.read(octets))).isEqualTo(refused(DocumentReason.SIGNATURE_WRONG));
        assertThat(first(SignedList.read(octets))).isEqualTo(refused(DocumentReason.SIGNATURE_WRONG));
    }

    @Test
    @Tag("T-011")
    void anExpiredListIsRefusedAndOneOfTheFuture() {
        Instant expiry = two.list().expires();
        assertThat(after(one, two, expiry.minusSeconds(1))).isInstanceOf(ListOutcome.Accepted.class);
        assertThat(after(one, two, expiry)).isEqualTo(refused(DocumentReason.EXPIRED));
        Instant issued = two.list().issued();
        assertThat(after(one, two, issued.minus(ListSuccession.SKEW))).isInstanceOf(ListOutcome.Accepted.class);
        assertThat(after(one, two, issued.minus(ListSuccession.SKEW).minusSeconds(1)))
                .isEqualTo(refused(DocumentReason.ISSUED_IN_FUTURE));
    }

    @Test
    void aListIsNotIssuedBeforeTheOneThatItFollows() {
        SignedList backwards = sign(new FederationList(
                federation.name,
                2,
                Optional.of(one.hash()),
                NOON.minusSeconds(1),
                NOON.plusSeconds(3600),
                List.of(new org.hanse.realmtrust.document.SigningPeriod(
                        federation.first.publicKey(), NOON.minusSeconds(60), NOON.plusSeconds(60))),
                id(federation.first),
                List.of()));
        // Where the key might sign at that time already.
        assertThat(after(one, backwards)).isEqualTo(refused(DocumentReason.SIGNER_NOT_ALLOWED));
        SignedList earlier = sign(new FederationList(
                federation.name,
                3,
                Optional.of(two.hash()),
                NOON,
                NOON.plus(Duration.ofDays(9)),
                two.list().signingKeys(),
                id(federation.first),
                List.of()));
        assertThat(after(two, earlier)).isEqualTo(refused(DocumentReason.ISSUED_TOO_EARLY));
    }

    private SignedList sign(FederationList list) {
        return SignedList.sign(list, federation.first, federation.random);
    }

    /** Whoever has seen a list that names the new key follows; whoever has not holds an expired one by then. */
    @Test
    void aNewKeyTakesOverWhenNobodyCanHoldAnUnexpiredListWithoutIt() {
        SignedList announcing = federation.announcing(one, LUEBECK);
        Instant takesOver = announcing.list().signingKeys().get(1).from();
        assertThat(takesOver)
                .isEqualTo(announcing.list().expires())
                .isAfterOrEqualTo(one.list().expires());
        SignedList renewed = federation.next(Optional.of(announcing), takesOver.minusSeconds(1), LUEBECK);
        assertThat(renewed.list().signer()).isEqualTo(id(federation.first));
        SignedList bySecond = federation.next(Optional.of(renewed), takesOver, LUEBECK, BERGEN);
        assertThat(bySecond.list().signer()).isEqualTo(id(federation.second));
        assertThat(bySecond.list().signingKeys()).hasSize(1);
        assertThat(after(announcing, bySecond, takesOver)).isEqualTo(new ListOutcome.Accepted(bySecond));
        assertThat(after(renewed, bySecond, takesOver)).isEqualTo(new ListOutcome.Accepted(bySecond));
        assertThat(after(one, bySecond, takesOver)).isEqualTo(refused(DocumentReason.SIGNER_NOT_ALLOWED));
        assertThat(one.list().isExpiredAt(takesOver)).isTrue();
    }

    @Test
    void theOldKeySignsNothingMoreAfterTheNewOneHasTakenOver() {
        SignedList announcing = federation.announcing(one, LUEBECK);
        Instant takesOver = announcing.list().signingKeys().get(1).from();
        SignedList bySecond = federation.next(Optional.of(announcing), takesOver, LUEBECK);
        SignedList stolen = sign(new FederationList(
                federation.name,
                9,
                Optional.of(bySecond.hash()),
                takesOver.plusSeconds(1),
                takesOver.plusSeconds(3600),
                new SigningFederation("x", 11).first().list().signingKeys(),
                id(federation.first),
                List.of(VISBY)));
        assertThat(after(bySecond, stolen, takesOver.plusSeconds(2)))
                .isEqualTo(refused(DocumentReason.SIGNER_NOT_ALLOWED));
    }

    @Test
    void onlyOneKeyWaitsToTakeOver() {
        SignedList announcing = federation.announcing(one, LUEBECK);
        RealmSigningKey third = RealmSigningKey.generate(federation.random);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ListSigning.next(
                        federation.draft(),
                        Optional.of(announcing),
                        List.of(federation.first, federation.second),
                        Optional.of(third),
                        evening,
                        SigningFederation.LIFE,
                        federation.random))
                .hasMessageContaining("waits already");
    }
}
