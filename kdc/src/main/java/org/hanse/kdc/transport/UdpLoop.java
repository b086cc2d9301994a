package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.dispatch.MessageHandler;

/**
 * One thread with its own sockets: waits, takes datagrams until there are none, answers each before taking the next. The
 * selector costs a system call only when the sockets have run dry; it lets one thread serve several addresses and leave
 * after the last datagram, which a blocking read does not.
 */
final class UdpLoop implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(UdpLoop.class);

    /** Over what a datagram can carry, 65,507 octets, so that none is cut. */
    private static final int BUFFER = 64 * 1024;

    private static final int LARGEST_ANSWER = 65_507;

    /** Room for some thousand requests while this thread is busy; the system may grant less. */
    private static final int KERNEL_BUFFER = 4 * 1024 * 1024;

    /** After a failing read or wait, so that a broken socket does not take a core. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final MessageHandler handler;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private volatile boolean stopping;

    UdpLoop(String name, MessageHandler handler) throws IOException {
        this.handler = handler;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
    }

    void bind(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void start() {
        thread.start();
    }

    /** The thread answers what its sockets hold and ends. */
    void stopWhenDrained() {
        stopping = true;
        selector.wakeup();
    }

    void awaitEnd(Duration grace) {
        try {
            thread.join(Math.max(1, grace.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                awaitAndDrain();
            }
            for (SelectionKey key : selector.keys()) {
                drain(key);
            }
        } catch (ClosedSelectorException e) {
            LOG.trace("Closed before the last datagram");
        }
    }

    private void awaitAndDrain() {
        try {
            selector.select(this::drain);
        } catch (IOException e) {
            LOG.error("Waiting for datagrams failed", e);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void drain(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        // As many as a full kernel buffer holds, then the other sockets get their turn.
        for (int i = 0; i < 1024; i++) {
            try {
                in.clear();
                if (!(channel.receive(in) instanceof InetSocketAddress peer)) {
                    return;
                }
                in.flip();
                answer(channel, peer);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // An ICMP error about an earlier answer, or a socket that is gone: neither is this request's fault.
                LOG.debug("Receiving a datagram failed", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What goes wrong with one datagram must not end the thread. */
    private void answer(DatagramChannel channel, InetSocketAddress peer) {
        byte[] request = new byte[in.remaining()];
        in.get(request);
        try {
            send(channel, peer, handler.answer(request, new Origin(peer, Transport.UDP)));
        } catch (IOException e) {
            // A peer that cannot be reached; it comes again if it is real.
            LOG.debug("Answering {} failed", peer, e);
        } catch (RuntimeException | Error e) {
            LOG.error("A datagram of {} octets from {} was dropped", request.length, peer, e);
        }
    }

    private void send(DatagramChannel channel, InetSocketAddress peer, byte[] answer) throws IOException {
        if (answer.length == 0) {
            return;
        }
        if (answer.length > LARGEST_ANSWER) {
            LOG.error("An answer of {} octets does not fit a datagram and was dropped", answer.length);
            return;
        }
        out.clear();
        out.put(answer).flip();
        channel.send(out, peer);
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("Closing a UDP socket failed", e);
        } catch (ClosedSelectorException e) {
            // Closed before: nothing left to do.
            LOG.trace("Closed twice");
        }
    }
}
