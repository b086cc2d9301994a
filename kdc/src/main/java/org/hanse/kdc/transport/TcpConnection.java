package org.hanse.kdc.transport;

import java.net.InetSocketAddress;
import org.apache.mina.core.session.IoSession;

/** One TCP connection of the KDC's port. The frames belong to the session's I/O thread. */
final class TcpConnection extends Connection {
    private static final Object KEY = TcpConnection.class;

    final IoSession session;
    final RequestFrames frames = new RequestFrames();

    /** Told an error about its stream; what else it sends is dropped. */
    volatile boolean refused;

    TcpConnection(IoSession session, long now) {
        super((InetSocketAddress) session.getRemoteAddress(), now);
        this.session = session;
        session.setAttribute(KEY, this);
    }

    static TcpConnection of(IoSession session) {
        return (TcpConnection) session.getAttribute(KEY);
    }

    @Override
    void closeNow() {
        session.closeNow();
    }
}
