package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.SubjectId;
import org.hanse.protocol.wire.EncryptionKey;

/** The table {@code principal_keys}: a principal's keys, sealed, in the order in which they are preferred. */
final class PrincipalKeyTable {
    private final MasterKeys masterKeys;

    PrincipalKeyTable(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    List<PrincipalKey> find(SqlSession session, SubjectId subject) {
        return session.list(
                "SELECT kvno, enctype, salt, parameters, made, master_key, sealed FROM principal_keys"
                        + " WHERE subject_id = ? ORDER BY kvno DESC, preference",
                row -> key(row, subject),
                subject.hex());
    }

    /**
     * @param keys newest kvno first, in order of preference; each says when it was made
     */
    void add(SqlSession session, SubjectId subject, List<PrincipalKey> keys) {
        MasterKey masterKey = masterKeys.sealing(session);
        for (int i = 0; i < keys.size(); i++) {
            PrincipalKey key = keys.get(i);
            session.update(
                    "INSERT INTO principal_keys"
                            + " (subject_id, kvno, enctype, preference, salt, parameters, made, master_key, sealed)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    subject,
                    key.kvno().value(),
                    key.etype().value(),
                    i,
                    key.salt(),
                    key.parameters(),
                    key.made().orElseThrow(),
                    masterKey.id(),
                    masterKey.seal(
                            key.key().toEncryptionKey().secret(),
                            RowBinding.principalKey(subject, key.kvno(), key.etype())));
        }
    }

    void removeAll(SqlSession session, SubjectId subject) {
        session.update("DELETE FROM principal_keys WHERE subject_id = ?", subject);
    }

    private PrincipalKey key(Row row, SubjectId subject) throws SQLException {
        Kvno kvno = Kvno.of(row.number("kvno"));
        EncType etype = new EncType((int) row.number("enctype"));
        try {
            ProtocolKey key = ProtocolKey.of(new EncryptionKey(
                    etype,
                    masterKeys.open(
                            row.text("master_key"),
                            row.octets("sealed"),
                            RowBinding.principalKey(subject, kvno, etype))));
            return new PrincipalKey(
                    kvno,
                    key,
                    row.optionalText("salt"),
                    row.optionalOctets("parameters"),
                    Optional.of(row.time("made")));
        } catch (MasterKey.DoesNotOpen e) {
            throw new StoreFault(
                    "the key of subject " + subject + ", kvno " + kvno + ", " + etype
                            + " does not open under the master key; restore store.db from a backup",
                    e);
        }
    }
}
