package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.realmtrust.document.SigningRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;
import org.junit.jupiter.api.Test;

/** When a realm signs anew, and that its peers follow. */
class PublicationTest {
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.EXAMPLE");

    private final SeededRandom random = new SeededRandom(5);
    private final RealmIdentity fresh = RealmIdentity.create(LUEBECK, random);
    private final RealmIdentity begun = due(fresh, NOON).orElseThrow();

    @Test
    void theFirstDocumentGivesTheRealmItsId() {
        assertThat(fresh.id()).isEqualTo(fresh.fingerprint());
        assertThat(begun.id()).isEqualTo(fresh.fingerprint());
        assertThat(head(begun).version()).isEqualTo(1);
        assertThat(head(begun).expires()).isEqualTo(NOON.plus(Publication.LIFE));
        assertThat(peer(begun).head()).isEqualTo(head(begun));
    }

    @Test
    void nothingIsDueUntilHalfOfItsLife() {
        Instant half = NOON.plus(Publication.RENEWAL);
        assertThat(due(begun, half.minusSeconds(1))).isEmpty();
        RealmIdentity next = due(begun, half).orElseThrow();
        assertThat(head(next).version()).isEqualTo(2);
        assertThat(head(next).signingKeys()).isEqualTo(head(begun).signingKeys());
        assertThat(told(peer(begun), next, half)).isEqualTo(Manner.FOLLOWS);
    }

