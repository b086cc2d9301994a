package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.dispatch.MessageHandler;

/** TCP, RFC 4120 §7.2.2, by MINA: as many I/O threads as cores, bounded in connections, time and memory. */
final class TcpListener implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(TcpListener.class);

    private static final int BACKLOG = 1024;

    /** Per connection at first; MINA doubles it for peers that fill it. */
    private static final int READ_BUFFER = 2048;

    private static final int LEAST_READ_BUFFER = 1024;
    private static final int MOST_READ_BUFFER = 64 * 1024;

    /** How long a connection must be silent to be taken for done when the server stops. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private final NioSocketAcceptor acceptor;
    private final Connections<TcpConnection> connections;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;

    /**
     * @param threads I/O threads, at least 1
     * @param nanos a clock that never goes back, as {@link System#nanoTime()}
     */
    TcpListener(TcpLimits limits, int threads, MessageHandler handler, LongSupplier nanos) {
        this.connections = new Connections<>(limits);
        this.nanos = nanos;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tcp-timer");
            thread.setDaemon(true);
            return thread;
        });
        this.acceptor = new NioSocketAcceptor(threads);
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(BACKLOG);
        // Else unbinding would cut off those who wait for an answer.
        acceptor.setCloseOnDeactivation(false);
        acceptor.setHandler(new TcpSessions(handler, connections, timer, nanos));
        SocketSessionConfig session = acceptor.getSessionConfig();
        session.setTcpNoDelay(true);
        session.setMinReadBufferSize(LEAST_READ_BUFFER);
        session.setReadBufferSize(READ_BUFFER);
        session.setMaxReadBufferSize(MOST_READ_BUFFER);
        sweepLater();
    }

    /**
     * Begins to accept on one more address.
     *
     * @return the address with its port, which the system chose if it was 0
     * @throws ListenFault if it cannot be opened; the others stay open
     */
    InetSocketAddress bind(InetSocketAddress address) throws ListenFault {
        try {
            acceptor.bind(address);
        } catch (IOException e) {
            throw ListenFault.of(ListenFault.Port.TCP, address, e);
        }
        return acceptor.getLocalAddresses().stream()
                .map(InetSocketAddress.class::cast)
                .filter(bound -> isSame(bound.getAddress(), address.getAddress())
                        && (address.getPort() == 0 || bound.getPort() == address.getPort()))
                .findFirst()
                .orElse(address);
    }

    /** The wildcard address is 0.0.0.0 and :: by turns. */
    private static boolean isSame(InetAddress a, InetAddress b) {
        return a.equals(b) || (a.isAnyLocalAddress() && b.isAnyLocalAddress());
    }

    void limits(TcpLimits limits) {
        connections.limits(limits);
    }

    ConnectionCounts connections() {
        return connections.counts();
    }

    /** The future is of no use: sweep catches what goes wrong. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sweepLater() {
        try {
            timer.schedule(this::sweep, connections.sweepMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("Stopped in between: nothing is left to sweep");
        }
    }

    private void sweep() {
        try {
            connections.overdue(nanos.getAsLong()).forEach(TcpConnection::closeNow);
        } catch (RuntimeException e) {
            LOG.error("Closing overdue connections failed", e);
        }
        sweepLater();
    }

    /** Accepts no more, answers the requests that have begun, for at most {@code grace}, and closes. */
    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it, however it went
    void stop(Duration grace) {
        acceptor.unbind();
        long stopAt = nanos.getAsLong();
        timer.scheduleWithFixedDelay(() -> closeQuiet(stopAt), 0, 20, TimeUnit.MILLISECONDS);
        connections.awaitNone(grace);
        close();
    }

    private void closeQuiet(long stopAt) {
        long now = nanos.getAsLong();
        if (now - stopAt >= QUIET_NANOS) {
            connections.quietSince(now - QUIET_NANOS).forEach(connection -> connection.session.closeOnFlush());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        acceptor.unbind();
        connections.all().forEach(TcpConnection::closeNow);
        acceptor.dispose(true);
    }
}
