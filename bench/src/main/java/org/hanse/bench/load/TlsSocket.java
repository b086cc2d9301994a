package org.hanse.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A connection with TLS that never waits. Of the generator's thread. */
final class TlsSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel = SocketChannel.open();
    private final SSLEngine tls;
    private final SelectionKey key;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final ByteBuffer plain = ByteBuffer.allocate(Line.MAX_ANSWER);
    private ByteBuffer unsent = NOTHING;

    /** Begins to connect. What comes is announced to {@code line}. */
    TlsSocket(Selector selector, InetSocketAddress server, SSLContext trust, Line line) throws IOException {
        // For no named peer the JDK resumes no session: a client program that has just started has none.
        tls = trust.createSSLEngine();
        tls.setUseClientMode(true);
        tls.beginHandshake();
        int record = tls.getSession().getPacketBufferSize();
        in = ByteBuffer.allocate(2 * record);
        out = ByteBuffer.allocate(record);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(server);
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, line);
    }

    /** At once, or as soon as the handshake is over. */
    void send(ByteBuffer octets) throws IOException {
        unsent = octets;
        if (channel.isConnected()) {
            advance();
        }
    }

    /** To be called when the socket is ready; what has come since {@link #forget}, to be read from 0 to its limit. */
    ByteBuffer received() throws IOException {
        if (channel.isConnected()) {
            if (channel.read(in) < 0) {
                throw new EOFException("closed before the answer was whole");
            }
            advance();
        } else if (channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            advance();
        }
        return plain.duplicate().flip();
    }

    void forget() {
        plain.clear();
    }

    private void advance() throws IOException {
        boolean more = true;
        while (more) {
            more = switch (tls.getHandshakeStatus()) {
                case NEED_TASK -> {
                    tls.getDelegatedTask().run();
                    yield true;
                }
                case NEED_WRAP -> {
                    wrap(NOTHING);
                    yield true;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case NOT_HANDSHAKING, FINISHED -> {
                    while (unsent.hasRemaining()) {
                        wrap(unsent);
                    }
                    yield unwrap();
                }
            };
        }
    }

    private void wrap(ByteBuffer octets) throws IOException {
        out.clear();
        tls.wrap(octets, out);
        channel.write(out.flip());
        if (out.hasRemaining()) {
            throw new IOException("the kernel does not take so much");
        }
    }

    /** @return whether there was a whole record */
    private boolean unwrap() throws IOException {
        SSLEngineResult result = tls.unwrap(in.flip(), plain);
        in.compact();
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    /** Says so to the server, if that is still there. */
    void close() throws IOException {
        try {
            if (channel.isConnected()) {
                tls.closeOutbound();
                wrap(NOTHING);
            }
        } catch (IOException gone) {
            // It knows.
        } finally {
            channel.close();
        }
    }
}
