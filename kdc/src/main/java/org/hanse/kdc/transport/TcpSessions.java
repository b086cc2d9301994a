package org.hanse.kdc.transport;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.dispatch.MessageHandler;

/**
 * What happens on a connection: octets to requests, each answered on the I/O thread before the next is taken, so that answers
 * to pipelined requests keep their order.
 */
final class TcpSessions extends IoHandlerAdapter {
    private static final Logger LOG = LogManager.getLogger(TcpSessions.class);

    /** A peer that asks and never reads: MINA keeps what it cannot send. */
    private static final long MOST_UNSENT = 256 * 1024;

    /**
     * Between an error about the stream and its close. Closing a socket with unread input resets it, and the error would be lost
     * on its way.
     */
    private static final long LINGER_MILLIS = 100;

    /** [APPLICATION 10] and [APPLICATION 12], constructed: RFC 4120 §5.4.1. */
    private static final int AS_REQ_TAG = 0x6A;

    private static final int TGS_REQ_TAG = 0x6C;

    private final MessageHandler handler;
    private final Connections<TcpConnection> connections;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;

    TcpSessions(
            MessageHandler handler,
            Connections<TcpConnection> connections,
            ScheduledExecutorService timer,
            LongSupplier nanos) {
        this.handler = handler;
        this.connections = connections;
        this.timer = timer;
        this.nanos = nanos;
    }

    @Override
    public void sessionCreated(IoSession session) {
        TcpConnection newcomer = new TcpConnection(session, nanos.getAsLong());
        connections.admit(newcomer).forEach(TcpConnection::closeNow);
    }

    @Override
    public void sessionClosed(IoSession session) {
        connections.remove(TcpConnection.of(session));
    }

    @Override
    public void messageReceived(IoSession session, Object octets) {
        TcpConnection connection = TcpConnection.of(session);
        ByteBuffer in = ((IoBuffer) octets).buf();
        // Also while the handler works: the sweeper must not take a connection for idle then.
        connection.begin(nanos.getAsLong());
        try {
            while (!connection.refused && !session.isClosing()) {
                Optional<byte[]> request = connection.frames.next(in);
                if (request.isEmpty()) {
                    break;
                }
                answer(connection, request.get());
            }
            connection.amidst = connection.frames.isAmidst();
            boundMemory(connection);
        } catch (RequestFrames.BadLength fault) {
            // RFC 4120 §7.2.2 asks for KRB_ERR_FIELD_TOOLONG; no length at all is merely malformed.
            Reason reason = fault.isZero() ? Reason.REQUEST_MALFORMED : Reason.REQUEST_TOO_LONG;
            refuse(connection, handler.refuse(reason, origin(connection)));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A connection from {} was closed", connection.peer, e);
            session.closeNow();
        }
    }

    /** What is half received or half sent stays on the heap: all of it together is bounded. */
    private void boundMemory(TcpConnection connection) {
        long held = connection.frames.heldOctets() + connection.session.getScheduledWriteBytes();
        connections.holds(connection, held).forEach(TcpConnection::closeNow);
    }

    private void answer(TcpConnection connection, byte[] request) {
        byte[] answer = handler.answer(request, origin(connection));
        long now = nanos.getAsLong();
        // What is left of this read belongs to the next request.
        connection.requestSince = now;
        connections.progressed(connection, now);
        if (answer.length == 0) {
            connection.session.closeOnFlush();
        } else if (isForKdc(request)) {
            send(connection.session, answer);
        } else {
            // Whatever speaks here is no Kerberos client; the answer says so, and nothing more is read.
            refuse(connection, answer);
        }
    }

    private static Origin origin(TcpConnection connection) {
        return new Origin(connection.peer, Transport.TCP);
    }

    private static boolean isForKdc(byte[] request) {
        int tag = request[0] & 0xFF;
        return tag == AS_REQ_TAG || tag == TGS_REQ_TAG;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the sweeper closes what the timer misses
    private void refuse(TcpConnection connection, byte[] error) {
        connection.refused = true;
        connection.amidst = false;
        if (error.length > 0) {
            send(connection.session, error);
        }
        timer.schedule(() -> connection.session.closeOnFlush(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void send(IoSession session, byte[] answer) {
        IoBuffer out = IoBuffer.allocate(Integer.BYTES + answer.length);
        out.putInt(answer.length).put(answer).flip();
        session.write(out);
        if (session.getScheduledWriteBytes() > MOST_UNSENT) {
            session.closeNow();
        }
    }

    /** The peer will send no more; it may still wait for its answer. */
    @Override
    public void inputClosed(IoSession session) {
        session.closeOnFlush();
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        LOG.debug("A connection from {} failed", session.getRemoteAddress(), cause);
        session.closeNow();
    }
}
