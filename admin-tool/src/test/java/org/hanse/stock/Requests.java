package org.hanse.stock;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The records of {@code audit.jsonl} that a server wrote since a moment. They follow the answers a little later, so each look waits. */
final class Requests {
    private final Path log;
    private final int seen;

    private Requests(Path log, int seen) {
        this.log = log;
        this.seen = seen;
    }

    static Requests fromNow(Path log) {
        return new Requests(log, lines(log).size());
    }

    /** Waits for a refusal with this {@code Reason} and its code on the wire. */
    String refused(String reason, int code) {
        return record("\"reason\":\"" + reason + "\",\"code\":" + code);
    }

    /** Waits for a ticket of this exchange, {@code AS_REQ} or {@code TGS_REQ}, that went out by this transport. */
    String issued(String exchange, String transport) {
        return record(
                "\"request\":\"" + exchange + "\"", "\"transport\":\"" + transport + "\"", "\"outcome\":\"ISSUED\"");
    }

    /** Waits for a step of an agreement. */
    String agreed(String event) {
        return record("\"request\":\"AGREEMENT\"", "\"event\":\"" + event + "\"");
    }

    /** Those that are there, once a record holds all of {@code parts}. */
    private String record(String... parts) {
        return await("a request with " + List.of(parts))
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> since().stream()
                                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
    }

    private List<String> since() {
        List<String> all = lines(log);
        return all.subList(Math.min(seen, all.size()), all.size());
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
