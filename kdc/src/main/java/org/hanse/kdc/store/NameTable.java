package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;

/**
 * The table {@code names}: whose each name is or was. Names are kept in the text form of RFC 1964 §2.1.1 without a realm, which
 * is unambiguous, and compared octet for octet (RFC 4120 §6.2).
 */
final class NameTable {
    /** A name and its owner. */
    record Entry(PrincipalName name, SubjectId subject, NameKind kind, Kvno lastKvno, Stamp stamp) {
        Optional<Tombstone> tombstone() {
            return switch (kind) {
                case PRINCIPAL, ALIAS -> Optional.empty();
                case DELETED, DELETED_ALIAS -> Optional.of(tombstone(Tombstone.Kind.DELETED));
                case RENAMED -> Optional.of(tombstone(Tombstone.Kind.RENAMED));
            };
        }

        private Tombstone tombstone(Tombstone.Kind why) {
            return new Tombstone(name, subject, lastKvno, why, stamp.at(), stamp.actor());
        }
    }

    /** The text form needs a realm to be read; names have none. */
    private static final RealmName NO_REALM = RealmName.of("-");

    Optional<Entry> find(SqlSession session, PrincipalName name) {
        if (!DraftRules.canBeKept(name)) {
            return Optional.empty();
        }
        return session.first(
                "SELECT name, subject_id, kind, last_kvno, since, actor FROM names WHERE name = ?",
                this::entry,
                name.toString());
    }

    Optional<PrincipalName> canonical(SqlSession session, SubjectId subject) {
        return session.first(
                "SELECT name FROM names WHERE subject_id = ? AND kind = 'principal'", this::name, subject.hex());
    }

    /** In the order of their names. */
    List<PrincipalName> ofKind(SqlSession session, SubjectId subject, NameKind kind) {
        return session.list(
                "SELECT name FROM names WHERE subject_id = ? AND kind = ? ORDER BY name",
                this::name,
                subject.hex(),
                kind.word());
    }

    /** Canonical names after the given text, in order. */
    List<PrincipalName> page(SqlSession session, String after, int limit) {
        return session.list(
                "SELECT name FROM names WHERE kind = 'principal' AND name > ? ORDER BY name LIMIT ?",
                this::name,
                after,
                limit);
    }

    long count(SqlSession session) {
        return session.number("SELECT count(*) AS n FROM names WHERE kind = 'principal'");
    }

    void add(SqlSession session, PrincipalName name, SubjectId subject, NameKind kind, Stamp stamp) {
        session.update(
                "INSERT INTO names (name, subject_id, kind, since, actor) VALUES (?, ?, ?, ?, ?)",
                name,
                subject,
                kind.word(),
                stamp.at(),
                stamp.actor());
    }

    void change(SqlSession session, PrincipalName name, NameKind kind, Optional<Kvno> lastKvno, Stamp stamp) {
        session.update(
                "UPDATE names SET kind = ?, last_kvno = ?, since = ?, actor = ? WHERE name = ?",
                kind.word(),
                lastKvno.map(Kvno::value),
                stamp.at(),
                stamp.actor(),
                name);
    }

    void remove(SqlSession session, PrincipalName name) {
        session.update("DELETE FROM names WHERE name = ?", name);
    }

    /** From the text form as it is kept. */
    static PrincipalName parse(String text) {
        return Principal.parse(text, NO_REALM).name();
    }

    PrincipalName name(Row row) throws SQLException {
        return parse(row.text("name"));
    }

    private Entry entry(Row row) throws SQLException {
        return new Entry(
                name(row),
                new SubjectId(row.text("subject_id")),
                NameKind.byWord(row.text("kind")),
                Kvno.of(row.number("last_kvno")),
                new Stamp(row.time("since"), row.text("actor")));
    }
}
