package org.hanse.protocol.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over a connected channel, by the JDK's engine, until a moment that does not move: sockets of the JDK begin to wait anew with each
 * piece of a record.
 */
final class TlsLine {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Deadline deadline;
    private final ByteBuffer out;

    /** What has come and is not opened yet: for reading, between calls. */
    private final ByteBuffer in;

    /** @param engine of a client, that has done nothing yet */
    TlsLine(SocketChannel channel, SSLEngine engine, Deadline deadline) {
        this.channel = channel;
        this.engine = engine;
        this.deadline = deadline;
        this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    }

    /**
     * @throws SSLException if the two do not come to terms, or the peer is not whom the engine was told to expect
     */
    void shakeHands() throws IOException, ChannelFault {
        engine.beginHandshake();
        settle(engine.getHandshakeStatus());
    }

    void write(byte[] octets) throws IOException, ChannelFault {
        ByteBuffer left = ByteBuffer.wrap(octets);
        while (left.hasRemaining()) {
            wrap(left);
        }
    }

    /** @return some octets more; empty at the end of the connection */
    Optional<byte[]> read() throws IOException, ChannelFault {
        ByteBuffer opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (opened.position() == 0) {
            SSLEngineResult result = engine.unwrap(in, opened);
            switch (result.getStatus()) {
                case BUFFER_UNDERFLOW -> {
                    if (!receive()) {
                        return Optional.empty();
                    }
                }
                case CLOSED -> {
                    return Optional.empty();
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record is longer than TLS has it");
                // Beside tickets for later, a peer may ask for new keys.
                case OK -> settle(result.getHandshakeStatus());
            }
        }
        byte[] octets = new byte[opened.flip().remaining()];
        opened.get(octets);
        return Optional.of(octets);
    }

    private void settle(HandshakeStatus first) throws IOException, ChannelFault {
        HandshakeStatus status = first;
        while (true) {
            switch (status) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                    status = engine.getHandshakeStatus();
                }
                case NEED_WRAP -> status = wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> status = unwrapHandshake();
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    private HandshakeStatus wrap(ByteBuffer octets) throws IOException, ChannelFault {
        out.clear();
        SSLEngineResult result = engine.wrap(octets, out);
        out.flip();
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                deadline.await(SelectionKey.OP_WRITE);
            }
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("closed in between");
        }
        return result.getHandshakeStatus();
    }

    private HandshakeStatus unwrapHandshake() throws IOException, ChannelFault {
        // No application data comes before the handshake is over.
        SSLEngineResult result = engine.unwrap(in, NOTHING.duplicate());
        boolean more = switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> receive();
            case CLOSED -> false;
            case OK, BUFFER_OVERFLOW -> true;
        };
        if (!more) {
            throw new IOException("the connection ended amidst the handshake");
        }
        return result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW
                ? HandshakeStatus.NOT_HANDSHAKING
                : result.getHandshakeStatus();
    }

    /** @return false at the end */
    private boolean receive() throws IOException, ChannelFault {
        in.compact();
        try {
            while (true) {
                int count = channel.read(in);
                if (count != 0) {
                    return count > 0;
                }
                deadline.await(SelectionKey.OP_READ);
            }
        } finally {
            in.flip();
        }
    }
}
