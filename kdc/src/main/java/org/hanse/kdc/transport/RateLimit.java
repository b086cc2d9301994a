package org.hanse.kdc.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each source may have something done for it: so many at once, then so many a second. Thread-safe.
 *
 * @param <K> by what sources are told apart
 */
public final class RateLimit<K> {
    /** Of which source the balance is known; who is forgotten has not asked for long, or hides among thousands. */
    private static final int MOST_SOURCES = 10_000;

    private final int burst;
    private final double perNano;
    private final LongSupplier nanos;
    private final Map<K, Balance> balances = new LinkedHashMap<>(16, 0.75f, true);

    /** What a source has left, as of a moment. */
    private record Balance(double left, long at) {}

    /** @param nanos a clock of {@link System#nanoTime()}'s kind */
    public RateLimit(int burst, int perSecond, LongSupplier nanos) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.nanos = nanos;
    }

    /** Takes one from what the source has left, if it has one. */
    public boolean admits(K source) {
        long now = nanos.getAsLong();
        synchronized (balances) {
            Balance before = balances.getOrDefault(source, new Balance(burst, now));
            double left = Math.min(burst, before.left() + (now - before.at()) * perNano);
            boolean admitted = left >= 1;
            balances.put(source, new Balance(admitted ? left - 1 : left, now));
            if (balances.size() > MOST_SOURCES) {
                balances.remove(balances.keySet().iterator().next());
            }
            return admitted;
        }
    }

    /** What counts as one source: an IPv6 host has a whole /64 to call from. */
    public static InetAddress source(InetAddress from) {
        if (!(from instanceof Inet6Address)) {
            return from;
        }
        byte[] network = from.getAddress();
        Arrays.fill(network, 8, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException sixteenOctetsAreAnAddress) {
            return from;
        }
    }
}
