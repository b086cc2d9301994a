package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.document.SigningRealm.NOON;
import static org.hanse.realmtrust.document.SigningRealm.id;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.FirstContactOutcome.Known;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.FirstContactOutcome.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Name and fingerprint are what the operator declared; the documents are held against them. */
class FirstContactTest {
    private static final Instant LATER = NOON.plus(Duration.ofHours(6));

    private final SigningRealm luebeck = SigningRealm.luebeck();
    private final SignedDocument first = luebeck.first().sign();
    private final SignedDocument both =
            luebeck.after(first).keys(luebeck.first, luebeck.second).sign();
    private final SignedDocument next =
            luebeck.after(both).by(luebeck.second).keys(luebeck.second).sign();
    private final List<SignedDocument> history = List.of(first, both, next);

    @Test
    void aRealmIsKnownByItsId() {
        assertThat(known(Optional.of(id(luebeck.first))).pinned()).isEqualTo(Pinned.BY_ID);
    }

    @Test
    void aRealmIsKnownByTheKeyThatSignedItsNewestDocument() {
        Known known = known(Optional.of(id(luebeck.second)));
        assertThat(known.pinned()).isEqualTo(Pinned.BY_CURRENT_KEY);
        assertThat(known.history().id()).isEqualTo(id(luebeck.first));
    }

    /** Without a fingerprint anybody may have answered. */
    @Test
    @Tag("T-001")
    void withoutFingerprintItIsKnownByNothing() {
        assertThat(known(Optional.empty()).pinned()).isEqualTo(Pinned.BY_NOTHING);
    }

    @Test
    @Tag("T-001")
    void anotherFingerprintIsRefused() {
        refused(history, Optional.of(id(luebeck.thief)), DocumentReason.FINGERPRINT_OTHER);
        List<SignedDocument> longer = List.of(
                first, both, next, luebeck.after(next).by(luebeck.second).sign());
        refused(List.of(first, both, next), Optional.of(id(luebeck.recovery)), DocumentReason.FINGERPRINT_OTHER);
        Known known = (Known) FirstContact.judge(luebeck.name, Optional.of(id(luebeck.first)), longer, LATER);
        assertThat(known.pinned()).isEqualTo(Pinned.BY_ID);
    }

    /** Public keys are public: whoever lists one is not its owner. */
    @Test
    @Tag("T-001")
    void toListAnotherRealmsKeyIsNotToBeThatRealm() {
        SigningRealm liar = new SigningRealm("LUEBECK.EXAMPLE", 7);
        SignedDocument genesis = liar.first().sign();
        SignedDocument borrowed =
                liar.after(genesis).keys(liar.first, luebeck.second).sign();
        refused(List.of(genesis, borrowed), Optional.of(id(luebeck.second)), DocumentReason.FINGERPRINT_OTHER);
    }

    @Test
    void theFingerprintOfAnEarlierKeySaysSo() {
        SignedDocument last = luebeck.after(next)
                .by(luebeck.second)
                .keys(luebeck.second, luebeck.third)
                .sign();
        SignedDocument third =
                luebeck.after(last).by(luebeck.third).keys(luebeck.third).sign();
        refused(
                List.of(first, both, next, last, third),
                Optional.of(id(luebeck.second)),
                DocumentReason.FINGERPRINT_OF_EARLIER_KEY);
    }

    @Test
    @Tag("T-006")
    void theDeclaredNameIsNotTakenFromTheDocuments() {
        assertThat(FirstContact.judge(RealmName.of("BERGEN.EXAMPLE"), Optional.empty(), history, LATER))
                .isEqualTo(new Refused(DocumentReason.OTHER_REALM));
    }

    @Test
    void aHistoryBeginsAtItsBeginningAndHasNoGap() {
        refused(List.of(), Optional.empty(), DocumentReason.NO_BEGINNING);
        refused(List.of(both, next), Optional.empty(), DocumentReason.NO_BEGINNING);
        refused(List.of(first, next), Optional.empty(), DocumentReason.NOT_LINKED);
        refused(List.of(first, both, both), Optional.empty(), DocumentReason.NOT_LINKED);
        refused(Collections.nCopies(KeyHistory.MOST + 1, first), Optional.empty(), DocumentReason.HISTORY_TOO_LONG);
    }

    @Test
    void aFirstDocumentIsSignedByTheKeyThatGivesTheRealmItsId() throws DocumentFault {
        byte[] payload = DocumentWriter.write(luebeck.first().document());
        SignedPayload forged = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, luebeck.thief, luebeck.random);
        SignedPayload named = new SignedPayload(
                forged.type(), forged.payload(), id(luebeck.first), forged.ed25519(), forged.mlDsa65());
        refused(
                List.of(SignedDocument.read(named.encoded().toByteArray())),
                Optional.of(id(luebeck.first)),
                DocumentReason.NO_BEGINNING);
    }

    /** What is past may have expired; what counts now may not. */
    @Test
    @Tag("T-010")
    void onlyTheNewestDocumentMustBeInForce() {
        SignedDocument brief = luebeck.first().life(Duration.ofHours(1)).sign();
        SignedDocument after = luebeck.after(brief).sign();
        assertThat(FirstContact.judge(luebeck.name, Optional.empty(), List.of(brief, after), LATER))
                .isInstanceOf(Known.class);
        refused(List.of(brief), Optional.empty(), DocumentReason.EXPIRED);
    }

    private Known known(Optional<Fingerprint> fingerprint) {
        FirstContactOutcome outcome = FirstContact.judge(luebeck.name, fingerprint, history, LATER);
        assertThat(outcome).isInstanceOf(Known.class);
        return (Known) outcome;
    }

    private void refused(List<SignedDocument> documents, Optional<Fingerprint> fingerprint, DocumentReason reason) {
        assertThat(FirstContact.judge(luebeck.name, fingerprint, documents, LATER))
                .isEqualTo(new Refused(reason));
    }
}
