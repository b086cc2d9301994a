package org.hanse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hanse.bench.request.MadeRequest;

/**
 * Datagrams at a rate, whether they are answered or not: a crowd that is larger than the server. Most of them only load it, and their
 * answers are counted; some are followed, each by a client with a socket of its own, which asks again after a second as MIT's
 * clients do, and gives up after two more. One use, on the thread of the caller, which spins.
 */
public final class Flood {
    /** So many at one rate after another. */
    public record Stage(double perSecond, Duration length) {
        int requests() {
            return (int) (perSecond * length.toNanos() / 1e9);
        }
    }

    private static final int BULK_SOCKETS = 8;
    private static final int BULK_BUFFER = 4 << 20;
    /** A hundred in a fifth of a second, for its p99; each waits for three seconds at the most and needs a socket for that long. */
    private static final double FOLLOWED_PER_SECOND = 500;

    private static final long ASK_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final long GIVE_UP = Duration.ofSeconds(3).toNanos();
    private static final int BURST = 16;

    private final InetSocketAddress server;
    private final List<MadeRequest> requests;
    private final List<Stage> stages;
    private final List<FloodResult.Followed> followed = new ArrayList<>();
    private final List<UdpLine> lines = new ArrayList<>();
    private final Deque<UdpLine> free = new ArrayDeque<>();
    /** Open ones by the time of their first asking, and of their second. */
    private final Deque<UdpLine> askedOnce = new ArrayDeque<>();

    private final Deque<UdpLine> askedTwice = new ArrayDeque<>();
    private final List<DatagramChannel> bulk = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Line.MAX_ANSWER);
    private final int[] offered;
    private final int[] answered;
    private int wrong;
    private long start;

    /** @param requests at least as many as the stages come to, all of one kind */
    public Flood(InetSocketAddress server, List<MadeRequest> requests, List<Stage> stages) {
        this.server = server;
        this.requests = requests;
        this.stages = List.copyOf(stages);
        this.offered = new int[stages.size()];
        this.answered = new int[stages.size()];
    }

    public static int requests(List<Stage> stages) {
        return stages.stream().mapToInt(Stage::requests).sum();
    }

    public FloodResult run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < BULK_SOCKETS; i++) {
                    bulk.add(connected());
                }
                start = System.nanoTime();
                int next = 0;
                long[] ends = new long[stages.size()];
                for (int stage = 0; stage < stages.size(); stage++) {
                    next = send(selector, stage, next, System.nanoTime());
                    ends[stage] = System.nanoTime() - start;
                }
                while (!askedOnce.isEmpty() || !askedTwice.isEmpty()) {
                    receive(selector, stages.size() - 1);
                    askAgain(System.nanoTime());
                }
                return new FloodResult(offered, answered, ends, wrong, followed);
            } finally {
                for (Line line : lines) {
                    line.close();
                }
                for (DatagramChannel channel : bulk) {
                    channel.close();
                }
            }
        }
    }

    private DatagramChannel connected() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BULK_BUFFER);
        channel.connect(server);
        return channel;
    }

    private int send(Selector selector, int stage, int first, long began) throws IOException {
        Stage now = stages.get(stage);
        double interval = 1e9 / now.perSecond();
        int every = (int) Math.max(1, now.perSecond() / FOLLOWED_PER_SECOND);
        int count = now.requests();
        long end = began + now.length().toNanos();
        int sent = 0;
        // What is due is sent, however late: a generator that falls behind shows in the rate that was offered.
        while (sent < count || System.nanoTime() < end) {
            long time = System.nanoTime();
            for (int burst = 0; burst < BURST && sent < count; burst++) {
                long due = began + (long) (sent * interval);
                if (due - time > 0) {
                    break;
                }
                MadeRequest request = requests.get(first + sent);
                if (sent % every == 0) {
                    follow(selector, first + sent, due);
                } else {
                    buffer.clear().put(request.octets()).flip();
                    bulk.get(sent % BULK_SOCKETS).write(buffer);
                }
                sent++;
                offered[stage]++;
            }
            receive(selector, stage);
            askAgain(time);
        }
        return first + count;
    }

    private void follow(Selector selector, int number, long due) throws IOException {
        UdpLine line = free.poll();
        if (line == null) {
            line = new UdpLine(selector, server);
            lines.add(line);
        }
        line.request = number;
        line.due = due;
        line.open = true;
        line.send(requests.get(number).octets());
        askedOnce.add(line);
    }

    private void receive(Selector selector, int stage) throws IOException {
        for (DatagramChannel channel : bulk) {
            buffer.clear();
            while (channel.read(buffer) > 0) {
                count(buffer.get(0), stage);
                buffer.clear();
            }
        }
        selector.selectNow();
        for (SelectionKey key : selector.selectedKeys()) {
            UdpLine line = (UdpLine) key.attachment();
            ByteBuffer answer = line.ready();
            if (line.open && answer.hasRemaining()) {
                count(answer.get(0), stage);
                long now = System.nanoTime();
                boolean again = askedTwice.remove(line) || !askedOnce.remove(line);
                end(line, now - line.due, again);
                if (again) {
                    // Both askings may be answered; the second answer must not be taken for one to the next request.
                    line.reset();
                }
                free.add(line);
            }
        }
        selector.selectedKeys().clear();
    }

    private void count(byte firstOctet, int stage) {
        if (firstOctet == requests.get(0).kind().firstOctetOfAnswer()) {
            answered[stage]++;
        } else {
            wrong++;
        }
    }

    private void askAgain(long now) throws IOException {
        while (!askedOnce.isEmpty() && now - askedOnce.peek().due > ASK_AGAIN) {
            UdpLine line = askedOnce.remove();
            line.send(requests.get(line.request).octets());
            askedTwice.add(line);
        }
        while (!askedTwice.isEmpty() && now - askedTwice.peek().due > GIVE_UP) {
            UdpLine line = askedTwice.remove();
            end(line, FloodResult.NEVER, true);
            line.reset();
            free.add(line);
        }
    }

    private void end(UdpLine line, long nanos, boolean again) {
        line.open = false;
        followed.add(new FloodResult.Followed(line.due - start, nanos, again));
    }
}
