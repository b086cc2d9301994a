package org.hanse.kdc.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What is known of one connection beside its socket. The times are of {@link System#nanoTime()}'s kind; they are written by the
 * threads that serve it and read by the sweeper.
 */
abstract class Connection {
    final InetSocketAddress peer;

    /** When it was accepted, or its last request was answered. A peer that trickles octets makes no progress. */
    volatile long progressAt;

    /** When the first octet of the present request came; only while {@link #amidst}. */
    volatile long requestSince;

    volatile boolean amidst;

    /** The sweeper has given it up; its own field. */
    boolean overdue;

    /** Octets on the heap for it; {@link Connections} keeps the sum. */
    long held;

    Connection(InetSocketAddress peer, long now) {
        this.peer = peer;
        this.progressAt = now;
    }

    final InetAddress address() {
        return peer.getAddress();
    }

    /** Octets have come, if they are the first of a request. */
    final void begin(long now) {
        if (!amidst) {
            requestSince = now;
            amidst = true;
        }
    }

    /** At once, whatever it is about. From any thread. */
    abstract void closeNow();
}
