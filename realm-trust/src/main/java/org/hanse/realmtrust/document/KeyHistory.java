package org.hanse.realmtrust.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hanse.protocol.name.RealmName;

/**
 * A realm, as others know it: its documents from the first to the newest, each allowed by the one before. {@link FirstContact} and
 * {@link Succession} make one, of signatures that they have verified, {@link Publication} of its own. Immutable.
 */
public final class KeyHistory {
    /** More than ten years of a new document each day. */
    public static final int MOST = 4096;

    private final List<HeldDocument> documents;

    private KeyHistory(List<HeldDocument> documents) {
        this.documents = List.copyOf(documents);
    }

    /** Of a first document whose signature has been verified. */
    static KeyHistory begin(HeldDocument first) {
        return new KeyHistory(List.of(first));
    }

    /**
     * A history as a store gives it back, which has kept what was verified. That the documents follow each other is checked; their signatures are
     * not, again.
     *
     * @throws IllegalArgumentException if they are no history
     */
    public static KeyHistory kept(List<HeldDocument> documents) {
        for (int i = 0; i < documents.size(); i++) {
            Optional<DocumentHash> before =
                    i == 0 ? Optional.empty() : Optional.of(documents.get(i - 1).hash());
            if (!documents.get(i).document().predecessor().equals(before)) {
                throw new IllegalArgumentException("these documents do not follow each other");
            }
        }
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a history has a document");
        }
        return new KeyHistory(documents);
    }

    public RealmName realm() {
        return head().realm();
    }

    /** The realm's id: the fingerprint of its first signing key. */
    public Fingerprint id() {
        return head().id();
    }

    /** The documents of that version and above. */
    public List<SignedDocument> from(long version) {
        return documents.stream()
                .map(HeldDocument::signed)
                .filter(signed -> signed.document().version() >= version)
                .toList();
    }

    /** The newest document. */
    public RealmDocument head() {
        return newest().document();
    }

    public HeldDocument newest() {
        return documents.get(documents.size() - 1);
    }

    /** From the first to the newest. */
    public List<HeldDocument> documents() {
        return documents;
    }

    /** Whether the newest document has expired: then nothing is known of the realm any more, and its trust is stale. */
    public boolean isStaleAt(Instant now) {
        return head().isExpiredAt(now);
    }

    /** The key of that fingerprint, if it may sign for the realm now, messages as well as documents. */
    public Optional<SigningPublicKey> signingKey(Fingerprint fingerprint, Instant now) {
        return head().signingKey(fingerprint, now);
    }

    OptionalInt indexOf(DocumentHash hash) {
        return IntStream.range(0, documents.size())
                .filter(i -> documents.get(i).hash().equals(hash))
                .findFirst();
    }

    Optional<HeldDocument> ofVersion(long version) {
        return documents.stream()
                .filter(held -> held.document().version() == version)
                .findFirst();
    }

    /** The documents to {@code index}, inclusive, then {@code next}. */
    KeyHistory followedBy(int index, HeldDocument next) {
        List<HeldDocument> longer = new ArrayList<>(documents.subList(0, index + 1));
        longer.add(next);
        return new KeyHistory(longer);
    }
}
