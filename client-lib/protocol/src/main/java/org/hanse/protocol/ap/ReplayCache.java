package org.hanse.protocol.ap;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hanse.protocol.wire.Octets;

/**
 * Remembers authenticators for as long as their time stamp would let them in again, RFC 4120 §3.2.3. Exact: nothing is forgotten
 * early, however many come; nothing is called a replay that is not. Thread-safe.
 *
 * <p>An authenticator is known by the last 16 octets of its sealed form. They hold the better part of its MAC, over a random
 * confounder; only authenticators that opened are asked about, so a stranger cannot make two alike.
 */
public final class ReplayCache {
    private static final int TAG_LENGTH = 16;

    /** Two generations, each filled for one window; what is older than both is dropped whole. */
    private static final class Generations {
        private final Instant since;
        private final Map<Octets, Octets> current = new ConcurrentHashMap<>();
        private final Map<Octets, Octets> previous;

        private Generations(Instant since, Map<Octets, Octets> previous) {
            this.since = since;
            this.previous = previous;
        }
    }

    private final Duration window;
    private volatile Generations generations;

    /**
     * @param skew how far an authenticator's time may be off; entries live at least twice that, since one may come early and
     *     be replayed late
     */
    public ReplayCache(Duration skew) {
        this.window = skew.multipliedBy(2).plusSeconds(1);
        this.generations = new Generations(Instant.MIN, Map.of());
    }

    /**
     * Whether this authenticator comes for the first time; it is remembered.
     *
     * @param sealedAuthenticator the cipher octets of an authenticator that has opened
     */
    public boolean admit(Octets sealedAuthenticator, Instant now) {
        return earlier(sealedAuthenticator, Octets.EMPTY, now).isEmpty();
    }

    /**
     * Whether these octets come for the first time, or again with the same message; they are remembered with it.
     *
     * @param sealed cipher octets that have opened
     * @param message tells the message they came in from any other
     */
    public boolean admit(Octets sealed, Octets message, Instant now) {
        return earlier(sealed, message, now).map(message::equals).orElse(true);
    }

    /** What the same octets were noted with before; empty if they are new, and noted now. */
    private Optional<Octets> earlier(Octets sealedOctets, Octets note, Instant now) {
        Octets tag = tag(sealedOctets);
        Generations seen = at(now);
        Octets old = seen.previous.get(tag);
        if (old == null) {
            old = seen.current.putIfAbsent(tag, note);
        }
        if (old == null && generations != seen) {
            // A turn between the look and the note would let another thread admit the same one into the new generation.
            old = generations.current.putIfAbsent(tag, note);
        }
        return Optional.ofNullable(old);
    }

    /** Whether this authenticator has come before. Remembers nothing. */
    public boolean holds(Octets sealedAuthenticator, Instant now) {
        Octets tag = tag(sealedAuthenticator);
        Generations seen = at(now);
        return seen.previous.containsKey(tag) || seen.current.containsKey(tag);
    }

    private static Octets tag(Octets sealedOctets) {
        return sealedOctets.last(TAG_LENGTH);
    }

    private Generations at(Instant now) {
        Generations seen = generations;
        return now.isBefore(turn(seen)) ? seen : turned(now);
    }

    private Instant turn(Generations seen) {
        return seen.since.equals(Instant.MIN) ? Instant.MIN : seen.since.plus(window);
    }

    private synchronized Generations turned(Instant now) {
        Generations seen = generations;
        if (now.isBefore(turn(seen))) {
            return seen;
        }
        Generations next = new Generations(now, seen.current);
        generations = next;
        return next;
    }
}
