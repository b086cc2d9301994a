package org.hanse.kdc.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hanse.kdc.config.TcpLimits;

/**
 * The open connections of a kind, those without progress for longest first, in total and per address. Says which must go; closes
 * none itself. Thread-safe.
 */
final class Connections<C extends Connection> {
    /** For all half received requests and half sent answers together; a good client needs some kilobytes for milliseconds. */
    static final long MOST_HELD = 64L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Set<C> byProgress = new LinkedHashSet<>();
    private final Map<InetAddress, Set<C>> byAddress = new HashMap<>();
    private long held;
    private long accepted;
    private long evictions;
    private long overdue;
    private volatile TcpLimits limits;

    Connections(TcpLimits limits) {
        this.limits = limits;
    }

    void limits(TcpLimits other) {
        limits = other;
    }

    /** Takes a new connection in. Whoever comes is let in; who has been idle for longest makes room. */
    List<C> admit(C newcomer) {
        lock.lock();
        try {
            accepted++;
            List<C> evicted = new ArrayList<>();
            Set<C> neighbours = byAddress.getOrDefault(newcomer.address(), Set.of());
            while (neighbours.size() >= limits.connectionsPerAddress()) {
                evict(neighbours.iterator(), evicted);
            }
            while (byProgress.size() >= limits.connections()) {
                evict(byProgress.iterator(), evicted);
            }
            byProgress.add(newcomer);
            byAddress
                    .computeIfAbsent(newcomer.address(), address -> new LinkedHashSet<>())
                    .add(newcomer);
            return evicted;
        } finally {
            lock.unlock();
        }
    }

    private void evict(Iterator<C> longestIdleFirst, List<C> evicted) {
        evict(longestIdleFirst.next(), evicted);
    }

    private void evict(C connection, List<C> evicted) {
        evicted.add(connection);
        evictions++;
        remove(connection);
    }

    /**
     * Notes that {@code connection} keeps so many octets on the heap.
     *
     * @return those without progress for longest, of those that keep some, when all together keep too many
     */
    List<C> holds(C connection, long octets) {
        lock.lock();
        try {
            if (!byProgress.contains(connection)) {
                return List.of();
            }
            held += octets - connection.held;
            connection.held = octets;
            if (held <= MOST_HELD) {
                return List.of();
            }
            List<C> evicted = new ArrayList<>();
            for (C longestIdle : List.copyOf(byProgress)) {
                if (held > MOST_HELD && longestIdle.held > 0) {
                    evict(longestIdle, evicted);
                }
            }
            return evicted;
        } finally {
            lock.unlock();
        }
    }

    /** A request of {@code connection} was answered. */
    void progressed(C connection, long now) {
        lock.lock();
        try {
            connection.progressAt = now;
            if (byProgress.remove(connection)) {
                byProgress.add(connection);
                Set<C> neighbours = byAddress.get(connection.address());
                if (neighbours != null && neighbours.remove(connection)) {
                    neighbours.add(connection);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(C connection) {
        lock.lock();
        try {
            if (byProgress.remove(connection)) {
                held -= connection.held;
            }
            Set<C> neighbours = byAddress.get(connection.address());
            if (neighbours != null && neighbours.remove(connection) && neighbours.isEmpty()) {
                byAddress.remove(connection.address());
            }
            if (byProgress.isEmpty()) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those whose request takes too long, or who have been silent too long between two. */
    List<C> overdue(long now) {
        long idle = limits.idle().toNanos();
        long request = limits.request().toNanos();
        List<C> found = all().stream()
                .filter(connection -> connection.amidst
                        ? now - connection.requestSince > request
                        : now - connection.progressAt > idle)
                .toList();
        count(found);
        return found;
    }

    /** Once each, however often it is found until it is closed. */
    private void count(List<C> found) {
        lock.lock();
        try {
            for (C connection : found) {
                overdue += connection.overdue ? 0 : 1;
                connection.overdue = true;
            }
        } finally {
            lock.unlock();
        }
    }

    ConnectionCounts counts() {
        lock.lock();
        try {
            return new ConnectionCounts(byProgress.size(), accepted, evictions, overdue);
        } finally {
            lock.unlock();
        }
    }

    /** Those that are not amidst a request and have been so since {@code moment} at least. */
    List<C> quietSince(long moment) {
        return all().stream()
                .filter(connection -> !connection.amidst && connection.progressAt - moment <= 0)
                .toList();
    }

    List<C> all() {
        lock.lock();
        try {
            return List.copyOf(byProgress);
        } finally {
            lock.unlock();
        }
    }

    /** @return false if some are left after {@code patience} */
    boolean awaitNone(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!byProgress.isEmpty() && left > 0) {
                left = none.awaitNanos(left);
            }
            return byProgress.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    long requestMillis() {
        return limits.request().toMillis();
    }

    /** How often {@link #overdue} is worth asking. */
    long sweepMillis() {
        TcpLimits now = limits;
        Duration shortest = now.idle().compareTo(now.request()) < 0 ? now.idle() : now.request();
        return Math.max(10, Math.min(TimeUnit.SECONDS.toMillis(1), shortest.toMillis() / 4));
    }
}
