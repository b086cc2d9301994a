package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One connection of the HTTPS port, counted from before its handshake to its end. A request begins with the first octet that comes, be
 * it of a handshake, and ends when it has been answered: so a peer that trickles octets, at whatever stage, makes no progress.
 */
final class HttpsConnection extends Connection {
    private final EndPoint socket;

    /** Octets of bodies that are not answered yet; HTTP/2 has several at once. */
    private final AtomicLong bodies = new AtomicLong();

    private HttpsConnection(EndPoint socket, InetSocketAddress peer, long now) {
        super(peer, now);
        this.socket = socket;
    }

    /** @return the sum that it keeps on the heap with {@code more}, which may be less than nothing */
    long keeps(int more) {
        return bodies.addAndGet(more);
    }

    /** Of any end point above the socket, as requests know them. */
    static HttpsConnection under(EndPoint endPoint) {
        EndPoint lowest = endPoint;
        while (lowest instanceof EndPoint.Wrapper wrapper) {
            lowest = wrapper.unwrap();
        }
        return ((Socket) lowest).connection;
    }

    @Override
    void closeNow() {
        socket.close();
    }

    /** Jetty's end of the socket, with which the connection comes and goes. */
    static final class Socket extends SocketChannelEndPoint {
        private final HttpsConnection connection;
        private final Connections<HttpsConnection> connections;
        private final LongSupplier nanos;

        Socket(
                SocketChannel channel,
                ManagedSelector selector,
                SelectionKey key,
                Scheduler scheduler,
                Connections<HttpsConnection> connections,
                LongSupplier nanos) {
            super(channel, selector, key, scheduler);
            this.connections = connections;
            this.nanos = nanos;
            // A peer that has gone already has no address any more.
            InetSocketAddress peer =
                    getRemoteSocketAddress() instanceof InetSocketAddress address ? address : new InetSocketAddress(0);
            this.connection = new HttpsConnection(this, peer, nanos.getAsLong());
        }

        @Override
        public void onOpen() {
            connections.admit(connection).forEach(HttpsConnection::closeNow);
            super.onOpen();
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            int count = super.fill(buffer);
            if (count > 0) {
                connection.begin(nanos.getAsLong());
            }
            return count;
        }

        @Override
        public void onClose(Throwable cause) {
            super.onClose(cause);
            connections.remove(connection);
        }
    }
}
