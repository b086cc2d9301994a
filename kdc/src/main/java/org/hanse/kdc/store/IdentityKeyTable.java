package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.Optional;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.RealmSigningKey;

/** The table {@code identity_keys}: what this realm signs with, and its recovery key, sealed. */
final class IdentityKeyTable {
    static final String SIGNING = "signing";
    static final String RECOVERY = "recovery";

    private record Sealed(String masterKey, Octets octets) {}

    private final MasterKeys masterKeys;

    IdentityKeyTable(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    Optional<RealmSigningKey> find(SqlSession session, String purpose) {
        return session.first(
                        "SELECT master_key, sealed FROM identity_keys WHERE purpose = ?",
                        IdentityKeyTable::read,
                        purpose)
                .map(row -> key(row, purpose));
    }

    void put(SqlSession session, String purpose, Optional<RealmSigningKey> key) {
        session.update("DELETE FROM identity_keys WHERE purpose = ?", purpose);
        if (key.isPresent()) {
            MasterKey masterKey = masterKeys.sealing(session);
            session.update(
                    "INSERT INTO identity_keys (purpose, master_key, sealed) VALUES (?, ?, ?)",
                    purpose,
                    masterKey.id(),
                    masterKey.seal(key.get().encoded(), RowBinding.identityKey(purpose)));
        }
    }

    /** Seals under that key what another sealed. */
    int move(SqlSession session, MasterKey fresh) {
        int moved = 0;
        for (String purpose : new String[] {SIGNING, RECOVERY}) {
            if (session.number(
                            "SELECT count(*) AS n FROM identity_keys WHERE purpose = ? AND master_key <> ?",
                            purpose,
                            fresh.id())
                    > 0) {
                put(session, purpose, find(session, purpose));
                moved++;
            }
        }
        return moved;
    }

    private static Sealed read(Row row) throws SQLException {
        return new Sealed(row.text("master_key"), Octets.wrap(row.octets("sealed")));
    }

    private RealmSigningKey key(Sealed row, String purpose) {
        try {
            return RealmSigningKey.decode(
                    masterKeys.open(row.masterKey, row.octets.toByteArray(), RowBinding.identityKey(purpose)));
        } catch (MasterKey.DoesNotOpen | IllegalArgumentException e) {
            throw new StoreFault(
                    "the realm's " + purpose
                            + " key does not open under the master key; restore store.db from a backup",
                    e);
        }
    }
}
