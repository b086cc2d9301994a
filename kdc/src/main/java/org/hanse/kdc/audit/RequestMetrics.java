package org.hanse.kdc.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.RequestRecord.Kind;

/**
 * Counts requests by kind, transport and outcome, and how long their answers took. On every request's way: counters lie in arrays by
 * ordinals, made once, and threads do not meet in them. Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // places in arrays that live as long as this process
public final class RequestMetrics implements AuditSink {
    private static final Kind[] KINDS = Kind.values();
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final Reason[] REASONS = Reason.values();

    /** Upper bounds in nanoseconds: an answer from memory takes ten microseconds, one that waits for the disk some milliseconds. */
    private static final long[] BOUNDS = {
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000,
        50_000_000,
        200_000_000,
        1_000_000_000
    };

    private static final int ISSUED = REASONS.length;

    private final AuditSink next;
    private final LongAdder[] outcomes = adders(KINDS.length * TRANSPORTS.length * (REASONS.length + 1));
    private final LongAdder[] durations = adders(KINDS.length * TRANSPORTS.length * (BOUNDS.length + 1));
    private final LongAdder[] nanosInAll = adders(KINDS.length * TRANSPORTS.length);

    /** @param next is told of each request after it was counted */
    public RequestMetrics(AuditSink next) {
        this.next = next;
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    @Override
    public void record(RequestRecord request) {
        Optional<Reason> refused = request.refused();
        int outcome = refused.isPresent() ? refused.get().ordinal() : ISSUED;
        outcomes[cell(request.kind(), request.origin().transport()) * (REASONS.length + 1) + outcome].increment();
        next.record(request);
    }

    /**
     * An answer is made; retransmissions count here, and in {@link #record} only the first time.
     *
     * @param kind as its first octet says
     */
    public void took(Kind kind, Transport transport, long nanos) {
        int cell = cell(kind, transport);
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        durations[cell * (BOUNDS.length + 1) + bucket].increment();
        nanosInAll[cell].add(nanos);
    }

    private static int cell(Kind kind, Transport transport) {
        return kind.ordinal() * TRANSPORTS.length + transport.ordinal();
    }

    /** Only what has happened is shown: most reasons never do. */
    public void write(MetricsText text) {
        text.counter("hanse_requests_total", "Requests by what they were and what came of them.");
        each((kind, transport, cell) -> {
            for (int outcome = 0; outcome <= ISSUED; outcome++) {
                long count = outcomes[cell * (REASONS.length + 1) + outcome].sum();
                if (count > 0) {
                    text.sample(
                            "hanse_requests_total",
                            count,
                            "kind",
                            kind,
                            "transport",
                            transport,
                            "outcome",
                            outcome == ISSUED ? "ISSUED" : "REFUSED",
                            "reason",
                            outcome == ISSUED ? "" : REASONS[outcome].name());
                }
            }
        });
        text.histogram("hanse_request_seconds", "How long it took to make an answer, without waiting for a thread.");
        each((kind, transport, cell) -> duration(text, kind, transport, cell));
    }

    private void duration(MetricsText text, String kind, String transport, int cell) {
        long count = 0;
        for (int bucket = 0; bucket <= BOUNDS.length; bucket++) {
            count += durations[cell * (BOUNDS.length + 1) + bucket].sum();
        }
        if (count == 0) {
            return;
        }
        long within = 0;
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
            within += durations[cell * (BOUNDS.length + 1) + bucket].sum();
            String bound = String.format(Locale.ROOT, "%s", BOUNDS[bucket] / 1e9);
            text.sample("hanse_request_seconds_bucket", within, "kind", kind, "transport", transport, "le", bound);
        }
        text.sample("hanse_request_seconds_bucket", count, "kind", kind, "transport", transport, "le", "+Inf");
        text.sample("hanse_request_seconds_sum", nanosInAll[cell].sum() / 1e9, "kind", kind, "transport", transport);
        text.sample("hanse_request_seconds_count", count, "kind", kind, "transport", transport);
    }

    @FunctionalInterface
    private interface Cell {
        void show(String kind, String transport, int cell);
    }

    private static void each(Cell each) {
        for (Kind kind : KINDS) {
            for (Transport transport : TRANSPORTS) {
                each.show(kind.name(), transport.name(), cell(kind, transport));
            }
        }
    }
}
