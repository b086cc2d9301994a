package org.hanse.kdc.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.hanse.realmtrust.declaration.Declaration;

/**
 * What this server remembers of asking one peer, beside what is in the store. Of one thread, but for {@link #trouble}, {@link #word} and {@link #answering}. Times are of a clock of
 * {@link System#nanoTime()}'s kind.
 */
final class PeerEntry {
    /** Who asks for the same again and again gets the same answer. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private volatile Optional<PeerTrouble> trouble = Optional.empty();
    private volatile Optional<PeerAddress> answering = Optional.empty();
    private CompletableFuture<PeerView> look = CompletableFuture.completedFuture(PeerView.NOT_ASKED);
    private Optional<Declaration> asked = Optional.empty();
    private Optional<Long> ended = Optional.empty();
    private long due;
    private int failures;
    private Instant expires = Instant.MAX;
    private String told = "";
    private volatile String word = "refused";

    /** @param due when it is to be asked first */
    PeerEntry(long due) {
        this.due = due;
    }

    /** What was wrong when it was last asked. */
    Optional<PeerTrouble> trouble() {
        return trouble;
    }

    /** What became of it last: {@code known}, {@code unconfirmed} or {@code refused}, which is so until it has been asked. */
    String word() {
        return word;
    }

    /** Where it last answered. */
    Optional<PeerAddress> answering() {
        return answering;
    }

    /** The look that has begun last. */
    CompletableFuture<PeerView> look() {
        return look;
    }

    /** @param declaration by which it is asked */
    void begin(Declaration declaration, CompletableFuture<PeerView> begun) {
        asked = Optional.of(declaration);
        look = begun;
    }

    /** Whether it was asked where, and whether it was who, it is declared to be now. */
    boolean isAskedBy(Declaration declaration) {
        return asked.filter(before -> before.url().equals(declaration.url())
                        && before.fingerprint().equals(declaration.fingerprint()))
                .isPresent();
    }

    /** Whether its time has come, or it has been declared in another way since it was asked. */
    boolean isDueAt(long now, Declaration declaration) {
        boolean isOther = asked.isPresent() && !isAskedBy(declaration);
        return look.isDone() && (due - now <= 0 || isOther);
    }

    boolean isFreshAt(long now) {
        return ended.filter(then -> now - then < FRESH.toNanos()).isPresent();
    }

    /** @return whether the trouble is another than before, or over */
    boolean end(PeerLook.Seen seen, long now, RandomGenerator random) {
        boolean isOther = !trouble.map(PeerTrouble::code).equals(seen.trouble().map(PeerTrouble::code));
        trouble = seen.trouble();
        answering = seen.answering().or(() -> answering);
        ended = Optional.of(now);
        failures = seen.trouble().isPresent() ? failures + 1 : 0;
        Duration pause = failures == 0
                ? PeerTiming.afterSuccess(seen.maxAge(), random)
                : PeerTiming.afterFailure(failures, random);
        due = now + pause.toNanos();
        return isOther;
    }

    /** @param when the newest document that is known expires */
    void expiresAt(Instant when) {
        expires = when;
    }

    boolean hasExpiredAt(Instant now) {
        return !now.isBefore(expires);
    }

    /** @return whether this is not what was told last */
    boolean isNews(PeerView view) {
        String before = told;
        word = view.fold(new PeerView.Cases<>(known -> "known", unconfirmed -> "unconfirmed", refused -> "refused"));
        told = view.fold(new PeerView.Cases<>(
                known -> "known " + known.history().newest().signed().hash(),
                unconfirmed ->
                        "unconfirmed " + unconfirmed.history().newest().signed().hash(),
                refused -> refused.trouble().code()));
        return !told.equals(before);
    }
}
