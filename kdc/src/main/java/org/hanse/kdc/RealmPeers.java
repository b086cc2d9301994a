package org.hanse.kdc;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.federation.AgreementRoutes;
import org.hanse.kdc.federation.Agreements;
import org.hanse.kdc.federation.DocumentRoutes;
import org.hanse.kdc.federation.IntroductionRoutes;
import org.hanse.kdc.federation.Introductions;
import org.hanse.kdc.federation.Memberships;
import org.hanse.kdc.federation.OwnDocuments;
import org.hanse.kdc.federation.PeerClient;
import org.hanse.kdc.federation.PeerDocuments;
import org.hanse.kdc.realm.AgreementTimes;
import org.hanse.kdc.realm.OwnFacts;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpRoute;

/** What of this server talks to other realms: wiring only. */
final class RealmPeers implements AutoCloseable {
    private final OwnDocuments own;
    private final PeerClient client;
    private final PeerDocuments documents;
    private final Agreements agreements;
    private final Memberships memberships;
    private final Introductions introductions;
    private final Clock clock;

    RealmPeers(Path home, Supplier<RealmSettings> settings, RealmStore store, Clock clock, SecureRandom random) {
        this.clock = clock;
        this.own = OwnDocuments.start(
                new OwnDocuments.Source(
                        store.realm(),
                        store.identity(),
                        store::newestDocument,
                        () -> OwnFacts.of(
                                home, settings.get(), store.trustDirectory().all()),
                        clock,
                        random),
                System::nanoTime);
        BooleanSupplier privatePeers = () -> settings.get().allowPrivatePeers();
        this.client = new PeerClient(privatePeers);
        this.documents = PeerDocuments.start(
                new PeerDocuments.Source(
                        store.declarations(), store.peerHistories(), store.trusts(), client, clock, random),
                System::nanoTime);
        this.agreements = Agreements.start(
                new Agreements.Source(
                        store.realm(),
                        store.declarations(),
                        store.agreements(),
                        store.trusts(),
                        store.peerHistories(),
                        store.identity(),
                        store::newestDocument,
                        documents,
                        client,
                        () -> AgreementTimes.of(settings.get()),
                        privatePeers,
                        clock,
                        random),
                System::nanoTime);
        store.watchPeers(documents);
        store.watchPeers(agreements);
        this.memberships = Memberships.start(new Memberships.Source(
                store.realm(),
                store.federations(),
                store.identity(),
                store.declarations(),
                store.trusts(),
                client,
                clock));
        store.watchFederations(memberships::changed);
        this.introductions = Introductions.start(new Introductions.Source(
                store.realm(),
                store.introductions(),
                store.declarations(),
                store.trusts(),
                store.peerHistories(),
                store.identity(),
                store::newestDocument,
                documents,
                client,
                clock,
                random));
        store.watchFederations(introductions::changed);
    }

    List<HttpRoute> routes() {
        List<HttpRoute> routes = new ArrayList<>(DocumentRoutes.of(own, clock));
        routes.addAll(AgreementRoutes.of(agreements, System::nanoTime));
        routes.addAll(IntroductionRoutes.of(introductions, System::nanoTime));
        return routes;
    }

    void write(MetricsText text) {
        client.write(text);
        documents.write(text);
    }

    /** After a change of the settings. */
    void refresh() {
        own.refresh();
    }

    /** Who talks before who is asked. */
    @Override
    public void close() {
        introductions.close();
        memberships.close();
        agreements.close();
        documents.close();
        client.close();
        own.close();
    }
}
