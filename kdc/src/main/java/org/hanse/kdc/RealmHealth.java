package org.hanse.kdc;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.audit.RequestMetrics;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.health.HealthRoutes;
import org.hanse.kdc.health.ProcessFigures;
import org.hanse.kdc.health.Readiness;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.kdc.transport.KdcListeners;
import org.hanse.protocol.name.PrincipalName;

/** What of this server is checked and shown by health/: wiring only. */
final class RealmHealth implements AutoCloseable {
    private final RealmSettings settings;
    private final RealmStore store;
    private final RequestMetrics requests;
    private final DoubleSupplier replaysUsed;
    private final Readiness readiness;

    /** HTTPS may be asked for figures before the KDC's listeners are open. */
    private record Ports(KdcListeners kdc, HttpsPort https) {}

    private volatile Optional<Ports> ports = Optional.empty();

    RealmHealth(
            RealmSettings settings,
            RealmStore store,
            Clock clock,
            RequestMetrics requests,
            DoubleSupplier replaysUsed) {
        this.settings = settings;
        this.store = store;
        this.requests = requests;
        this.replaysUsed = replaysUsed;
        this.readiness = new Readiness(checks(clock), System::nanoTime);
    }

    void watch(KdcListeners kdc, HttpsPort https) {
        ports = Optional.of(new Ports(kdc, https));
    }

    List<HttpRoute> routes() {
        return HealthRoutes.of(
                readiness,
                settings.listen().monitors(),
                List.of(requests::write, readiness::write, this::realm, this::ports, RealmHealth::process));
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

    private void realm(MetricsText text) {
        text.gauge("hanse_principals_in_memory", "Principals that are answered for without the store.")
                .sample("hanse_principals_in_memory", store.principalsInMemory());
        text.gauge(
                        "hanse_replays_used_ratio",
                        "The part of the room for replays that is taken; at 1 requests are refused.")
                .sample("hanse_replays_used_ratio", replaysUsed.getAsDouble());
    }

    private void ports(MetricsText text) {
        ports.ifPresent(open -> {
            text.gauge("hanse_connections", "Open connections.")
                    .sample("hanse_connections", (long) open.kdc.connectionCount(), "transport", "TCP")
                    .sample("hanse_connections", (long) open.https.connectionCount(), "transport", "HTTPS");
            open.https
                    .certificateEnds()
                    .ifPresent(ends -> text.gauge(
                                    "hanse_certificate_end_seconds",
                                    "When the certificate of HTTPS ends, in seconds since 1970.")
                            .sample("hanse_certificate_end_seconds", ends.getEpochSecond()));
        });
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
