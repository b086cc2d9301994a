package org.hanse.kdc.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;
import org.hanse.protocol.wire.Octets;

/**
 * Another master key for a store in use. The file gets the new key beside the old one; then, in one step, the store names the new one, so that whoever
 * writes from then on seals under it; then every sealed secret is moved, some hundred in a transaction; then the old key leaves the file. Killed at any moment, all opens, and the
 * next run goes on where this one ended.
 */
final class MasterKeyChange {
    private static final int BATCH = 500;

    private final Path home;
    private final Database database;
    private final MasterKeys keys;
    private final IdentityKeyTable identityKeys;
    private final SecureRandom random;

    MasterKeyChange(Path home, Database database, MasterKeys keys, IdentityKeyTable identityKeys, SecureRandom random) {
        this.home = home;
        this.database = database;
        this.keys = keys;
        this.identityKeys = identityKeys;
        this.random = random;
    }

    /**
     * @param moved told of each batch
     * @return the id of the new key
     */
    String run(LongConsumer moved) {
        MasterKey fresh = begin();
        movePrincipalKeys(fresh, moved);
        moveTrustKeys(fresh, moved);
        moveIdentityKeys(fresh, moved);
        end(fresh);
        return fresh.id();
    }

    /** Both inside a transaction, so that two runs at once make one new key. */
    private MasterKey begin() {
        return database.write(session -> {
            String named = RealmMeta.masterKeyId(session);
            if (isLeft(session, named)) {
                return keys.get(named);
            }
            // A second key now is one that nothing is sealed under: of a run that was killed before it named it, or
            // after its last batch.
            MasterKeyFile.keepOnly(home, named);
            MasterKey fresh = MasterKeyFile.add(home, random);
            keys.reload();
            RealmMeta.name(session, fresh);
            return fresh;
        });
    }

    private static boolean isLeft(SqlSession session, String named) {
        return session.number("SELECT count(*) AS n FROM principal_keys WHERE master_key <> ?", named) > 0
                || session.number("SELECT count(*) AS n FROM trust_keys WHERE master_key <> ?", named) > 0
                || session.number("SELECT count(*) AS n FROM identity_keys WHERE master_key <> ?", named) > 0;
    }

    /** If not, another run has found this one's work done and has made the next key: the file and the rows are its own now. */
    private static boolean isNamed(SqlSession session, MasterKey fresh) {
        return RealmMeta.masterKeyId(session).equals(fresh.id());
    }

    /** Where the last batch ended. */
    private record Position(String subject, long kvno, long etype) {
        static final Position START = new Position("", 0, 0);
    }

    private record Sealed(Position at, String masterKey, Octets octets) {}

    private void movePrincipalKeys(MasterKey fresh, LongConsumer moved) {
        Position at = Position.START;
        int count;
        do {
            Position from = at;
            record Batch(int count, Position last) {}
            Batch batch = politely(session -> {
                if (!isNamed(session, fresh)) {
                    return new Batch(0, from);
                }
                List<Sealed> rows = session.list(
                        "SELECT subject_id, kvno, enctype, master_key, sealed FROM principal_keys"
                                + " WHERE (subject_id, kvno, enctype) > (?, ?, ?) AND master_key <> ?"
                                + " ORDER BY subject_id, kvno, enctype LIMIT " + BATCH,
                        MasterKeyChange::principalKey,
                        from.subject,
                        from.kvno,
                        from.etype,
                        fresh.id());
                rows.forEach(row -> move(session, row, fresh));
                return new Batch(rows.size(), rows.isEmpty() ? from : rows.get(rows.size() - 1).at);
            });
            at = batch.last;
            count = batch.count;
            moved.accept(count);
        } while (count == BATCH);
    }

    /** Then others get to write for as long: SQLite has no queue, and who waits for the lock tries again only now and then. */
    private <T> T politely(Function<SqlSession, T> work) {
        long from = System.nanoTime();
        T done = database.write(work);
        LockSupport.parkNanos(System.nanoTime() - from);
        return done;
    }

    private static Sealed principalKey(Row row) throws SQLException {
        return new Sealed(
                new Position(row.text("subject_id"), row.number("kvno"), row.number("enctype")),
                row.text("master_key"),
                Octets.wrap(row.octets("sealed")));
    }

    private void move(SqlSession session, Sealed row, MasterKey fresh) {
        Position at = row.at;
        RowBinding binding =
                RowBinding.principalKey(new SubjectId(at.subject), Kvno.of(at.kvno), new EncType((int) at.etype));
        session.update(
                "UPDATE principal_keys SET master_key = ?, sealed = ? WHERE subject_id = ? AND kvno = ? AND enctype = ?",
                fresh.id(),
                resealed(row, binding, fresh),
                at.subject,
                at.kvno,
                at.etype);
    }

    private byte[] resealed(Sealed row, RowBinding binding, MasterKey fresh) {
        try {
            return fresh.seal(keys.open(row.masterKey, row.octets.toByteArray(), binding), binding);
        } catch (MasterKey.DoesNotOpen e) {
            throw new StoreFault(
                    "a key of the store does not open under the master key; restore store.db from a backup", e);
        }
    }

    private void moveTrustKeys(MasterKey fresh, LongConsumer moved) {
        record TrustRow(String peer, String direction, Sealed sealed) {}
        int count = database.write(session -> {
            if (!isNamed(session, fresh)) {
                return 0;
            }
            List<TrustRow> rows = session.list(
                    "SELECT peer, direction, kvno, enctype, master_key, sealed FROM trust_keys WHERE master_key <> ?",
                    row -> new TrustRow(
                            row.text("peer"),
                            row.text("direction"),
                            new Sealed(
                                    new Position("", row.number("kvno"), row.number("enctype")),
                                    row.text("master_key"),
                                    Octets.wrap(row.octets("sealed")))),
                    fresh.id());
            for (TrustRow row : rows) {
                Position at = row.sealed.at;
                RowBinding binding = RowBinding.trustKey(
                        RealmName.of(row.peer), row.direction, Kvno.of(at.kvno), new EncType((int) at.etype));
                session.update(
                        "UPDATE trust_keys SET master_key = ?, sealed = ?"
                                + " WHERE peer = ? AND direction = ? AND kvno = ? AND enctype = ?",
                        fresh.id(),
                        resealed(row.sealed, binding, fresh),
                        row.peer,
                        row.direction,
                        at.kvno,
                        at.etype);
            }
            return rows.size();
        });
        moved.accept(count);
    }

    private void moveIdentityKeys(MasterKey fresh, LongConsumer moved) {
        moved.accept(database.write(session -> isNamed(session, fresh) ? identityKeys.move(session, fresh) : 0));
    }

    /** Nobody seals under the old key since the store named the new one. */
    private void end(MasterKey fresh) {
        database.writeOnly(session -> {
            if (!isNamed(session, fresh)) {
                return;
            }
            if (isLeft(session, fresh.id())) {
                throw new IllegalStateException("a secret was sealed under a master key that was being replaced");
            }
            MasterKeyFile.keepOnly(home, fresh.id());
        });
        keys.reload();
    }
}
