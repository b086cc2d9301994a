package org.hanse.kdc.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/** The current row of a result, read in the types of the schema: times in milliseconds, durations in seconds. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return result.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getLong(column) != 0;
    }

    Instant time(String column) throws SQLException {
        return Instant.ofEpochMilli(result.getLong(column));
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        return optionalNumber(column).map(Instant::ofEpochMilli);
    }

    Optional<Duration> optionalDuration(String column) throws SQLException {
        return optionalNumber(column).map(Duration::ofSeconds);
    }

    byte[] octets(String column) throws SQLException {
        return result.getBytes(column);
    }

    Optional<Octets> optionalOctets(String column) throws SQLException {
        return Optional.ofNullable(result.getBytes(column)).map(Octets::wrap);
    }

    private Optional<Long> optionalNumber(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
