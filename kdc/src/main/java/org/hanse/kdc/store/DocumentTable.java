package org.hanse.kdc.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.Contradiction;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.HeldDocument;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmDocument;
import org.hanse.realmtrust.document.SignedDocument;

/** The tables {@code realm_documents}, a history per realm, this one's own too, and {@code contradictions}. */
final class DocumentTable {
    private record Stored(Octets signed, Instant since) {}

    Optional<KeyHistory> find(SqlSession session, RealmName realm) {
        List<HeldDocument> documents = session
                .list(
                        "SELECT signed, since FROM realm_documents WHERE realm = ? ORDER BY version",
                        DocumentTable::stored,
                        realm)
                .stream()
                .map(DocumentTable::document)
                .toList();
        try {
            return documents.isEmpty() ? Optional.empty() : Optional.of(KeyHistory.kept(documents));
        } catch (IllegalArgumentException broken) {
            throw damaged(broken);
        }
    }

    /** What the newest document of that realm tells of its trusts; nothing if there is none. */
    Set<RealmName> toldTrusts(SqlSession session, RealmName realm) {
        return session.first(
                        "SELECT signed, since FROM realm_documents WHERE realm = ? ORDER BY version DESC LIMIT 1",
                        DocumentTable::stored,
                        realm)
                .map(row -> Set.copyOf(document(row).signed().document().trusts()))
                .orElse(Set.of());
    }

    /** That of each realm but {@code own}; without those that tell nothing. */
    Map<RealmName, Set<RealmName>> allToldTrusts(SqlSession session, RealmName own) {
        return session
                .list(
                        "SELECT signed, since FROM realm_documents AS one WHERE realm <> ? AND version ="
                                + " (SELECT max(version) FROM realm_documents WHERE realm = one.realm)",
                        DocumentTable::stored,
                        own)
                .stream()
                .map(row -> document(row).signed().document())
                .filter(document -> !document.trusts().isEmpty())
                .collect(Collectors.toMap(RealmDocument::realm, document -> Set.copyOf(document.trusts())));
    }

    /** The newest version; zero if there is no document. */
    long newestVersion(SqlSession session, RealmName realm) {
        return session.number("SELECT coalesce(max(version), 0) AS n FROM realm_documents WHERE realm = ?", realm);
    }

    /** Writes what is new and removes what is not in the history any more. */
    void put(SqlSession session, RealmName realm, Optional<KeyHistory> before, Optional<KeyHistory> after) {
        List<HeldDocument> old = before.map(KeyHistory::documents).orElse(List.of());
        List<HeldDocument> fresh = after.map(KeyHistory::documents).orElse(List.of());
        Set<HeldDocument> kept = new HashSet<>(fresh);
        for (HeldDocument document : old) {
            if (!kept.contains(document)) {
                session.update("DELETE FROM realm_documents WHERE realm = ? AND version = ?", realm, version(document));
            }
        }
        Set<HeldDocument> there = new HashSet<>(old);
        for (HeldDocument document : fresh) {
            if (!there.contains(document)) {
                session.update(
                        "INSERT INTO realm_documents (realm, version, since, signed) VALUES (?, ?, ?, ?)",
                        realm,
                        version(document),
                        document.since(),
                        document.signed().encoded());
            }
        }
    }

    Optional<Contradiction> contradiction(SqlSession session, RealmName realm) {
        return session.first(
                "SELECT held, other, since FROM contradictions WHERE realm = ?",
                row -> new Contradiction(signed(row.octets("held")), signed(row.octets("other")), row.time("since")),
                realm);
    }

    /** The first one stays. */
    void contradicted(SqlSession session, RealmName realm, Contradiction found) {
        session.update(
                "INSERT OR IGNORE INTO contradictions (realm, held, other, since) VALUES (?, ?, ?, ?)",
                realm,
                found.held().encoded(),
                found.other().encoded(),
                found.since());
    }

    void settle(SqlSession session, RealmName realm) {
        session.update("DELETE FROM contradictions WHERE realm = ?", realm);
    }

    private static long version(HeldDocument document) {
        return document.signed().document().version();
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(Octets.wrap(row.octets("signed")), row.time("since"));
    }

    private static HeldDocument document(Stored row) {
        return new HeldDocument(signed(row.signed.toByteArray()), row.since);
    }

    private static SignedDocument signed(byte[] octets) {
        try {
            return SignedDocument.read(octets);
        } catch (DocumentFault fault) {
            throw damaged(fault);
        }
    }

    private static StoreFault damaged(Exception reason) {
        return new StoreFault("a realm document in store.db is damaged; restore it from a backup", reason);
    }
}
