package org.hanse.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hanse.bench.request.MadeRequest;

/** Sends requests that were made before, once each, and takes the times. One use, on the thread of the caller. */
public final class LoadGenerator {
    private static final long LOOK_FOR_LOST = Duration.ofMillis(50).toNanos();
    /** How many clients may wait at once where the rate and not the window decides; fewer than Hanse takes connections from one address. */
    private static final int CLIENTS_AT_RATE = 200;
    /** One answer in so many is kept, and the first ones. */
    private static final int SAMPLE_EVERY = 97;

    private static final int SAMPLE_FIRST = 5;
    /** Of the wrong ones so many, to tell what they are. */
    private static final int SAMPLE_WRONG = 5;

    private final Transport transport;
    private final Target target;
    private final List<MadeRequest> requests;
    private final Pace pace;
    private final long[] latencies;
    private final Map<Integer, byte[]> sample = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Line> free = new ArrayDeque<>();
    private int next;
    private int answered;
    private int wrong;
    private int lost;
    private long idle;

    public LoadGenerator(Transport transport, Target target, List<MadeRequest> requests, Pace pace) {
        this.transport = transport;
        this.target = target;
        this.requests = requests;
        this.pace = pace;
        this.latencies = new long[requests.size()];
    }

    /** Ends at {@code limit} at the latest; what is open then is lost. */
    public LoadResult run(Duration limit) throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                int clients = pace instanceof Pace.Window window ? window.clients() : CLIENTS_AT_RATE;
                for (int i = 0; i < clients; i++) {
                    Line line = transport.line(selector, target);
                    lines.add(line);
                    free.add(line);
                }
                long start = System.nanoTime();
                loop(selector, start, start + limit.toNanos());
                long nanos = System.nanoTime() - start;
                return new LoadResult(
                        nanos,
                        nanos - idle,
                        answered,
                        wrong,
                        lost,
                        LoadResult.sorted(latencies, answered),
                        Map.copyOf(sample));
            } finally {
                for (Line line : lines) {
                    line.close();
                }
            }
        }
    }

    private void loop(Selector selector, long start, long end) throws IOException {
        double interval = pace instanceof Pace.Rate rate ? 1e9 / rate.perSecond() : 0;
        long looked = start;
        while (answered + wrong + lost < requests.size()) {
            long now = System.nanoTime();
            if (now - end >= 0) {
                lost = requests.size() - answered - wrong;
                return;
            }
            while (next < requests.size() && !free.isEmpty()) {
                long due = interval == 0 ? now : start + (long) (next * interval);
                if (due - now > 0) {
                    break;
                }
                send(free.poll(), due);
            }
            if (pace instanceof Pace.Rate rate && !rate.precise()) {
                selector.select(this::ready, 1);
            } else {
                // It has a core to itself and spins. Asleep it would wake too late for a precise rate; and the server
                // would pay for
                // waking it with each answer, in a virtual machine as much as for an AS exchange, which no network card
                // asks of it.
                long before = System.nanoTime();
                if (selector.selectNow(this::ready) == 0) {
                    idle += System.nanoTime() - before;
                }
            }
            if (now - looked > LOOK_FOR_LOST) {
                looked = now;
                giveUpOnLost(now);
            }
        }
    }

    private void send(Line line, long due) throws IOException {
        line.request = next++;
        line.due = due;
        line.open = true;
        try {
            line.send(requests.get(line.request).octets());
        } catch (IOException refused) {
            giveUp(line);
        }
    }

    private void ready(SelectionKey key) {
        Line line = (Line) key.attachment();
        if (!line.open) {
            return;
        }
        try {
            ByteBuffer answer;
            try {
                answer = line.ready();
            } catch (IOException refused) {
                giveUp(line);
                return;
            }
            if (answer.hasRemaining()) {
                take(line, answer);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void take(Line line, ByteBuffer answer) {
        int number = line.request;
        boolean kept = number % SAMPLE_EVERY == 0 || number < SAMPLE_FIRST;
        if (answer.get(0) == requests.get(number).kind().firstOctetOfAnswer()) {
            latencies[answered++] = System.nanoTime() - line.due;
        } else {
            wrong++;
            kept |= wrong <= SAMPLE_WRONG;
        }
        if (kept) {
            byte[] octets = new byte[answer.remaining()];
            answer.get(octets);
            sample.put(number, octets);
        }
        line.open = false;
        free.add(line);
    }

    private void giveUpOnLost(long now) throws IOException {
        for (Line line : lines) {
            if (line.open && now - line.due > transport.patience) {
                giveUp(line);
            }
        }
    }

    private void giveUp(Line line) throws IOException {
        lost++;
        line.open = false;
        line.reset();
        free.add(line);
    }
}
