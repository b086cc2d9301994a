package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.realmtrust.trust.TrustKey;

/** The table {@code trust_keys}: inter-realm keys of both directions, sealed. */
final class TrustKeyTable {
    static final String IN = "in";
    static final String OUT = "out";

    private final MasterKeys masterKeys;

    TrustKeyTable(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    List<TrustKey> find(SqlSession session, RealmName peer, String direction) {
        return session.list(
                "SELECT kvno, enctype, master_key, sealed FROM trust_keys WHERE peer = ? AND direction = ?"
                        + " ORDER BY kvno DESC, preference",
                row -> key(row, peer, direction),
                peer,
                direction);
    }

    void add(SqlSession session, RealmName peer, String direction, List<TrustKey> keys) {
        List<TrustKey> newestFirst = keys.stream()
                .sorted(Comparator.comparing(TrustKey::kvno).reversed())
                .toList();
        MasterKey masterKey = masterKeys.sealing(session);
        for (int i = 0; i < newestFirst.size(); i++) {
            TrustKey key = newestFirst.get(i);
            EncryptionKey secret = key.key().toEncryptionKey();
            session.update(
                    "INSERT INTO trust_keys (peer, direction, kvno, enctype, preference, master_key, sealed)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    peer,
                    direction,
                    key.kvno().value(),
                    secret.etype().value(),
                    i,
                    masterKey.id(),
                    masterKey.seal(secret.secret(), RowBinding.trustKey(peer, direction, key.kvno(), secret.etype())));
        }
    }

    void removeAll(SqlSession session, RealmName peer) {
        session.update("DELETE FROM trust_keys WHERE peer = ?", peer);
    }

    private TrustKey key(Row row, RealmName peer, String direction) throws SQLException {
        Kvno kvno = Kvno.of(row.number("kvno"));
        EncType etype = new EncType((int) row.number("enctype"));
        try {
            return new TrustKey(
                    kvno,
                    ProtocolKey.of(new EncryptionKey(
                            etype,
                            masterKeys.open(
                                    row.text("master_key"),
                                    row.octets("sealed"),
                                    RowBinding.trustKey(peer, direction, kvno, etype)))));
        } catch (MasterKey.DoesNotOpen e) {
            throw new StoreFault(
                    "the key of the trust with " + peer + ", direction " + direction + ", kvno " + kvno + ", " + etype
                            + " does not open under the master key; restore store.db from a backup",
                    e);
        }
    }
}
