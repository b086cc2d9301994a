package org.hanse.kdc.store;

import java.util.Optional;
import java.util.function.Function;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.RealmSigningKey;

/** This realm's own keys and documents in an open store. */
final class StoredIdentity implements IdentityStore {
    private final Database database;
    private final IdentityKeyTable keys;
    private final DocumentTable documents;
    private final RealmName realm;

    StoredIdentity(Database database, IdentityKeyTable keys, DocumentTable documents, RealmName realm) {
        this.database = database;
        this.keys = keys;
        this.documents = documents;
        this.realm = realm;
    }

    @Override
    public Optional<RealmIdentity> find() {
        return database.read(this::find);
    }

    @Override
    public Optional<KeyHistory> history() {
        return database.read(session -> documents.find(session, realm));
    }

    @Override
    public RealmIdentity change(Function<Optional<RealmIdentity>, RealmIdentity> edit) {
        return database.write(session -> {
            Optional<RealmIdentity> before = find(session);
            RealmIdentity wanted = edit.apply(before);
            if (!wanted.realm().equals(realm)) {
                throw new IllegalArgumentException("a realm does not change its name");
            }
            keys.put(session, IdentityKeyTable.SIGNING, Optional.of(wanted.signingKey()));
            keys.put(session, IdentityKeyTable.RECOVERY, wanted.recoveryKey());
            RealmMeta.writeIdentity(session, wanted.recovery().hex(), wanted.leastVersion());
            documents.put(session, realm, before.flatMap(RealmIdentity::history), wanted.history());
            return wanted;
        });
    }

    private Optional<RealmIdentity> find(SqlSession session) {
        Optional<RealmSigningKey> signing = keys.find(session, IdentityKeyTable.SIGNING);
        if (signing.isEmpty()) {
            return Optional.empty();
        }
        Optional<KeyHistory> history = documents.find(session, realm);
        return Optional.of(new RealmIdentity(
                realm,
                signing.get(),
                new Fingerprint(RealmMeta.recovery(session)),
                keys.find(session, IdentityKeyTable.RECOVERY),
                history,
                RealmMeta.leastVersion(session)));
    }
}
