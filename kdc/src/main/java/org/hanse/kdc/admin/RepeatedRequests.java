package org.hanse.kdc.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;

/**
 * Answers to changes, kept for a while: a client that has lost the answer sends the request again, under the same id, and gets it
 * without a second effect. In memory: after a restart the server knows none. Thread-safe.
 */
final class RepeatedRequests {
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** Of answers together: nearly all are short, but those with keytabs. */
    private static final int MOST_OCTETS = 32 << 20;
    /** Of an answer, about, for what is remembered besides. */
    private static final int OVERHEAD = 500;

    private final Cache<Key, Answered> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .<Key, Answered>weigher((key, answered) -> answered.weight())
            .expireAfterWrite(KEPT)
            .build();

    private record Key(Principal client, String id) {}

    private record Answered(String operation, Octets body, CompletableFuture<Result> result) {
        int weight() {
            boolean known = result.isDone() && !result.isCompletedExceptionally();
            return OVERHEAD + (known ? result.join().body().length() : 0);
        }
    }

    /** What is answered. */
    record Result(int status, Octets body) {}

    /**
     * The answer to a request: {@code work}'s, or that of the same request before.
     *
     * @throws AdminFault REQUEST_ID_REUSED if another request had the id
     */
    Result answer(Principal client, String id, String operation, Octets body, Supplier<Result> work) throws AdminFault {
        Answered mine = new Answered(operation, body, new CompletableFuture<>());
        Answered first = answers.asMap().putIfAbsent(new Key(client, id), mine);
        if (first == null) {
            return done(new Key(client, id), mine, work);
        }
        if (!first.operation().equals(operation) || !first.body().equals(body)) {
            throw new AdminFault(
                    RefusalCode.REQUEST_ID_REUSED, "another request had this id", "give each request an id of its own");
        }
        try {
            // It may still be at work: of two at the same time one has the effect and both have the answer.
            return first.result().join();
        } catch (CompletionException failed) {
            throw new AdminFault(RefusalCode.STORE_FAULT, "the request before it failed", "send it once more");
        }
    }

    private Result done(Key key, Answered mine, Supplier<Result> work) {
        try {
            Result result = work.get();
            mine.result().complete(result);
            if (result.status() >= 500) {
                // It had no effect; whoever asks again means to have one.
                answers.invalidate(key);
            } else {
                // Again, since now it is known how long it is.
                answers.put(key, mine);
            }
            return result;
        } catch (RuntimeException ours) {
            answers.invalidate(key);
            mine.result().completeExceptionally(ours);
            throw ours;
        }
    }
}
