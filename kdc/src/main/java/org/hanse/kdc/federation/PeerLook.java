package org.hanse.kdc.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.Contradiction;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.FirstContact;
import org.hanse.realmtrust.document.FirstContactOutcome;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Succession;
import org.hanse.realmtrust.document.SuccessionOutcome;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Cases;
import org.hanse.realmtrust.document.SuccessionOutcome.Conflict;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;

/**
 * One look at one declared peer: its documents are fetched, judged by the rules of docs/federation.md, and what is accepted is kept. Judges on {@code thread}.
 */
final class PeerLook {
    private static final Logger LOG = LogManager.getLogger(PeerLook.class);
    private static final String ACTOR = "peer-documents";

    private final PeerDocuments.Source source;
    private final Executor thread;
    private final Declaration declaration;
    private final RealmName peer;

    PeerLook(PeerDocuments.Source source, Executor thread, Declaration declaration) {
        this.source = source;
        this.thread = thread;
        this.declaration = declaration;
        this.peer = declaration.peer();
    }

    /**
     * What came of it.
     *
     * @param trouble what was wrong; empty if what is known is the newest now
     * @param answering who answered
     * @param maxAge so long the peer says that its document is the newest
     */
    record Seen(Optional<PeerTrouble> trouble, Optional<PeerAddress> answering, Duration maxAge) {}

    CompletionStage<Seen> look() {
        Optional<KeyHistory> known = declared(source.histories().find(peer));
        return known.isPresent() ? renew(known.get()) : first();
    }

    /** Without the documents of another realm of that name: they are of an earlier declaration. */
    private Optional<KeyHistory> declared(Optional<KeyHistory> history) {
        return history.filter(found -> PeerJudge.pinned(declaration, found).isPresent());
    }

    private Instant now() {
        return source.clock().instant();
    }

    // First contact

    private CompletionStage<Seen> first() {
        PeerFetch fetch = new PeerFetch(source.client(), PeerAddress.of(declaration, Optional.empty()));
        return fetch.history(1).thenApplyAsync(outcome -> seen(fetch, firstTrouble(fetch, outcome)), thread);
    }

    private Optional<PeerTrouble> firstTrouble(PeerFetch fetch, PeerFetch.Outcome outcome) {
        if (!(outcome instanceof PeerFetch.Outcome.Got got)) {
            return Optional.of(((PeerFetch.Outcome.Failed) outcome).trouble());
        }
        Optional<Fingerprint> wanted = declaration.confirmed().or(declaration::fingerprint);
        return FirstContact.judge(peer, wanted, got.documents(), now())
                .fold(known -> firstKnown(fetch, known), refused -> Optional.of(PeerTrouble.of(refused.reason())));
    }

    /** The documents are a realm's; is it the one that was meant, and did it answer itself? */
    private Optional<PeerTrouble> firstKnown(PeerFetch fetch, FirstContactOutcome.Known found) {
        if (PeerJudge.pinned(declaration, found.history()).isEmpty()) {
            return Optional.of(PeerTrouble.of(DocumentReason.FINGERPRINT_OTHER));
        }
        Optional<PeerTrouble> doubt = doubt(fetch, found.history());
        if (doubt.isPresent()) {
            return doubt;
        }
        KeyHistory kept = source.histories()
                .change(peer, before -> Optional.of(newer(before, found.history())))
                .orElseThrow();
        pin(kept);
        LOG.info(
                "the realm document of {} is known, version {}, realm id {}",
                peer,
                kept.head().version(),
                kept.id());
        return Optional.empty();
    }

    /** A fingerprint of a key counts while that key signs; it will be given up one day, and by then the id stands for it. */
    private void pin(KeyHistory history) {
        if (PeerJudge.pinned(declaration, history)
                .filter(Pinned.BY_CURRENT_KEY::equals)
                .isPresent()) {
            source.declarations()
                    .change(
                            peer,
                            ACTOR,
                            now -> now.map(same -> same.equals(declaration) ? same.confirmedAs(history.id()) : same));
        }
    }

