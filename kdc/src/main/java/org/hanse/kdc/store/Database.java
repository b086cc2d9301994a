package org.hanse.kdc.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hanse.kdc.principal.StoreFault;
import org.sqlite.SQLiteConfig;

/**
 * The connections to one SQLite file: as many readers as there are threads that read, one writer. Thread-safe.
 *
 * <p>Write-ahead log with {@code synchronous=FULL}: the log is on disk before a commit returns, and a reader never waits for
 * the writer. {@code BEGIN IMMEDIATE} for writes: the lock is taken before anything is read, so no transaction fails half-way
 * because another was faster.
 */
final class Database implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    /** Readers kept open between uses; more are opened and closed as needed. */
    private static final int IDLE_READERS = 16;

    private final Path file;
    private final SqlFaults faults;
    private final ConcurrentLinkedDeque<SqlSession> readers = new ConcurrentLinkedDeque<>();
    /** Fair: an import must not starve a password change in the same process. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final StoreFigures figures = new StoreFigures();
    private final SqlSession writer;
    private volatile boolean closed;

    private Database(Path file) {
        this.file = file;
        this.faults = new SqlFaults(file);
        this.writer = connect();
    }

    /** Opens a file of {@code home} that must be there: SQLite would make one with the wrong mode. */
    static Database open(Path home, String name) {
        SqliteLibrary.load(home);
        return new Database(home.resolve(name));
    }

    /** Runs {@code work} on one unchanging view of the store. */
    <T> T read(Function<SqlSession, T> work) {
        return figures.count(StoreFigures.Operation.READ, () -> readNow(work));
    }

    private <T> T readNow(Function<SqlSession, T> work) {
        SqlSession reader = readers.pollFirst();
        if (reader == null) {
            reader = connectReader();
        }
        try {
            reader.begin("BEGIN");
            T result = work.apply(reader);
            reader.commit();
            return result;
        } catch (RuntimeException | Error e) {
            reader.rollback(e);
            throw e;
        } finally {
            release(reader);
        }
    }

    /** Runs {@code work} as the only writer. On disk when this returns; undone when it throws. */
    <T> T write(Function<SqlSession, T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a write inside a write");
        }
        return figures.count(StoreFigures.Operation.WRITE, () -> writeNow(work));
    }

    private <T> T writeNow(Function<SqlSession, T> work) {
        writing.lock();
        try {
            requireOpen();
            writer.begin("BEGIN IMMEDIATE");
            T result = work.apply(writer);
            writer.commit();
            return result;
        } catch (RuntimeException | Error e) {
            writer.rollback(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    void writeOnly(Consumer<SqlSession> work) {
        write(session -> {
            work.accept(session);
            return true;
        });
    }

    StoreFigures figures() {
        return figures;
    }

    /** A reader of one's own, outside transactions. The caller closes it. */
    SqlSession connectReader() {
        requireOpen();
        return connect();
    }

    /** Waits for a write under way. The last process to close folds the write-ahead log into the file. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                closeIdleReaders();
                writer.close();
            }
        } finally {
            writing.unlock();
        }
    }

    private void release(SqlSession reader) {
        if (reader.hasFailed() || readers.size() >= IDLE_READERS) {
            reader.close();
            return;
        }
        readers.addFirst(reader);
        if (closed) {
            closeIdleReaders();
        }
    }

    private void closeIdleReaders() {
        for (SqlSession reader = readers.pollFirst(); reader != null; reader = readers.pollFirst()) {
            reader.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreFault(file + " has been closed; the program is stopping");
        }
    }

    private SqlSession connect() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        // What a row held is overwritten with zeroes when it goes: old sealed keys do not stay in free pages.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        try {
            return new SqlSession(config.createConnection("jdbc:sqlite:" + file), faults);
        } catch (SQLException e) {
            throw faults.fault(e);
        }
    }
}
