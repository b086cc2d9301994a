package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * When a realm signs a new document, and with which keys. Pure functions of what it holds, what it has to say, and the time; who calls them
 * keeps the result, then publishes it.
 */
public final class Publication {
    /** Peers that hear nothing for so long call the realm stale. */
    public static final Duration LIFE = Duration.ofDays(14);
    /** Half of the life: a week without anybody who renews it is no harm. */
    public static final Duration RENEWAL = Duration.ofDays(7);
    /** How long one signing key serves. */
    static final Duration KEY_LIFE = Duration.ofDays(730);
    /** Before its end the next key takes over by itself. */
    static final Duration KEY_RENEWAL = Duration.ofDays(60);
    /** So long after a rollover, messages by the old key that are under way are still believed. */
    static final Duration OVERLAP = Duration.ofDays(1);

    private final RealmIdentity identity;
    private final DocumentFacts facts;
    private final Instant now;
    private final SecureRandom random;

    private Publication(RealmIdentity identity, DocumentFacts facts, Instant now, SecureRandom random) {
        this.identity = identity;
        this.facts = facts;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.random = random;
    }

    /** Whether a realm of that name can have documents: {@link Spelling#REALM} is narrower than what a realm may be called. */
    public static boolean suits(RealmName realm) {
        return Spelling.REALM.fits(realm.value());
    }

    /**
     * The identity with a new document, if there is none yet, what the newest says is not so any more, or it has come to half of its life; with a new key
     * besides if the old one nears its end. Empty if nothing is due.
     *
     * @throws IllegalArgumentException if a document cannot say these facts
     */
    public static Optional<RealmIdentity> due(
            RealmIdentity identity, DocumentFacts facts, Instant now, SecureRandom random) {
        Publication publication = new Publication(identity, facts, now, random);
        if (publication.isKeyOld()) {
            return Optional.of(publication.rollOver(false));
        }
        return publication.isDocumentOld() ? Optional.of(publication.next()) : Optional.empty();
    }

    /**
     * The identity with a new signing key. Two documents: by the old key, which allows the new one, and by the new key. The old key is
     * forgotten, since nothing more is to be signed by it.
     *
     * @param revokeOld whether peers stop believing messages by the old key as soon as they see the new documents
     * @throws IllegalArgumentException if a document cannot say these facts
     */
    public static RealmIdentity rollOver(
            RealmIdentity identity, DocumentFacts facts, Instant now, SecureRandom random, boolean revokeOld) {
        return new Publication(identity, facts, now, random).rollOver(revokeOld);
    }

    /**
     * The identity with new keys for all that it had, for the day on which the signing key was stolen or lost: a document by the recovery key, which beats what a thief
     * has signed in the last {@link Succession#RECOVERY}, then one by the new key. The recovery key has been used and is replaced too.
     *
     * @param identity whose history ends with the last document that the realm itself has signed
     * @param recoveryKey whose fingerprint that document has
     * @throws IllegalArgumentException if it has another, or a document cannot say these facts
     */
    public static RealmIdentity recover(
            RealmIdentity identity,
            RealmSigningKey recoveryKey,
            DocumentFacts facts,
            Instant now,
            SecureRandom random) {
        return new Publication(identity, facts, now, random).recover(recoveryKey);
    }

    private boolean isKeyOld() {
        return head().flatMap(head -> period(head, identity.fingerprint()))
                .filter(period -> !now.isBefore(period.until().minus(KEY_RENEWAL)))
                .isPresent();
    }

    private boolean isDocumentOld() {
        return head().filter(facts::areSaidBy)
                .filter(head -> now.isBefore(head.issued().plus(RENEWAL)))
                .isEmpty();
    }

    /** The keys stay, but for those whose time is over. */
    private RealmIdentity next() {
        List<SigningPeriod> listed = head().map(head -> head.signingKeys().stream()
                        .filter(period -> now.isBefore(period.until()))
                        .toList())
                .orElseGet(() -> List.of(freshPeriod(identity.signingKey())));
        return appended(identity, listed);
    }

    private RealmIdentity rollOver(boolean revokeOld) {
        RealmIdentity begun = identity.history().isPresent() ? identity : next();
        SigningPeriod old = period(begun.history().orElseThrow().head(), begun.fingerprint())
                .orElseThrow(() -> new IllegalStateException("the realm's signing key is not in its newest document"));
        RealmSigningKey fresh = RealmSigningKey.generate(random);
        List<SigningPeriod> periods = new ArrayList<>(List.of(freshPeriod(fresh)));
        if (!revokeOld) {
            Instant end = now.plus(OVERLAP);
            periods.add(new SigningPeriod(old.key(), old.from(), end.isBefore(old.until()) ? end : old.until()));
        }
        RealmIdentity allowed = appended(begun, periods);
        return appended(allowed.with(fresh, allowed.history().orElseThrow()), periods);
    }

    private RealmIdentity recover(RealmSigningKey recoveryKey) {
        if (identity.history().isEmpty()
                || !identity.recovery().equals(recoveryKey.publicKey().fingerprint())) {
            throw new IllegalArgumentException("this is not the recovery key of " + identity.realm());
        }
        RealmIdentity fresh = identity.withNewKeys(random);
        List<SigningPeriod> listed = List.of(freshPeriod(fresh.signingKey()));
        return appended(appended(fresh, listed, recoveryKey), listed);
    }

    /** With one more document, signed by the key that the identity signs with. */
    private RealmIdentity appended(RealmIdentity from, List<SigningPeriod> listed) {
        return appended(from, listed, from.signingKey());
    }

    private RealmIdentity appended(RealmIdentity from, List<SigningPeriod> listed, RealmSigningKey signer) {
        boolean isRecovery = signer != from.signingKey();
        Optional<HeldDocument> before = from.history().map(KeyHistory::newest);
        RealmDocument document = new RealmDocument(
                from.realm(),
                from.id(),
                version(from, before),
                before.map(HeldDocument::hash),
                issued(before),
                issued(before).plus(LIFE),
                listed,
                from.recovery(),
                signer.publicKey().fingerprint(),
                isRecovery ? Optional.of(signer.publicKey()) : Optional.empty(),
                facts.endpoints(),
                facts.domains(),
                facts.enctypes(),
                facts.suites(),
                facts.trusts());
        SignedDocument signed = SignedDocument.sign(document, signer, random);
        HeldDocument held = new HeldDocument(signed, now);
        return from.with(from.signingKey(), before.isPresent() ? followed(from, held) : KeyHistory.begin(held));
    }

    private static KeyHistory followed(RealmIdentity from, HeldDocument held) {
        KeyHistory history = from.history().orElseThrow();
        return history.followedBy(history.documents().size() - 1, held);
    }

    private static long version(RealmIdentity from, Optional<HeldDocument> before) {
        return before.map(newest ->
                        Math.max(from.leastVersion(), newest.document().version() + 1))
                .orElse(1L);
    }

    /** Never before the one that it follows, even if the clock was set back. */
    private Instant issued(Optional<HeldDocument> before) {
        return before.map(newest -> newest.document().issued())
                .filter(now::isBefore)
                .orElse(now);
    }

    private SigningPeriod freshPeriod(RealmSigningKey key) {
        return new SigningPeriod(key.publicKey(), now, now.plus(KEY_LIFE));
    }

    private Optional<RealmDocument> head() {
        return identity.history().map(KeyHistory::head);
    }

    private static Optional<SigningPeriod> period(RealmDocument document, Fingerprint key) {
        return document.signingKeys().stream()
                .filter(period -> period.key().fingerprint().equals(key))
                .findFirst();
    }
}
