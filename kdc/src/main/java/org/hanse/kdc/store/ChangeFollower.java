package org.hanse.kdc.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Follows the change feed for what other processes commit: every 100 ms asks SQLite whether any other connection has
 * committed ({@code PRAGMA data_version}, a few microseconds), and if so reads the changes after the last one seen. A change is
 * in force well within a second. While the store cannot be read, every cache forgets what it has: better no answer than
 * an old one.
 */
final class ChangeFollower implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(ChangeFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Database database;
    private final ChangeHub hub;
    private final Thread thread;
    private volatile boolean stopping;

    private SqlSession session;
    private long dataVersion;
    private long seen;
    private boolean failing;

    /** Where the feed stands is read here: what changes afterwards is reported, so make caches after this. */
    ChangeFollower(Database database, ChangeHub hub) {
        this.database = database;
        this.hub = hub;
        this.session = database.connectReader();
        this.dataVersion = dataVersion();
        this.seen = ChangeTable.newest(session);
        this.thread = new Thread(this::run, "hanse-change-feed");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                poll();
            } catch (RuntimeException | Error e) {
                // Whatever it is: if this thread ended, this server would go on with deleted principals and old keys.
                failed(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        session.close();
    }

    private void poll() {
        if (failing) {
            reconnect();
        }
        long version = dataVersion();
        if (version == dataVersion) {
            return;
        }
        long newest = ChangeTable.newest(session);
        List<Change> changes = ChangeTable.after(session, seen);
        // Pruned past us, or a file with another history: what changed cannot be told.
        if (newest < seen || ChangeTable.oldest(session) > seen + 1) {
            hub.lost();
        } else {
            hub.changed(changes);
        }
        // A change after the reading of newest is reported twice, which is harmless; none is left out.
        seen = newest;
        dataVersion = version;
    }

    private void failed(Throwable fault) {
        if (!failing) {
            LOG.error("The store cannot be read; nothing is answered from memory until it can: {}", fault.toString());
        }
        failing = true;
        hub.lost();
    }

    private void reconnect() {
        SqlSession fresh = database.connectReader();
        session.close();
        session = fresh;
        dataVersion = dataVersion();
        seen = ChangeTable.newest(session);
        hub.lost();
        failing = false;
        LOG.info("The store can be read again");
    }

    private long dataVersion() {
        return session.first("PRAGMA data_version", row -> row.number("data_version"))
                .orElseThrow();
    }
}
