package org.hanse.realmtrust.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.FirstContactOutcome.Known;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.FirstContactOutcome.Refused;

/**
 * The first time that a realm's documents are seen: all of them, from the first on, held against what the operator declared. Pure functions,
 * docs/federation.md.
 */
public final class FirstContact {
    private FirstContact() {}

    /**
     * @param realm the name that the operator declared; it is not taken from the documents
     * @param fingerprint the declared one: the realm's id, or of the key that signed its newest document. Empty if none was: then what is known
     *     comes from whoever answered, until codes have been compared
     * @param documents from the first to the newest
     */
    public static FirstContactOutcome judge(
            RealmName realm, Optional<Fingerprint> fingerprint, List<SignedDocument> documents, Instant now) {
        Optional<DocumentReason> fault = fault(realm, documents, now);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        KeyHistory history = KeyHistory.begin(new HeldDocument(documents.get(0), now));
        for (SignedDocument next : documents.subList(1, documents.size())) {
            history = history.followedBy(history.documents().size() - 1, new HeldDocument(next, now));
        }
        return pinned(history, fingerprint);
    }

    private static Optional<DocumentReason> fault(RealmName realm, List<SignedDocument> documents, Instant now) {
        if (documents.size() > KeyHistory.MOST) {
            return Optional.of(DocumentReason.HISTORY_TOO_LONG);
        }
        if (documents.isEmpty() || !isFirst(documents.get(0))) {
            return Optional.of(DocumentReason.NO_BEGINNING);
        }
        if (!documents.get(0).document().realm().equals(realm)) {
            return Optional.of(DocumentReason.OTHER_REALM);
        }
        for (int i = 1; i < documents.size(); i++) {
            Optional<DocumentReason> fault = Link.fault(documents.get(i - 1), documents.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Succession.timeFault(documents.get(documents.size() - 1).document(), now);
    }

    /** {@link Coherence} has seen that it names its own first key, whose fingerprint is the id. */
    private static boolean isFirst(SignedDocument first) {
        return first.document().version() == 1
                && first.document()
                        .signingKey(first.document().id(), first.document().issued())
                        .filter(first::isSignedBy)
                        .isPresent();
    }

    /**
     * A fingerprint of a key counts if that key signed the newest document. That it is listed there is not enough: anybody can list
     * another realm's key, which is public.
     */
    private static FirstContactOutcome pinned(KeyHistory history, Optional<Fingerprint> declared) {
        if (declared.isEmpty()) {
            return new Known(history, Pinned.BY_NOTHING);
        }
        if (history.id().equals(declared.get())) {
            return new Known(history, Pinned.BY_ID);
        }
        if (history.head().signer().equals(declared.get())) {
            return new Known(history, Pinned.BY_CURRENT_KEY);
        }
        boolean earlier = history.documents().stream()
                .anyMatch(held -> held.document().signer().equals(declared.get()));
        return new Refused(earlier ? DocumentReason.FINGERPRINT_OF_EARLIER_KEY : DocumentReason.FINGERPRINT_OTHER);
    }
}
