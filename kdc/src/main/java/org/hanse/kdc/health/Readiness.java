package org.hanse.kdc.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.hanse.kdc.audit.MetricsText;

/**
 * Whether the server can do its work: a few checks, made at most once a second however often somebody asks, on a thread of their own. A
 * check that hangs is one that fails. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Whoever asks waits no longer: probes give up after a few seconds themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** One thing that must be so. */
    public interface Check {
        /** A word of ours, such as {@code store}. */
        String name();

        /** May wait. Whatever it throws means no. */
        boolean holds();
    }

    /** Of a name and a supplier. */
    public static Check check(String name, BooleanSupplier holds) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean holds() {
                return holds.getAsBoolean();
            }
        };
    }

    /** What was found. */
    public record State(Map<String, Boolean> checks) {
        public boolean isReady() {
            return checks.values().stream().allMatch(held -> held);
        }

        String json() {
            StringBuilder json =
                    new StringBuilder("{\"ready\":").append(isReady()).append(",\"checks\":{");
            String comma = "";
            for (Map.Entry<String, Boolean> check : checks.entrySet()) {
                json.append(comma).append('"').append(check.getKey()).append("\":\"");
                json.append(check.getValue() ? "ok" : "failed").append('"');
                comma = ",";
            }
            return json.append("}}\n").toString();
        }
    }

    private final List<Check> checks;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "readiness");
        made.setDaemon(true);
        return made;
    });
    private CompletableFuture<State> latest = CompletableFuture.completedFuture(new State(Map.of()));
    private long begun;
    private boolean known;

    /** @param nanos a clock of {@link System#nanoTime()}'s kind */
    public Readiness(List<Check> checks, LongSupplier nanos) {
        this.checks = List.copyOf(checks);
        this.nanos = nanos;
    }

    /** The state of less than a second ago; all have failed if that is not to be learned in time. */
    CompletionStage<State> now() {
        return current()
                .copy()
                .completeOnTimeout(allFailed(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(stopped -> allFailed());
    }

    private synchronized CompletableFuture<State> current() {
        boolean isStale = !known || nanos.getAsLong() - begun > FRESH.toNanos();
        // Never two at once: who hangs is not asked again.
        if (isStale && latest.isDone()) {
            begun = nanos.getAsLong();
            known = true;
            latest = CompletableFuture.supplyAsync(this::look, thread);
        }
        return latest;
    }

    private State look() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        for (Check check : checks) {
            found.put(check.name(), holds(check));
        }
        return new State(found);
    }

    private static boolean holds(Check check) {
        try {
            return check.holds();
        } catch (RuntimeException no) {
            return false;
        }
    }

    private State allFailed() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        checks.forEach(check -> all.put(check.name(), false));
        return new State(all);
    }

    /** As figures, of the last time that somebody looked; looks for the next. */
    public void write(MetricsText text) {
        CompletableFuture<State> last = current();
        text.gauge("hanse_ready", "Whether a check of /health/ready held when it was last made.");
        List<String> names = new ArrayList<>();
        checks.forEach(check -> names.add(check.name()));
        State state = last.getNow(new State(Map.of()));
        for (String name : names) {
            if (state.checks().containsKey(name)) {
                text.sample("hanse_ready", state.checks().get(name) ? 1 : 0, "check", name);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