    /** Another server of this realm may have been faster. */
    private static KeyHistory newer(Optional<KeyHistory> before, KeyHistory found) {
        return before.filter(known -> known.id().equals(found.id())
                        && known.head().version() > found.head().version())
                .orElse(found);
    }

    // What is known already

    private CompletionStage<Seen> renew(KeyHistory known) {
        pin(known);
        PeerFetch fetch = new PeerFetch(source.client(), PeerAddress.of(declaration, Optional.of(known)));
        return fetch.newest(known.newest().signed().hash())
                .thenComposeAsync(outcome -> renewed(fetch, known, outcome, Optional.empty()), thread);
    }

    /** @param before why the newest alone was refused, if this is what is between */
    private CompletionStage<Seen> renewed(
            PeerFetch fetch, KeyHistory known, PeerFetch.Outcome outcome, Optional<DocumentReason> before) {
        if (!(outcome instanceof PeerFetch.Outcome.Got got)) {
            return done(fetch, Optional.of(((PeerFetch.Outcome.Failed) outcome).trouble()));
        }
        SuccessionOutcome judged = Succession.judge(known, got.documents(), now());
        return judged.fold(new Cases<>(
                accepted -> done(fetch, accepted(fetch, known, accepted)),
                unchanged -> done(fetch, before.map(PeerTrouble::of).or(() -> doubt(fetch, known))),
                conflict -> done(fetch, conflict(conflict)),
                refused -> refused(fetch, known, refused.reason(), before.isEmpty())));
    }

    private CompletionStage<Seen> refused(
            PeerFetch fetch, KeyHistory known, DocumentReason reason, boolean mayAskMore) {
        if (reason == DocumentReason.OTHER_IDENTITY && !PeerJudge.isSure(declaration, known)) {
            return first(); // nobody has said which of the two is meant
        }
        boolean mayLackSome = reason == DocumentReason.NOT_LINKED || reason == DocumentReason.ROLLED_BACK;
        if (mayAskMore && mayLackSome) {
            return fetch.history(Succession.firstInDoubt(known, now()))
                    .thenComposeAsync(outcome -> renewed(fetch, known, outcome, Optional.of(reason)), thread);
        }
        return done(fetch, Optional.of(PeerTrouble.of(reason)));
    }

    private Optional<PeerTrouble> accepted(PeerFetch fetch, KeyHistory known, Accepted accepted) {
        Optional<PeerTrouble> doubt = doubt(fetch, accepted.history());
        if (doubt.isPresent()) {
            return doubt;
        }
        // If another server of this realm, or an operator, was faster, what they did stays.
        source.histories()
                .change(
                        peer,
                        before -> before.filter(now -> isSame(now, known))
                                .map(now -> accepted.history())
                                .or(() -> before));
        if (accepted.manner() == Manner.RECOVERS) {
            source.histories().settle(peer);
        }
        LOG.info(
                "the realm document of {} has version {} now",
                peer,
                accepted.history().head().version());
        return Optional.empty();
    }

    private static boolean isSame(KeyHistory one, KeyHistory other) {
        return one.newest().signed().hash().equals(other.newest().signed().hash());
    }

    private Optional<PeerTrouble> conflict(Conflict conflict) {
        source.histories().contradicted(peer, new Contradiction(conflict.held(), conflict.other(), now()));
        return Optional.of(PeerTrouble.of(DocumentReason.CONFLICT));
    }

    /** Whether somebody else has shown the peer's own documents: an answer may be old, and the next question is not for him. */
    private static Optional<PeerTrouble> doubt(PeerFetch fetch, KeyHistory believed) {
        return fetch.doubt(believed.head().endpoints().tlsKeys()).map(PeerTrouble::of);
    }

    private static CompletionStage<Seen> done(PeerFetch fetch, Optional<PeerTrouble> trouble) {
        return CompletableFuture.completedFuture(seen(fetch, trouble));
    }

    private static Seen seen(PeerFetch fetch, Optional<PeerTrouble> trouble) {
        return new Seen(trouble, fetch.answering(), fetch.maxAge());
    }
}
