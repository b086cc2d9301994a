package org.hanse.kdc.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.mina.core.session.IoSession;

/**
 * What is known of one TCP connection beside its socket. The times are of {@link System#nanoTime()}'s kind; the frames belong to
 * the session's I/O thread, the rest is read by the sweeper too.
 */
final class Connection {
    private static final Object KEY = Connection.class;

    final IoSession session;
    final InetSocketAddress peer;
    final RequestFrames frames = new RequestFrames();

    /** When it was accepted, or its last request was answered. A peer that trickles octets makes no progress. */
    volatile long progressAt;

    /** When the first octet of the present request came; only while {@link #amidst}. */
    volatile long requestSince;

    volatile boolean amidst;

    /** Told an error about its stream; what else it sends is dropped. */
    volatile boolean refused;

    /** Octets on the heap for it; {@link Connections} keeps the sum. */
    long held;

    Connection(IoSession session, long now) {
        this.session = session;
        this.peer = (InetSocketAddress) session.getRemoteAddress();
        this.progressAt = now;
        session.setAttribute(KEY, this);
    }

    static Connection of(IoSession session) {
        return (Connection) session.getAttribute(KEY);
    }

    InetAddress address() {
        return peer.getAddress();
    }
}
