package org.hanse.protocol.ap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.protocol.ap.ReplayTable.Tag;
import org.hanse.protocol.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Remembers authenticators for as long as their time stamp would let them in again, RFC 4120 §3.2.3. Exact: nothing is forgotten
 * early, however many come; nothing is called a replay that is not. Bounded: who cannot be remembered is not admitted, since §3.2.3
 * wants no request served whose replay would not be known. Thread-safe.
 *
 * <p>An authenticator is known by the last 16 octets of its sealed form. They hold the better part of its MAC, over a random
 * confounder; only authenticators that opened are asked about, so a stranger cannot make two alike.
 *
 * <p>They are kept by their own time, not by when they came: a table for each {@link #period}, dropped whole when all of it is out of
 * the skew. Since clients' clocks are nearly right that is little over one skew after they came; by when they came it would have to be
 * two, and with tables
 * that are dropped whole, up to four.
 */
public final class ReplayCache {
    /** Threads that note at the same time seldom meet in the same one. */
    private static final int STRIPES = 16;

    /** Of a skew: shorter ones would forget sooner and be more tables. */
    private static final int PERIODS_PER_SKEW = 4;

    /** A longer gap between two requests may be somebody setting the clock, and counts for one second of real time. */
    private static final long LONGEST_GAP = 60;

    private final long skew;
    private final long period;
    private final long most;
    private final AtomicLong free;
    private final Stripe[] stripes = new Stripe[STRIPES];

    /** With a quarter of the JVM's memory at most: at 20,000 requests a second and 5 minutes of skew, half a gigabyte is needed. */
    public ReplayCache(Duration skew) {
        this(skew, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * @param skew how far an authenticator's time may be off, either way
     * @param mostOctets for all that is remembered; an authenticator takes 48 to 96
     */
    public ReplayCache(Duration skew, long mostOctets) {
        this.skew = skew.toSeconds() + 1;
        this.period = Math.max(1, this.skew / PERIODS_PER_SKEW);
        this.most = mostOctets;
        this.free = new AtomicLong(mostOctets);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** The part of its memory that is taken, 0 to 1: at 1 nobody is admitted. */
    public double used() {
        return 1 - free.get() / (double) most;
    }

    /** What comes of asking to be admitted. */
    public enum Verdict {
        /** It comes for the first time, or again with the same message, and is remembered. */
        ADMITTED,
        REPLAYED,
        /** There is no room to remember it. To admit it would be to admit its replay. */
        FULL
    }

    /**
     * Admits an authenticator once.
     *
     * @param sealedAuthenticator the cipher octets of an authenticator that has opened
     * @param time what it says; in the skew at {@code now}
     */
    public Verdict admit(Octets sealedAuthenticator, Instant time, Instant now) {
        return admit(sealedAuthenticator, time, Tag.NONE, now);
    }

    /**
     * Admits what is sealed with one message only, with that as often as it comes.
     *
     * @param sealed cipher octets that have opened
     * @param time what they say; in the skew at {@code now}
     * @param message tells the message they came in from any other: its last 16 octets count
     */
    public Verdict admit(Octets sealed, Instant time, Octets message, Instant now) {
        return admit(sealed, time, Tag.ofLast(message), now);
    }

    private Verdict admit(Octets sealed, Instant time, Tag note, Instant now) {
        Tag tag = Tag.ofLast(sealed);
        return stripe(tag).admit(tag, period(time), note, now.getEpochSecond());
    }

    /** Whether this authenticator has come before. Remembers nothing. */
    public boolean holds(Octets sealedAuthenticator, Instant time, Instant now) {
        Tag tag = Tag.ofLast(sealedAuthenticator);
        return stripe(tag).holds(tag, period(time), now.getEpochSecond());
    }

    private long period(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), period);
    }

    private Stripe stripe(Tag tag) {
        return stripes[(int) (tag.low() & (STRIPES - 1))];
    }

    /** Those whose own times are of one period. */
    private static final class Generation {
        private final long number;
        private final ReplayTable table;
        private long lastAdded;

        private Generation(long number, ReplayTable table) {
            this.number = number;
            this.table = table;
        }
    }

    private final class Stripe {
        private final List<Generation> generations = new ArrayList<>();
        private long second;

        /** Seconds that went by at least, whatever was done to the clock. */
        private long passed;

        synchronized Verdict admit(Tag tag, long number, Tag note, long now) {
            passTo(now);
            Generation generation = find(number);
            if (generation == null) {
                generation = new Generation(number, new ReplayTable(free));
                generations.add(generation);
            }
            int cell = generation.table.find(tag);
            if (cell >= 0) {
                // Without a message any second time is a replay.
                boolean same = !note.equals(Tag.NONE) && generation.table.hasNote(cell, note);
                return same ? Verdict.ADMITTED : Verdict.REPLAYED;
            }
            generation.lastAdded = passed;
            return generation.table.add(tag, note) ? Verdict.ADMITTED : Verdict.FULL;
        }

        synchronized boolean holds(Tag tag, long number, long now) {
            passTo(now);
            Generation generation = find(number);
            return generation != null && generation.table.find(tag) >= 0;
        }

        private @Nullable Generation find(long number) {
            for (Generation generation : generations) {
                if (generation.number == number) {
                    return generation;
                }
            }
            return null;
        }

        private void passTo(long now) {
            if (now != second) {
                long gap = now - second;
                passed += gap > LONGEST_GAP ? 1 : Math.max(0, gap);
                second = now;
                generations.removeIf(this::isOver);
            }
        }

        /** What is out of time because the clock was set forward must still be known when it is set right again. */
        private boolean isOver(Generation generation) {
            boolean outOfTime = (generation.number + 1) * period + skew < second;
            boolean over = outOfTime && passed - generation.lastAdded >= skew;
            if (over) {
                generation.table.clear();
            }
            return over;
        }
    }
}
