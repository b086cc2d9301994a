package org.hanse.kdc.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.principal.StoreFault;

/**
 * Brings the schema to the version of this program: numbered SQL files, each run once, in order, all in one transaction.
 * {@code docs/decisions} says why this is not Flyway.
 */
final class Migrations {
    /** The newest {@code V*.sql}. */
    static final int NEWEST = 4;

    private static final String HAS_TABLE =
            "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
    private static final String VERSION = "SELECT coalesce(max(version), 0) AS n FROM schema_version";

    private Migrations() {}

    /**
     * @throws StoreFault if the schema is newer than this program, or the file holds no schema
     */
    static void bringUpToDate(Database database, Instant now) {
        long version = database.read(Migrations::version);
        if (version == 0) {
            throw new StoreFault("store.db holds no realm; restore it from a backup");
        }
        if (version < NEWEST) {
            database.writeOnly(session -> runMissing(session, now));
        }
    }

    /** @throws StoreFault if the schema is not this program's */
    static void requireUpToDate(Database database) {
        long version = database.read(Migrations::version);
        if (version < NEWEST) {
            throw new StoreFault("store.db has schema " + version + " and this hanse wants " + NEWEST
                    + "; start the server, which brings it up to date");
        }
    }

    /** Makes the schema in an empty file, inside the caller's transaction. */
    static void runAll(SqlSession session, Instant now) {
        session.update("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, applied INTEGER NOT NULL)");
        runMissing(session, now);
    }

    /** Reads the version again: another process may have been faster. */
    private static void runMissing(SqlSession session, Instant now) {
        for (long next = version(session) + 1; next <= NEWEST; next++) {
            statements("sqlite/V" + next + ".sql").forEach(session::update);
            session.update("INSERT INTO schema_version (version, applied) VALUES (?, ?)", next, now);
        }
    }

    private static long version(SqlSession session) {
        long version = session.number(HAS_TABLE) == 0 ? 0 : session.number(VERSION);
        if (version > NEWEST) {
            throw new StoreFault("store.db has schema " + version + " and this hanse knows schemas up to " + NEWEST
                    + "; use the newer hanse that wrote it");
        }
        return version;
    }

    /** A statement ends with a semicolon at the end of its line; a comment has its own lines. */
    static List<String> statements(String resource) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : read(resource).lines().toList()) {
            if (line.startsWith("--")) {
                continue;
            }
            current.append(line).append('\n');
            if (line.endsWith(";")) {
                statements.add(current.toString().strip());
                current.setLength(0);
            }
        }
        return statements;
    }

    private static String read(String resource) {
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + resource + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
