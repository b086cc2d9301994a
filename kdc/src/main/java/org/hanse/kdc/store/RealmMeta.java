package org.hanse.kdc.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;

/**
 * The table {@code meta}: which realm a store is of, and which master key.
 *
 * @param realmId 128 random bits as hexadecimal digits, for life
 */
record RealmMeta(RealmName realm, String realmId, Instant created) {
    private static final int CHECK_OCTETS = 16;
    private static final String MASTER_KEY = "master_key";
    private static final String MASTER_KEY_CHECK = "master_key_check";
    private static final String LEAST_KVNO = "least_kvno";
    private static final String RECOVERY = "recovery";
    private static final String LEAST_VERSION = "least_version";

    static RealmMeta random(RealmName realm, Instant created, SecureRandom random) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new RealmMeta(realm, HexFormat.of().formatHex(id), Instant.ofEpochMilli(created.toEpochMilli()));
    }

    void write(SqlSession session, MasterKey masterKey) {
        put(session, "realm", realm.value());
        put(session, "realm_id", realmId);
        put(session, "created", Long.toString(created.toEpochMilli()));
        put(session, MASTER_KEY, masterKey.id());
        put(session, MASTER_KEY_CHECK, check(masterKey, realmId));
    }

    private static String check(MasterKey masterKey, String realmId) {
        byte[] check = masterKey.seal(SecretBytes.copyOf(new byte[CHECK_OCTETS]), RowBinding.masterKeyCheck(realmId));
        return HexFormat.of().formatHex(check);
    }

    /** Which master key seals. */
    static String masterKeyId(SqlSession session) {
        return get(session, MASTER_KEY);
    }

    /** This one seals from now on. */
    static void name(SqlSession session, MasterKey masterKey) {
        session.update("UPDATE meta SET content = ? WHERE item = ?", masterKey.id(), MASTER_KEY);
        session.update(
                "UPDATE meta SET content = ? WHERE item = ?",
                check(masterKey, get(session, "realm_id")),
                MASTER_KEY_CHECK);
    }

    /**
     * @throws StoreFault if the master key is not this store's
     */
    static RealmMeta read(SqlSession session, MasterKeys masterKeys) {
        String realmId = get(session, "realm_id");
        try {
            masterKeys
                    .sealing(session)
                    .open(HexFormat.of().parseHex(get(session, MASTER_KEY_CHECK)), RowBinding.masterKeyCheck(realmId));
        } catch (MasterKey.DoesNotOpen e) {
            throw wrongKey();
        }
        return new RealmMeta(
                RealmName.of(get(session, "realm")),
                realmId,
                Instant.ofEpochMilli(Long.parseLong(get(session, "created"))));
    }

    /** {@link Kvno#FIRST} unless the store was restored. */
    static Kvno leastKvno(SqlSession session) {
        return session.first(
                        "SELECT content FROM meta WHERE item = ?",
                        row -> Kvno.of(Long.parseLong(row.text("content"))),
                        LEAST_KVNO)
                .orElse(Kvno.FIRST);
    }

    static void writeLeastKvno(SqlSession session, Kvno least) {
        session.update("DELETE FROM meta WHERE item = ?", LEAST_KVNO);
        put(session, LEAST_KVNO, least.toString());
    }

    /** Fingerprint of the recovery key, wherever that is kept. */
    static String recovery(SqlSession session) {
        return get(session, RECOVERY);
    }

    /** Of the realm's next document; 1 unless the store was restored. */
    static long leastVersion(SqlSession session) {
        return Long.parseLong(get(session, LEAST_VERSION));
    }

    static void writeIdentity(SqlSession session, String recovery, long leastVersion) {
        session.update("DELETE FROM meta WHERE item IN (?, ?)", RECOVERY, LEAST_VERSION);
        put(session, RECOVERY, recovery);
        put(session, LEAST_VERSION, Long.toString(leastVersion));
    }

    private static void put(SqlSession session, String item, String content) {
        session.update("INSERT INTO meta (item, content) VALUES (?, ?)", item, content);
    }

    private static String get(SqlSession session, String item) {
        return session.first("SELECT content FROM meta WHERE item = ?", row -> row.text("content"), item)
                .orElseThrow(() -> new StoreFault("store.db does not say its " + item + "; restore it from a backup"));
    }

    static StoreFault wrongKey() {
        return new StoreFault("master.key is not the key of this store.db; put back the file that belongs to it");
    }
}
