package org.hanse.kdc;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.audit.RequestMetrics;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.health.HealthRoutes;
import org.hanse.kdc.health.ProcessFigures;
import org.hanse.kdc.health.Readiness;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.protocol.name.PrincipalName;

/** What of this server is checked and shown by health/: wiring only. */
final class RealmHealth implements AutoCloseable {
    private final RealmSettings settings;
    private final RealmStore store;
    private final RequestMetrics requests;
    private final ServerFigures figures;
    private final Readiness readiness;

    RealmHealth(RealmSettings settings, RealmStore store, Clock clock, RequestMetrics requests, ServerFigures figures) {
        this.settings = settings;
        this.store = store;
        this.requests = requests;
        this.figures = figures;
        this.readiness = new Readiness(checks(clock), System::nanoTime);
    }

    /** @param peers writes the figures of what talks to other realms */
    List<HttpRoute> routes(Consumer<MetricsText> peers) {
        return HealthRoutes.of(
                readiness,
                settings.listen().monitors(),
                List.of(requests::write, readiness::write, figures::write, peers, RealmHealth::process));
    }

    private List<Readiness.Check> checks(Clock clock) {
        PrincipalName tgs = PrincipalName.krbtgt(settings.realm());
        return List.of(
                Readiness.check("store", () -> store.newestChange().isAfter(Instant.EPOCH)),
                Readiness.check(
                        "clock",
                        () -> !clock.instant().plus(settings.kdc().clockSkew()).isBefore(store.newestChange())),
                Readiness.check(
                        "keys",
                        () -> store.principals()
                                .find(tgs)
                                .filter(entry -> !entry.currentKeys().isEmpty())
                                .isPresent()));
    }

    private static void process(MetricsText text) {
        String version = RealmServer.class.getPackage().getImplementationVersion();
        ProcessFigures.write(text, version == null ? "unknown" : version);
    }

    @Override
    public void close() {
        readiness.close();
    }
}
