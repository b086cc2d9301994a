package org.hanse.admin.session;

import java.nio.file.Path;
import org.hanse.kdc.realm.StoreOpener;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;

/** The embedded store as backups see it. */
public final class SqliteStores implements StoreOpener {
    private final Surroundings here;

    public SqliteStores(Surroundings here) {
        this.here = here;
    }

    @Override
    public Opened open(Path home) {
        RealmStore store = RealmStore.open(home, here.clock(), here.random());
        return new Opened() {
            @Override
            public RealmName realm() {
                return store.realm();
            }

            @Override
            public long principals() {
                return store.principals().count();
            }

            @Override
            public void copyTo(Path file) {
                store.copyTo(file);
            }

            @Override
            public Kvno verify() {
                return store.verify();
            }

            @Override
            public void startKvnosAt(Kvno least) {
                store.startKvnosAt(least);
            }

            @Override
            public void skipDocumentVersions(long count) {
                store.skipDocumentVersions(count);
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
