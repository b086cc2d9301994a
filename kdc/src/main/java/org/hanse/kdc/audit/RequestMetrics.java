package org.hanse.kdc.audit;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    private static final int ISSUED = REASONS.length;

    private final AuditSink next;
    private final LongAdder[] outcomes = many(KINDS.length * TRANSPORTS.length * (REASONS.length + 1), LongAdder::new)
            .toArray(LongAdder[]::new);
    private final Durations[] durations =
            many(KINDS.length * TRANSPORTS.length, Durations::new).toArray(Durations[]::new);

    /** @param next is told of each request after it was counted */
    public RequestMetrics(AuditSink next) {
        this.next = next;
    }

    private static <T> Stream<T> many(int count, Supplier<T> counter) {
        return Stream.generate(counter).limit(count);
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
        durations[cell(kind, transport)].add(nanos);
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
        each((kind, transport, cell) ->
                durations[cell].write(text, "hanse_request_seconds", "kind", kind, "transport", transport));
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