    @Test
    void whatIsNotSoAnyMoreIsSaidAnewAtOnce() {
        DocumentFacts moved = facts("https://new.luebeck.example");
        RealmIdentity next =
                Publication.due(begun, moved, NOON.plusSeconds(1), random).orElseThrow();
        assertThat(head(next).endpoints().urls()).containsExactly("https://new.luebeck.example");
        assertThat(Publication.due(next, moved, NOON.plusSeconds(2), random)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackIsNoReasonToSignEarlier() {
        RealmIdentity next = Publication.due(begun, facts("https://new.luebeck.example"), NOON.minusSeconds(60), random)
                .orElseThrow();
        assertThat(head(next).issued()).isEqualTo(NOON);
    }

    @Test
    void aRolloverIsTwoDocumentsAndANewKey() {
        Instant later = NOON.plusSeconds(60);
        RealmIdentity rolled = Publication.rollOver(begun, facts(), later, random, false);
        List<SignedDocument> shown = rolled.history().orElseThrow().from(2);
        assertThat(shown)
                .extracting(SignedDocument::document)
                .extracting(RealmDocument::signer)
                .containsExactly(begun.fingerprint(), rolled.fingerprint());
        assertThat(rolled.fingerprint()).isNotEqualTo(begun.fingerprint());
        assertThat(rolled.id()).isEqualTo(begun.id());
        KeyHistory known = peer(rolled);
        assertThat(known.signingKey(
                        begun.fingerprint(), later.plus(Publication.OVERLAP).minusSeconds(1)))
                .isPresent();
        assertThat(known.signingKey(begun.fingerprint(), later.plus(Publication.OVERLAP)))
                .isEmpty();
        assertThat(known.signingKey(rolled.fingerprint(), later)).isPresent();
    }

    @Test
    void whatIsRevokedIsNotListedAnyMore() {
        RealmIdentity rolled = Publication.rollOver(begun, facts(), NOON.plusSeconds(60), random, true);
        assertThat(rolled.history().orElseThrow().from(2))
                .allSatisfy(document -> assertThat(document.document().signingKeys())
                        .extracting(period -> period.key().fingerprint())
                        .containsExactly(rolled.fingerprint()));
        assertThat(peer(rolled).head()).isEqualTo(head(rolled));
    }

    @Test
    void aRolloverBeforeTheFirstDocumentHasThree() {
        RealmIdentity rolled = Publication.rollOver(fresh, facts(), NOON, random, false);
        assertThat(rolled.id()).isEqualTo(fresh.fingerprint());
        assertThat(peer(rolled).documents()).hasSize(3);
    }

    /** Two documents of other facts within the overlap keep the old key, and none keeps it longer. */
    @Test
    void aKeyIsListedAsLongAsItsPeriod() {
        RealmIdentity rolled = Publication.rollOver(begun, facts(), NOON.plusSeconds(60), random, false);
        DocumentFacts moved = facts("https://new.luebeck.example");
        RealmIdentity soon =
                Publication.due(rolled, moved, NOON.plusSeconds(120), random).orElseThrow();
        assertThat(head(soon).signingKeys()).hasSize(2);
        RealmIdentity late =
                due(soon, NOON.plus(Publication.RENEWAL).plusSeconds(120)).orElseThrow();
        assertThat(head(late).signingKeys()).hasSize(1);
    }

    @Test
    void aKeyThatNearsItsEndIsReplaced() {
        RealmIdentity now = begun;
        Instant end = NOON.plus(Publication.KEY_LIFE).minus(Publication.KEY_RENEWAL);
        now = due(now, end.minusSeconds(1)).orElseThrow();
        assertThat(now.fingerprint()).isEqualTo(begun.fingerprint());
        now = due(now, end).orElseThrow();
        assertThat(now.fingerprint()).isNotEqualTo(begun.fingerprint());
    }

    @Test
    void aRestoredRealmIsFollowedThoughItHasForgottenDocuments() {
        RealmIdentity second = due(begun, NOON.plus(Duration.ofDays(7))).orElseThrow();
        RealmIdentity third = due(second, NOON.plus(Duration.ofDays(14))).orElseThrow();
        Instant later = NOON.plus(Duration.ofDays(15));
        RealmIdentity restored = due(second.skipping(999), later).orElseThrow();
        assertThat(head(restored).version()).isEqualTo(1002);
        assertThat(told(peer(third), restored, later)).isEqualTo(Manner.RETURNS);
    }

    @Test
    void aRecoveryTakesTheRealmBackFromAThief() {
        Instant later = NOON.plus(Duration.ofHours(3));
        RealmIdentity thief = Publication.rollOver(begun, facts("https://thief.example"), later, random, true);
        Instant found = later.plus(Duration.ofHours(71));
        RealmIdentity back = Publication.recover(begun, begun.recoveryKey().orElseThrow(), facts(), found, random);
        assertThat(back.fingerprint()).isNotEqualTo(begun.fingerprint());
        assertThat(back.recovery()).isNotEqualTo(begun.recovery());
        KeyHistory fooled = peer(thief);
        for (SignedDocument document : back.history().orElseThrow().from(2)) {
            SuccessionOutcome outcome = Succession.judge(fooled, document, found);
            assertThat(outcome).isInstanceOf(Accepted.class);
            fooled = ((Accepted) outcome).history();
        }
        assertThat(fooled.head()).isEqualTo(head(back));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Publication.recover(back, begun.recoveryKey().orElseThrow(), facts(), found, random));
    }

    @Test
    void whatNoDocumentCanSayIsNotSigned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Publication.due(fresh, facts("https://x.example/path"), NOON, random));
        assertThat(Publication.suits(LUEBECK)).isTrue();
        assertThat(Publication.suits(RealmName.of("luebeck.example"))).isFalse();
    }

    @Test
    void aHistoryIsServedAsDocumentsOneBehindTheOther() throws DocumentFault {
        RealmIdentity rolled = Publication.rollOver(begun, facts(), NOON.plusSeconds(60), random, false);
        List<SignedDocument> all = rolled.history().orElseThrow().from(1);
        byte[] octets = DocumentSequence.write(all);
        assertThat(DocumentSequence.read(octets)).isEqualTo(all);
        assertThat(DocumentSequence.read(new byte[0])).isEmpty();
        assertThat(reason(Arrays.copyOf(octets, octets.length - 1))).isEqualTo(DocumentReason.NOT_CMS);
        assertThat(reason(Arrays.copyOf(octets, octets.length + 1))).isEqualTo(DocumentReason.NOT_CMS);
        assertThat(reason(new byte[DocumentSequence.LONGEST + 1])).isEqualTo(DocumentReason.TOO_LARGE);
        List<SignedDocument> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.addAll(all);
        }
        assertThat(DocumentSequence.read(DocumentSequence.write(many)))
                .hasSizeBetween(60, 179)
                .isEqualTo(many.subList(
                        0, DocumentSequence.read(DocumentSequence.write(many)).size()));
    }

    @Test
    void whatAStoreKeptIsAHistoryIfItFollows() {
        RealmIdentity rolled = Publication.rollOver(begun, facts(), NOON.plusSeconds(60), random, false);
        List<HeldDocument> all = rolled.history().orElseThrow().documents();
        assertThat(KeyHistory.kept(all).head()).isEqualTo(head(rolled));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyHistory.kept(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyHistory.kept(all.subList(1, 3)));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyHistory.kept(List.of(all.get(0), all.get(2))));
    }

    private static DocumentReason reason(byte[] octets) {
        return catchThrowableOfType(DocumentFault.class, () -> DocumentSequence.read(octets))
                .reason();
    }

    private Optional<RealmIdentity> due(RealmIdentity identity, Instant now) {
        return Publication.due(identity, facts(), now, random);
    }

    private static DocumentFacts facts(String... urls) {
        return new DocumentFacts(
                new Endpoints(
                        urls.length == 0 ? List.of("https://kdc.luebeck.example") : List.of(urls),
                        List.of(),
                        List.of()),
                List.of(),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
    }

    private static RealmDocument head(RealmIdentity identity) {
        return identity.history().orElseThrow().head();
    }

    /** What a peer knows that has just heard of the realm. */
    private static KeyHistory peer(RealmIdentity identity) {
        List<SignedDocument> documents = identity.history().orElseThrow().from(1);
        Instant now = documents.get(documents.size() - 1).document().issued();
        return FirstContact.judge(LUEBECK, Optional.of(identity.id()), documents, now)
                .fold(FirstContactOutcome.Known::history, refused -> {
                    throw new AssertionError("refused: " + refused.reason());
                });
    }

    private static Manner told(KeyHistory known, RealmIdentity identity, Instant now) {
        SuccessionOutcome outcome = Succession.judge(
                known, identity.history().orElseThrow().newest().signed(), now);
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).manner();
    }
}
