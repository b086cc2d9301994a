package org.hanse.protocol.ap;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.hanse.protocol.wire.Octets;

/**
 * Tags that came, each with a note: a hash table of four numbers an entry, by linear probing. Grows, and forgets nothing.
 *
 * <p>As an object an entry was 150 octets, and the collector carried each of them about until it was forgotten: a twentieth of a busy
 * KDC's time.
 */
final class ReplayTable {
    /** 16 octets as two numbers; never two zeroes, which mark a free cell. */
    record Tag(long high, long low) {
        static final Tag NONE = new Tag(0, 0);

        private static final int LENGTH = 2 * Long.BYTES;

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

    private static final int WIDTH = 4;
    private static final int FIRST_ENTRIES = 16;

    /** Nobody outside can choose tags that fall on each other. */
    private static final long SEED = new SecureRandom().nextLong() | 1;

    private final AtomicLong free;
    private long[] cells = {};
    private int used;

    /** @param free octets that tables may yet take together; this one takes its part from there */
    ReplayTable(AtomicLong free) {
        this.free = free;
    }

    /** Where the entry begins, or if there is none the complement of where it would. */
    int find(Tag tag) {
        int entries = cells.length / WIDTH;
        if (entries == 0) {
            return -1;
        }
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

    /** @return false if there is no room: it is not remembered */
    boolean add(Tag tag, Tag note) {
        // At most two thirds full, so that a free cell is near.
        if (3 * WIDTH * (used + 1L) > 2L * cells.length && !grow()) {
            return false;
        }
        put(tag.high, tag.low, note.high, note.low);
        used++;
        return true;
    }

    /** Gives its octets back; holds nothing after it. */
    void clear() {
        free.addAndGet((long) cells.length * Long.BYTES);
        cells = new long[0];
        used = 0;
    }

    private void put(long high, long low, long noteHigh, long noteLow) {
        int cell = ~find(new Tag(high, low));
        cells[cell] = high;
        cells[cell + 1] = low;
        cells[cell + 2] = noteHigh;
        cells[cell + 3] = noteLow;
    }

    private boolean grow() {
        long length = cells.length == 0 ? WIDTH * FIRST_ENTRIES : 2L * cells.length;
        if (length > Integer.MAX_VALUE / 2 || !take((length - cells.length) * Long.BYTES)) {
            return false;
        }
        long[] old = cells;
        cells = new long[(int) length];
        for (int i = 0; i < old.length; i += WIDTH) {
            if (old[i] != 0 || old[i + 1] != 0) {
                put(old[i], old[i + 1], old[i + 2], old[i + 3]);
            }
        }
        return true;
    }

    private boolean take(long octets) {
        if (free.addAndGet(-octets) >= 0) {
            return true;
        }
        free.addAndGet(octets);
        return false;
    }
}
