package org.hanse.kdc.health;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.config.AddressRange;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;

/** The routes by which machines watch the server. Health is for anybody, figures for whom the settings name: they tell how a realm is used. */
public final class HealthRoutes {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Readiness readiness;
    private final List<AddressRange> monitors;
    private final List<Consumer<MetricsText>> figures;

    private HealthRoutes(Readiness readiness, List<AddressRange> monitors, List<Consumer<MetricsText>> figures) {
        this.readiness = readiness;
        this.monitors = List.copyOf(monitors);
        this.figures = List.copyOf(figures);
    }

    /**
     * @param monitors who may read figures
     * @param figures write them, each in a moment and without waiting for anybody
     */
    public static List<HttpRoute> of(
            Readiness readiness, List<AddressRange> monitors, List<Consumer<MetricsText>> figures) {
        HealthRoutes health = new HealthRoutes(readiness, monitors, figures);
        return List.of(
                new HttpRoute("/health/live", METHODS, 0, false, request -> live()),
                new HttpRoute("/health/ready", METHODS, 0, false, request -> health.ready()),
                new HttpRoute("/metrics", METHODS, 0, false, health::metrics));
    }

    /** That this is answered is the answer. */
    private static CompletionStage<HttpAnswer> live() {
        return CompletableFuture.completedFuture(HttpAnswer.json(200, "{\"live\":true}\n"));
    }

    private CompletionStage<HttpAnswer> ready() {
        return readiness.now().thenApply(state -> HttpAnswer.json(state.isReady() ? 200 : 503, state.json()));
    }

    private CompletionStage<HttpAnswer> metrics(HttpRequest request) {
        if (monitors.stream().noneMatch(range -> range.contains(request.peer().getAddress()))) {
            return CompletableFuture.completedFuture(HttpAnswer.text(
                    403,
                    "Figures are shown to the addresses in listen.monitors of realm.yaml; yours is none of them."));
        }
        MetricsText text = new MetricsText();
        figures.forEach(one -> one.accept(text));
        return CompletableFuture.completedFuture(
                HttpAnswer.ok(MetricsText.CONTENT_TYPE, text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
