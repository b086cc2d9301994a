package org.hanse.kdc;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.hanse.kdc.admin.AccessFile;
import org.hanse.kdc.admin.AdminRoutes;
import org.hanse.kdc.admin.operation.Office;
import org.hanse.kdc.audit.AdminLog;
import org.hanse.kdc.config.FileWatch;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.OwnFacts;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpRoute;

/** What of this server administrators can reach by admin/: wiring only. */
final class RealmAdmin implements AutoCloseable {
    private final AdminRoutes routes;
    private final FileWatch watch;

    RealmAdmin(Path home, Supplier<RealmSettings> settings, RealmStore store, Clock clock, SecureRandom random) {
        Path file = home.resolve(AccessList.FILE_NAME);
        AccessFile access = new AccessFile(file, store.realm());
        this.routes = new AdminRoutes(
                new AdminRoutes.Realm(
                        new Office.RealmFacts(store.realm(), store.created()),
                        store.principals(),
                        store.trusts(),
                        store.federations(),
                        store.introductions(),
                        store.declarations(),
                        store.agreements(),
                        store.peerHistories(),
                        store.identity(),
                        () -> OwnFacts.of(home, settings.get(), store.trusts().all()),
                        settings,
                        access),
                new AdminLog(),
                clock,
                random);
        access.current();
        // A mistake in it is told at once, and not when somebody next needs a right.
        this.watch = FileWatch.start("acl-watch", List.of(file), access::current);
    }

    List<HttpRoute> routes() {
        return routes.routes();
    }

    @Override
    public void close() {
        watch.close();
        routes.close();
    }
}
