package org.hanse.kdc.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;

/** The table {@code declarations}. */
final class DeclarationTable {
    private static final String COLUMNS =
            "SELECT peer, url, fingerprint, confirmed, direction, origin, by FROM declarations";
    private static final SqlSession.Reader<Declaration> DECLARATION = row -> new Declaration(
            RealmName.of(row.text("peer")),
            row.text("url"),
            row.optionalText("fingerprint").map(Fingerprint::new),
            row.optionalText("confirmed").map(Fingerprint::new),
            TrustDirection.valueOf(row.text("direction").toUpperCase(Locale.ROOT)),
            Origin.valueOf(row.text("origin").toUpperCase(Locale.ROOT)),
            row.optionalText("by"));

    List<Declaration> all(SqlSession session) {
        return session.list(COLUMNS + " ORDER BY peer", DECLARATION);
    }

    Optional<Declaration> find(SqlSession session, RealmName peer) {
        return session.first(COLUMNS + " WHERE peer = ?", DECLARATION, peer);
    }

    /** Adds the declaration, or replaces the one with its peer. */
    void put(SqlSession session, Declaration declaration, Stamp stamp) {
        remove(session, declaration.peer());
        session.update(
                "INSERT INTO declarations (peer, url, fingerprint, confirmed, direction, origin, by, modified, modified_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                declaration.peer(),
                declaration.url(),
                declaration.fingerprint().map(Fingerprint::hex),
                declaration.confirmed().map(Fingerprint::hex),
                declaration.direction().word(),
                declaration.origin().word(),
                declaration.by(),
                stamp.at(),
                stamp.actor());
    }

    void remove(SqlSession session, RealmName peer) {
        session.update("DELETE FROM declarations WHERE peer = ?", peer);
    }
}
