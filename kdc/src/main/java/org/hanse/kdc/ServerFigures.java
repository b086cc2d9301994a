package org.hanse.kdc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.ConnectionCounts;
import org.hanse.kdc.transport.KdcListeners;

/** What the rooms of this server count, put together: wiring only. docs/operations.md says what each figure is. */
final class ServerFigures {
    private final RealmStore store;
    private final Supplier<Dispatcher> dispatcher;

    /** HTTPS may be asked for figures before the KDC's listeners are open. */
    private record Ports(KdcListeners kdc, HttpsPort https) {}

    private volatile Optional<Ports> ports = Optional.empty();

    /** @param dispatcher the one of the moment */
    ServerFigures(RealmStore store, Supplier<Dispatcher> dispatcher) {
        this.store = store;
        this.dispatcher = dispatcher;
    }

    void watch(KdcListeners kdc, HttpsPort https) {
        ports = Optional.of(new Ports(kdc, https));
    }

    void write(MetricsText text) {
        caches(text);
        text.gauge(
                        "hanse_replays_used_ratio",
                        "The part of the room for replays that is taken; at 1 requests are refused.")
                .sample("hanse_replays_used_ratio", dispatcher.get().replaysUsed());
        store.write(text);
        ports.ifPresent(open -> {
            connections(
                    text,
                    new EnumMap<>(
                            Map.of(Transport.TCP, open.kdc.connections(), Transport.HTTPS, open.https.connections())));
            answers(text, open.https);
            open.kdc
                    .datagramsDropped()
                    .ifPresent(drops -> text.counter(
                                    "hanse_udp_dropped_total", "Datagrams that came while the system's queue was full.")
                            .sample("hanse_udp_dropped_total", drops));
        });
    }

    private void caches(MetricsText text) {
        List<CacheCounts.Figures> all = new ArrayList<>(dispatcher.get().caches());
        all.add(store.cache());
        text.gauge("hanse_cache_entries", "What a cache holds, about.");
        all.forEach(one -> text.sample("hanse_cache_entries", one.entries(), "cache", one.cache()));
        text.counter("hanse_cache_hits_total", "How often a cache had what it was asked for.");
        all.forEach(one -> text.sample("hanse_cache_hits_total", one.hits(), "cache", one.cache()));
        text.counter("hanse_cache_misses_total", "How often a cache had not what it was asked for.");
        all.forEach(one -> text.sample("hanse_cache_misses_total", one.misses(), "cache", one.cache()));
    }

    private static void connections(MetricsText text, Map<Transport, ConnectionCounts> counts) {
        text.gauge("hanse_connections", "Open connections.");
        each(text, "hanse_connections", counts, ConnectionCounts::open);
        text.counter("hanse_connections_accepted_total", "Connections that came.");
        each(text, "hanse_connections_accepted_total", counts, ConnectionCounts::accepted);
        text.counter("hanse_connections_closed_total", "Connections that the server closed, and why.");
        each(text, "hanse_connections_closed_total", counts, ConnectionCounts::evicted, "why", "evicted");
        each(text, "hanse_connections_closed_total", counts, ConnectionCounts::overdue, "why", "overdue");
    }

    private static void each(
            MetricsText text,
            String name,
            Map<Transport, ConnectionCounts> counts,
            ToLongFunction<ConnectionCounts> figure,
            String... label) {
        counts.forEach((transport, of) -> {
            List<String> labels = new ArrayList<>(List.of("transport", transport.name()));
            labels.addAll(List.of(label));
            text.sample(name, figure.applyAsLong(of), labels.toArray(String[]::new));
        });
    }

    private static void answers(MetricsText text, HttpsPort https) {
        text.counter("hanse_http_answers_total", "Answers over HTTPS by their status.");
        https.answers()
                .forEach((status, count) ->
                        text.sample("hanse_http_answers_total", count, "status", Integer.toString(status)));
        https.certificateEnds()
                .ifPresent(ends -> text.gauge(
                                "hanse_certificate_end_seconds",
                                "When the certificate of HTTPS ends, in seconds since 1970.")
                        .sample("hanse_certificate_end_seconds", ends.getEpochSecond()));
    }
}
