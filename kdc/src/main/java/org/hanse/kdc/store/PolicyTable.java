package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.Policy;

/** The table {@code policies}. */
final class PolicyTable {
    Optional<Policy> find(SqlSession session, String name) {
        return session.first(
                "SELECT name, max_life, max_renew FROM policies WHERE name = ?", PolicyTable::policy, name);
    }

    List<Policy> all(SqlSession session) {
        return session.list("SELECT name, max_life, max_renew FROM policies ORDER BY name", PolicyTable::policy);
    }

    void put(SqlSession session, Policy policy, Stamp stamp) {
        session.update(
                "INSERT INTO policies (name, max_life, max_renew, modified, modified_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET max_life = excluded.max_life,"
                        + " max_renew = excluded.max_renew, modified = excluded.modified,"
                        + " modified_by = excluded.modified_by",
                policy.name(),
                policy.maxLife(),
                policy.maxRenew(),
                stamp.at(),
                stamp.actor());
    }

    /** How many principals in use have the policy. */
    long users(SqlSession session, String name) {
        return session.number(
                "SELECT count(*) AS n FROM principals p JOIN names c ON c.subject_id = p.subject_id"
                        + " AND c.kind = 'principal' WHERE p.policy = ?",
                name);
    }

    /** Deleted principals lose it. */
    void remove(SqlSession session, String name) {
        session.update("UPDATE principals SET policy = NULL WHERE policy = ?", name);
        session.update("DELETE FROM policies WHERE name = ?", name);
    }

    private static Policy policy(Row row) throws SQLException {
        return new Policy(row.text("name"), row.optionalDuration("max_life"), row.optionalDuration("max_renew"));
    }
}
