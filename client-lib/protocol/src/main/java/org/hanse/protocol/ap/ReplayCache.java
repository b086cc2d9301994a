package org.hanse.protocol.ap;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.hanse.protocol.wire.Octets;

/**
 * Remembers authenticators for as long as their time stamp would let them in again, RFC 4120 §3.2.3. Exact: nothing is forgotten
 * early, however many come; nothing is called a replay that is not. Thread-safe.
 *
 * <p>An authenticator is known by the last 16 octets of its sealed form. They hold the better part of its MAC, over a random
 * confounder; only authenticators that opened are asked about, so a stranger cannot make two alike.
 *
 * <p>An entry is 32 octets in a table of numbers. As an object it was 150, and the collector carried each of them about until it
 * was forgotten: a twentieth of a busy KDC's time.
 */
public final class ReplayCache {
    /** Threads that note at the same time seldom meet in the same one. */
    private static final int STRIPES = 16;

    private final long windowSeconds;
    private final Stripe[] stripes = new Stripe[STRIPES];

    /**
     * @param skew how far an authenticator's time may be off; entries live at least twice that, since one may come early and
     *     be replayed late
     */
    public ReplayCache(Duration skew) {
        this.windowSeconds = skew.multipliedBy(2).plusSeconds(1).toSeconds();
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** 16 octets as two numbers; never two zeroes, which mark a free cell. */
    private record Tag(long high, long low) {
        private static final int LENGTH = 2 * Long.BYTES;
        private static final Tag NONE = new Tag(0, 0);

        static Tag ofLast(Octets octets) {
            long high = 0;
            long low = 0;
            for (int i = Math.max(0, octets.length() - LENGTH); i < octets.length(); i++) {
                high = (high << 8) | (low >>> 56);
                low = (low << 8) | (octets.at(i) & 0xFF);
            }
            return high == 0 && low == 0 ? new Tag(0, 1) : new Tag(high, low);
        }
    }

    /**
     * Whether this authenticator comes for the first time; it is remembered.
     *
     * @param sealedAuthenticator the cipher octets of an authenticator that has opened
     */
    public boolean admit(Octets sealedAuthenticator, Instant now) {
        Tag tag = Tag.ofLast(sealedAuthenticator);
        return stripe(tag).note(tag, Tag.NONE, now.getEpochSecond()) == Seen.NEVER;
    }

    /**
     * Whether these octets come for the first time, or again with the same message; they are remembered with it.
     *
     * @param sealed cipher octets that have opened
     * @param message tells the message they came in from any other: its last 16 octets count
     */
    public boolean admit(Octets sealed, Octets message, Instant now) {
        Tag tag = Tag.ofLast(sealed);
        return stripe(tag).note(tag, Tag.ofLast(message), now.getEpochSecond()) != Seen.WITH_ANOTHER_NOTE;
    }

    /** Whether this authenticator has come before. Remembers nothing. */
    public boolean holds(Octets sealedAuthenticator, Instant now) {
        Tag tag = Tag.ofLast(sealedAuthenticator);
        return stripe(tag).holds(tag, now.getEpochSecond());
    }

    private Stripe stripe(Tag tag) {
        return stripes[(int) (tag.low & (STRIPES - 1))];
    }

    private enum Seen {
        NEVER,
        WITH_THIS_NOTE,
        WITH_ANOTHER_NOTE
    }

    /** Two generations, each filled for one window; what is older than both is dropped whole. */
    private final class Stripe {
        private Table current = new Table();
        private Table previous = new Table();
        private boolean begun;
        private long since;

        synchronized Seen note(Tag tag, Tag note, long now) {
            turnIfTime(now);
            int old = previous.find(tag);
            if (old >= 0) {
                return previous.hasNote(old, note) ? Seen.WITH_THIS_NOTE : Seen.WITH_ANOTHER_NOTE;
            }
            int young = current.find(tag);
            if (young >= 0) {
                return current.hasNote(young, note) ? Seen.WITH_THIS_NOTE : Seen.WITH_ANOTHER_NOTE;
            }
            current.add(tag, note);
            return Seen.NEVER;
        }

        synchronized boolean holds(Tag tag, long now) {
            turnIfTime(now);
            return previous.find(tag) >= 0 || current.find(tag) >= 0;
        }

        private void turnIfTime(long now) {
            if (begun && now < since + windowSeconds) {
                return;
            }
            previous = current;
            current = new Table();
            since = now;
            begun = true;
        }
    }

    /** A hash table of four numbers an entry, by linear probing; grows, and forgets nothing. */
    private static final class Table {
        private static final int WIDTH = 4;

        /** Nobody outside can choose tags that fall on each other. */
        private static final long SEED = new SecureRandom().nextLong() | 1;

        private long[] cells = new long[WIDTH * 16];
        private int used;

        /** Where the entry begins, or if there is none the complement of where it would. */
        int find(Tag tag) {
            int entries = cells.length / WIDTH;
            int at = (int) (((tag.high ^ tag.low * SEED) * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (entries - 1);
            while (true) {
                int cell = WIDTH * at;
                if (cells[cell] == tag.high && cells[cell + 1] == tag.low) {
                    return cell;
                }
                if (cells[cell] == 0 && cells[cell + 1] == 0) {
                    return ~cell;
                }
                at = (at + 1) & (entries - 1);
            }
        }

        boolean hasNote(int cell, Tag note) {
            return cells[cell + 2] == note.high && cells[cell + 3] == note.low;
        }

        void add(Tag tag, Tag note) {
            // At most two thirds full, so that a free cell is near.
            if (3 * WIDTH * (used + 1L) > 2L * cells.length) {
                grow();
            }
            put(tag.high, tag.low, note.high, note.low);
            used++;
        }

        private void put(long high, long low, long noteHigh, long noteLow) {
            int cell = ~find(new Tag(high, low));
            cells[cell] = high;
            cells[cell + 1] = low;
            cells[cell + 2] = noteHigh;
            cells[cell + 3] = noteLow;
        }

        private void grow() {
            long[] old = cells;
            cells = new long[Math.multiplyExact(2, old.length)];
            for (int i = 0; i < old.length; i += WIDTH) {
                if (old[i] != 0 || old[i + 1] != 0) {
                    put(old[i], old[i + 1], old[i + 2], old[i + 3]);
                }
            }
        }
    }
}
