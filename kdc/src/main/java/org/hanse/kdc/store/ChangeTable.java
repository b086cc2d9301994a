package org.hanse.kdc.store;

import java.util.Collection;
import java.util.List;

/** The table {@code changes}: what changed, in order, for the caches of every process. */
final class ChangeTable {
    /** Kept for a process that was stopped for a while; one that was away longer forgets its whole cache. */
    static final long KEPT = 100_000;

    private ChangeTable() {}

    /** Inside the transaction that makes the changes: both are seen, or neither. */
    static void add(SqlSession session, Collection<Change> changes, Stamp stamp) {
        if (changes.isEmpty()) {
            return;
        }
        for (Change change : changes) {
            session.update(
                    "INSERT INTO changes (kind, item, at, actor) VALUES (?, ?, ?, ?)",
                    change.kind().word(),
                    change.item(),
                    stamp.at(),
                    stamp.actor());
        }
        session.update("DELETE FROM changes WHERE seq <= ?", newest(session) - KEPT);
    }

    /** Zero if nothing ever changed. */
    static long newest(SqlSession session) {
        return session.number("SELECT coalesce(max(seq), 0) AS n FROM changes");
    }

    /** The oldest change that is still kept; zero if none is. */
    static long oldest(SqlSession session) {
        return session.number("SELECT coalesce(min(seq), 0) AS n FROM changes");
    }

    /** When the latest of those that are kept was made, in milliseconds; the clock may have gone back since. */
    static long latest(SqlSession session) {
        return session.number("SELECT coalesce(max(at), 0) AS n FROM changes");
    }

    static List<Change> after(SqlSession session, long seq) {
        return session.list("SELECT kind, item FROM changes WHERE seq > ? ORDER BY seq", Change::read, seq);
    }
}
