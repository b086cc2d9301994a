package org.hanse.kdc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * A connection with its prepared statements, which are kept: all SQL of this room is constant text. Of one thread at a time.
 * Every {@link SQLException} becomes a {@link org.hanse.kdc.principal.StoreFault}.
 */
final class SqlSession implements AutoCloseable {
    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final Connection connection;
    private final SqlFaults faults;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private boolean failed;
    private boolean inTransaction;

    SqlSession(Connection connection, SqlFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    <T> List<T> list(String sql, Reader<T> reader, Object... arguments) {
        try {
            PreparedStatement statement = prepared(sql, arguments);
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result);
                List<T> all = new ArrayList<>();
                while (result.next()) {
                    all.add(reader.read(row));
                }
                return all;
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, Reader<T> reader, Object... arguments) {
        List<T> all = list(sql, reader, arguments);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    long number(String sql, Object... arguments) {
        return first(sql, row -> row.number("n"), arguments).orElseThrow();
    }

    /** Returns the number of rows changed. */
    int update(String sql, Object... arguments) {
        try {
            return prepared(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /**
     * @param statement what begins a transaction of the wanted kind. Not the driver's own {@code setAutoCommit(false)}: that begins
     *     the next transaction, lock and all, before a commit returns
     */
    void begin(String statement) {
        failed = false;
        update(statement);
        inTransaction = true;
    }

    /**
     * Durable when this returns. A transaction in which a statement failed is not committed, even if somebody caught the fault:
     * what they were in the middle of may be half done.
     */
    void commit() {
        if (failed) {
            throw new IllegalStateException("a statement of this transaction failed; it cannot be committed");
        }
        update("COMMIT");
        inTransaction = false;
    }

    /** Undoes what was not committed; does not throw, since it runs while something else is being thrown. */
    void rollback(Throwable reason) {
        if (inTransaction) {
            inTransaction = false;
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isEmpty()) {
                statement.setObject(at, null);
            } else {
                bind(statement, at, optional.get());
            }
        } else if (value instanceof Instant time) {
            statement.setLong(at, time.toEpochMilli());
        } else if (value instanceof Duration duration) {
            statement.setLong(at, duration.toSeconds());
        } else if (value instanceof Boolean flag) {
            statement.setInt(at, flag ? 1 : 0);
        } else if (value instanceof Octets octets) {
            statement.setBytes(at, octets.toByteArray());
        } else if (value instanceof byte[] octets) {
            statement.setBytes(at, octets);
        } else if (value instanceof Number number) {
            statement.setLong(at, number.longValue());
        } else {
            statement.setString(at, value.toString());
        }
    }

    private RuntimeException fault(SQLException e) {
        failed = true;
        return faults.fault(e);
    }
}
