package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.document.SigningRealm.NOON;
import static org.hanse.realmtrust.document.SigningRealm.id;

import java.time.Duration;
import java.time.Instant;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Conflict;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;
import org.hanse.realmtrust.document.SuccessionOutcome.Refused;
import org.hanse.realmtrust.document.SuccessionOutcome.Unchanged;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may follow whom. */
class SuccessionTest {
    private static final Instant LATER = NOON.plus(Duration.ofHours(6));

    private final SigningRealm luebeck = SigningRealm.luebeck();
    private final SignedDocument first = luebeck.first().sign();
    private final SignedDocument second = luebeck.after(first).sign();

    @Test
    void aDocumentFollowsIfItsPredecessorAllowsItsSigner() {
        KeyHistory history = accepted(luebeck.known(first), second, Manner.FOLLOWS);
        assertThat(history.newest().signed()).isEqualTo(second);
        assertThat(history.newest().since()).isEqualTo(LATER);
        assertThat(history.documents()).hasSize(2);
        assertThat(history.id()).isEqualTo(id(luebeck.first));
    }

    @Test
    void aKeyThatIsListedSignsTheNext() {
        SignedDocument both =
                luebeck.after(first).keys(luebeck.first, luebeck.second).sign();
        SignedDocument next =
                luebeck.after(both).by(luebeck.second).keys(luebeck.second).sign();
        SignedDocument late = luebeck.after(next).by(luebeck.first).sign();
        KeyHistory history = accepted(luebeck.known(first, both), next, Manner.FOLLOWS);
        assertThat(history.id()).isEqualTo(id(luebeck.first));
        refused(history, late, DocumentReason.SIGNER_NOT_ALLOWED);
    }

    @Test
    void aKeyThatIsListedByTheDocumentItselfAloneDoesNotSignIt() {
        refused(
                luebeck.known(first),
                luebeck.after(first).by(luebeck.second).keys(luebeck.second).sign(),
                DocumentReason.SIGNER_NOT_ALLOWED);
    }

    @Test
    void aKeySignsInItsPeriodOnly() {
        Instant one = NOON.plus(Duration.ofHours(2));
        SignedDocument periods = luebeck.after(first)
                .periods(
                        new SigningPeriod(luebeck.first.publicKey(), NOON, one),
                        new SigningPeriod(luebeck.second.publicKey(), one, one.plus(Duration.ofDays(1))))
                .sign();
        KeyHistory history = luebeck.known(first, periods);
        SignedDocument early = luebeck.after(periods)
                .issued(one.minusSeconds(1))
                .by(luebeck.second)
                .sign();
        refused(history, early, DocumentReason.SIGNER_NOT_ALLOWED);
        refused(history, luebeck.after(periods).issued(one).sign(), DocumentReason.SIGNER_NOT_ALLOWED);
        accepted(history, luebeck.after(periods).issued(one).by(luebeck.second).sign(), Manner.FOLLOWS);
    }

