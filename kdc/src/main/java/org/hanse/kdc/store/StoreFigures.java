package org.hanse.kdc.store;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.hanse.kdc.audit.Durations;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.principal.StoreFault;

/** How often the store was read and written, how long that took, and how often it failed. Thread-safe. */
final class StoreFigures {
    /** What is done to a store. */
    enum Operation {
        READ,
        WRITE;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    private final Map<Operation, Durations> durations = new EnumMap<>(Operation.class);
    private final Map<Operation, LongAdder> failures = new EnumMap<>(Operation.class);

    StoreFigures() {
        for (Operation operation : Operation.values()) {
            durations.put(operation, new Durations());
            failures.put(operation, new LongAdder());
        }
    }

    /** Does {@code work} and counts it, waiting for its turn included. */
    <T> T count(Operation operation, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } catch (StoreFault fault) {
            of(failures, operation).increment();
            throw fault;
        } finally {
            of(durations, operation).add(System.nanoTime() - begin);
        }
    }

    private static <T> T of(Map<Operation, T> all, Operation operation) {
        return Optional.ofNullable(all.get(operation)).orElseThrow();
    }

    void write(MetricsText text) {
        text.histogram(
                "hanse_store_seconds", "How long a transaction of the store took, waiting for its turn included.");
        durations.forEach((operation, each) -> each.write(text, "hanse_store_seconds", "operation", operation.word));
        text.counter("hanse_store_failures_total", "Transactions that failed, whatever was the matter with the store.");
        failures.forEach((operation, each) ->
                text.sample("hanse_store_failures_total", each.sum(), "operation", operation.word));
    }
}
