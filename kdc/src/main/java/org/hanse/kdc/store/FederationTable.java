package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;

/** The table {@code federations}. */
final class FederationTable {
    private static final String COLUMNS = "SELECT name, pinned, url, accept, list, problem FROM federations";

    List<JoinedFederation> all(SqlSession session) {
        return session.list(COLUMNS + " ORDER BY name", FederationTable::federation);
    }

    Optional<JoinedFederation> find(SqlSession session, String name) {
        return session.first(COLUMNS + " WHERE name = ?", FederationTable::federation, name);
    }

    void put(SqlSession session, JoinedFederation federation, Stamp stamp) {
        session.update(
                "INSERT INTO federations (name, pinned, url, accept, list, problem, modified, modified_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                federation.name(),
                federation.pinned().hex(),
                federation.url().map(ListUrl::toString),
                federation.accept().word(),
                federation.list().map(SignedList::encoded),
                federation.problem(),
                stamp.at(),
                stamp.actor());
    }

    void remove(SqlSession session, String name) {
        session.update("DELETE FROM federations WHERE name = ?", name);
    }

    private static JoinedFederation federation(Row row) throws SQLException {
        Optional<Octets> list = row.optionalOctets("list");
        return new JoinedFederation(
                row.text("name"),
                new Fingerprint(row.text("pinned")),
                row.optionalText("url").flatMap(ListUrl::parse),
                Acceptance.valueOf(row.text("accept").toUpperCase(Locale.ROOT)),
                list.map(FederationTable::list),
                row.optionalText("problem"));
    }

    private static SignedList list(Octets octets) {
        try {
            return SignedList.read(octets.toByteArray());
        } catch (DocumentFault fault) {
            throw new StoreFault("a federation's list in store.db is damaged; restore it from a backup", fault);
        }
    }
}