    @Test
    void aSignatureByAnotherKeyThanTheOneNamedIsRefused() throws DocumentFault {
        SigningRealm.Draft draft = luebeck.after(first);
        byte[] payload = DocumentWriter.write(draft.document());
        SignedPayload forged = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, luebeck.second, luebeck.random);
        SignedPayload named = new SignedPayload(
                forged.type(), forged.payload(), id(luebeck.first), forged.ed25519(), forged.mlDsa65());
        refused(
                luebeck.known(first),
                SignedDocument.read(named.encoded().toByteArray()),
                DocumentReason.SIGNATURE_WRONG);
    }

    /** Breaking one of the two algorithms is not enough. */
    @Test
    @Tag("T-007")
    void bothHalvesOfTheKeyMustHaveSigned() throws DocumentFault {
        byte[] payload = DocumentWriter.write(luebeck.after(first).document());
        SignedPayload good = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, luebeck.first, luebeck.random);
        SignedPayload other = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, luebeck.second, luebeck.random);
        SignedPayload classicalOnly =
                new SignedPayload(good.type(), good.payload(), good.signer(), good.ed25519(), other.mlDsa65());
        SignedPayload latticeOnly =
                new SignedPayload(good.type(), good.payload(), good.signer(), other.ed25519(), good.mlDsa65());
        for (SignedPayload half : new SignedPayload[] {classicalOnly, latticeOnly}) {
            SignedDocument read = SignedDocument.read(half.encoded().toByteArray());
            refused(luebeck.known(first), read, DocumentReason.SIGNATURE_WRONG);
        }
        accepted(luebeck.known(first), SignedDocument.read(good.encoded().toByteArray()), Manner.FOLLOWS);
    }

    @Test
    @Tag("T-010")
    void whatIsOlderThanWhatIsKnownIsRefused() {
        KeyHistory history = luebeck.known(first, second);
        refused(history, first, DocumentReason.ROLLED_BACK);
        assertThat(Succession.judge(history, second, LATER)).isInstanceOf(Unchanged.class);
        SignedDocument low = luebeck.after(luebeck.after(second).version(9).sign())
                .version(9)
                .sign();
        refused(luebeck.known(first, second, luebeck.after(second).version(9).sign()), low, DocumentReason.ROLLED_BACK);
    }

    @Test
    void aDocumentIsNotIssuedBeforeItsPredecessor() {
        refused(
                luebeck.known(first, second),
                luebeck.after(second).issued(NOON).sign(),
                DocumentReason.ISSUED_TOO_EARLY);
    }

    @Test
    void aGapIsFilledByFetchingWhatIsBetween() {
        SignedDocument third = luebeck.after(second).sign();
        refused(luebeck.known(first), third, DocumentReason.NOT_LINKED);
        accepted(accepted(luebeck.known(first), second, Manner.FOLLOWS), third, Manner.FOLLOWS);
    }

    @Test
    @Tag("T-010")
    void anExpiredDocumentIsRefusedAndOneOfTheFutureToo() {
        SignedDocument brief = luebeck.after(first).life(Duration.ofHours(5)).sign();
        refused(luebeck.known(first), brief, DocumentReason.EXPIRED);
        refused(
                luebeck.known(first),
                luebeck.after(first).issued(LATER.plusSeconds(301)).sign(),
                DocumentReason.ISSUED_IN_FUTURE);
        accepted(
                luebeck.known(first),
                luebeck.after(first).issued(LATER.plusSeconds(300)).sign(),
                Manner.FOLLOWS);
    }

    /** The freeze attack: the peer, or who stands before it, always shows the same document. */
    @Test
    @Tag("T-011")
    void whatIsKnownIsStaleWhenItsNewestDocumentHasExpired() {
        KeyHistory history = luebeck.known(first);
        Instant end = NOON.plus(SigningRealm.LIFE);
        assertThat(history.isStaleAt(end.minusSeconds(1))).isFalse();
        assertThat(history.isStaleAt(end)).isTrue();
        assertThat(Succession.judge(history, first, end)).isInstanceOf(Unchanged.class);
    }

    @Test
    @Tag("T-006")
    void aRealmOfTheSameNameWithAnotherIdIsRefused() {
        SigningRealm other = new SigningRealm("LUEBECK.EXAMPLE", 2);
        refused(luebeck.known(first), other.first().sign(), DocumentReason.OTHER_IDENTITY);
        SigningRealm.Draft claims = other.after(first);
        claims.id = id(luebeck.first);
        refused(luebeck.known(first), claims.by(other.first).sign(), DocumentReason.SIGNER_NOT_ALLOWED);
        refused(
                luebeck.known(first),
                new SigningRealm("BERGEN.EXAMPLE", 1).first().sign(),
                DocumentReason.OTHER_REALM);
    }

    @Test
    void twoDocumentsOfOneVersionAreAConflict() {
        SignedDocument other = luebeck.after(first).domains("other.example").sign();
        conflict(luebeck.known(first, second), other, second);
        // A thief need not link to what he contradicts.
        SignedDocument elsewhere = luebeck.after(
                        luebeck.after(first).domains("x.example").sign())
                .version(2)
                .sign();
        conflict(luebeck.known(first, second), elsewhere, second);
    }

    @Test
    void aConflictNeedsASignatureThatCounts() {
        SignedDocument forged =
                luebeck.after(first).by(luebeck.third).domains("other.example").sign();
        refused(luebeck.known(first, second), forged, DocumentReason.SIGNER_NOT_ALLOWED);
        SignedDocument unlinked = luebeck.after(
                        luebeck.after(first).domains("x.example").sign())
                .version(2)
                .by(luebeck.third)
                .sign();
        refused(luebeck.known(first, second), unlinked, DocumentReason.ROLLED_BACK);
    }

    /** A restored realm has forgotten its last documents; it goes on from an older one, with a version beyond all that it may have given out. */
    @Test
    void aRestoredRealmReturnsByAHigherVersion() {
        SignedDocument third = luebeck.after(second).sign();
        SignedDocument restored =
                luebeck.after(first).version(1000).issued(LATER).sign();
        KeyHistory history = accepted(luebeck.known(first, second, third), restored, Manner.RETURNS);
        assertThat(history.documents()).extracting(HeldDocument::signed).containsExactly(first, restored);
    }

    @Test
    void whatWasGivenUpSinceDoesNotReturn() {
        SignedDocument both =
                luebeck.after(first).keys(luebeck.first, luebeck.second).sign();
        SignedDocument next =
                luebeck.after(both).by(luebeck.second).keys(luebeck.second).sign();
        SignedDocument old = luebeck.after(both)
                .version(1000)
                .issued(LATER)
                .by(luebeck.first)
                .sign();
        refused(luebeck.known(first, both, next), old, DocumentReason.SIGNER_NOT_ALLOWED);
    }

    @Test
    void theRecoveryKeyUndoesWhatAThiefSigned() {
        SignedDocument stolen = luebeck.after(first)
                .version(900)
                .keys(luebeck.third)
                .recovery(luebeck.thief)
                .sign();
        SignedDocument recovered = luebeck.recoveryAfter(first, luebeck.second).sign();
        KeyHistory fooled = luebeck.known(first, stolen);
        Instant last = stolen.document().issued().plus(Succession.RECOVERY).minusSeconds(1);
        KeyHistory mended = accepted(fooled, recovered, Manner.RECOVERS, last);
        assertThat(mended.documents()).extracting(HeldDocument::signed).containsExactly(first, recovered);
        assertThat(mended.signingKey(id(luebeck.second), LATER)).isPresent();
        // In the other order the thief never has a chance.
        refused(mended, stolen, DocumentReason.BEATEN_BY_RECOVERY);
        refused(accepted(luebeck.known(first), recovered, Manner.RECOVERS), stolen, DocumentReason.BEATEN_BY_RECOVERY);
    }

    @Test
    void after72HoursTheRecoveryKeyAndAThiefAreAConflict() {
        SignedDocument stolen = luebeck.after(first)
                .version(900)
                .keys(luebeck.third)
                .recovery(luebeck.thief)
                .sign();
        SignedDocument recovered = luebeck.recoveryAfter(first, luebeck.second).sign();
        KeyHistory fooled = luebeck.known(first, stolen);
        Instant late = stolen.document().issued().plus(Succession.RECOVERY);
        assertThat(Succession.judge(fooled, recovered, late)).isEqualTo(new Conflict(stolen, recovered));
    }

    /** What a thief writes into his document does not shorten the 72 hours: the clock is that of who believed it. */
    @Test
    void the72HoursBeginWhenTheThiefWasBelieved() {
        SignedDocument old = luebeck.first().life(Duration.ofDays(90)).sign();
        Instant week = NOON.plus(Duration.ofDays(7));
        SignedDocument backdated = luebeck.after(old)
                .version(900)
                .keys(luebeck.third)
                .life(Duration.ofDays(80))
                .sign();
        KeyHistory fooled = accepted(luebeck.knownAt(NOON, old), backdated, Manner.FOLLOWS, week);
        SignedDocument recovered =
                luebeck.recoveryAfter(old, luebeck.second).issued(week).sign();
        accepted(fooled, recovered, Manner.RECOVERS, week.plus(Duration.ofHours(71)));
    }

    @Test
    void aRecoveredRealmKeepsNoKeyThatMayBeStolen() {
        SigningRealm.Draft draft = luebeck.recoveryAfter(first, luebeck.second).keys(luebeck.second, luebeck.first);
        refused(luebeck.known(first), draft.sign(), DocumentReason.RECOVERY_KEEPS_KEYS);
    }

    @Test
    void onlyTheRecoveryKeyWhoseHashThePredecessorHoldsRecovers() {
        SigningRealm.Draft draft = luebeck.recoveryAfter(first, luebeck.second).by(luebeck.third);
        draft.recoveryKey = java.util.Optional.of(luebeck.third.publicKey());
        refused(luebeck.known(first), draft.sign(), DocumentReason.SIGNER_NOT_ALLOWED);
    }

    @Test
    void twoDocumentsByTheRecoveryKeyAreAConflict() {
        SignedDocument one = luebeck.recoveryAfter(first, luebeck.second).sign();
        SignedDocument other = luebeck.recoveryAfter(first, luebeck.third).sign();
        conflict(luebeck.known(first, one), other, one);
    }

    @Test
    void noReturnPassesARecovery() {
        SignedDocument recovered = luebeck.recoveryAfter(second, luebeck.second).sign();
        SignedDocument restored =
                luebeck.after(first).version(1000).issued(LATER).sign();
        refused(luebeck.known(first, second, recovered), restored, DocumentReason.BEATEN_BY_RECOVERY);
    }

    private KeyHistory accepted(KeyHistory known, SignedDocument next, Manner manner) {
        return accepted(known, next, manner, LATER);
    }

    private KeyHistory accepted(KeyHistory known, SignedDocument next, Manner manner, Instant now) {
        SuccessionOutcome outcome = Succession.judge(known, next, now);
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(((Accepted) outcome).manner()).isEqualTo(manner);
        return ((Accepted) outcome).history();
    }

    private void conflict(KeyHistory known, SignedDocument next, SignedDocument held) {
        assertThat(Succession.judge(known, next, LATER)).isEqualTo(new Conflict(held, next));
    }

    private void refused(KeyHistory known, SignedDocument next, DocumentReason reason) {
        assertThat(Succession.judge(known, next, LATER)).isEqualTo(new Refused(reason));
    }
}
