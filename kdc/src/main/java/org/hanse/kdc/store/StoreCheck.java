package org.hanse.kdc.store;

import java.util.List;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;

/** Reads all of a store: SQLite's own check of its pages, then every key, which opens only if it is what was sealed. */
final class StoreCheck {
    private StoreCheck() {}

    /**
     * @return the highest kvno of a principal, {@link Kvno#FIRST} if there is none
     * @throws StoreFault for the first thing that is damaged
     */
    static Kvno of(SqlSession session, StoreTables tables) {
        List<String> faults = session.list("PRAGMA integrity_check(1)", row -> row.text("integrity_check"));
        if (!faults.equals(List.of("ok"))) {
            throw new StoreFault("store.db is damaged (" + faults.get(0) + "); restore it from a backup");
        }
        session.list("SELECT DISTINCT subject_id FROM principal_keys", row -> new SubjectId(row.text("subject_id")))
                .forEach(subject -> tables.keys().find(session, subject));
        tables.trusts().all(session);
        tables.identityKeys().find(session, IdentityKeyTable.SIGNING);
        tables.identityKeys().find(session, IdentityKeyTable.RECOVERY);
        session.list("SELECT DISTINCT realm FROM realm_documents", row -> RealmName.of(row.text("realm")))
                .forEach(realm -> tables.documents().find(session, realm));
        tables.agreements().all(session);
        tables.declarations().all(session);
        tables.federations().all(session);
        tables.introductions().all(session);
        return Kvno.of(
                Math.max(Kvno.FIRST.value(), session.number("SELECT coalesce(max(kvno), 0) AS n FROM principal_keys")));
    }
}
