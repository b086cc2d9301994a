package org.hanse.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A length of four octets before each message, RFC 4120 §7.2.2; a fresh connection for each request, closed in peace, as stock clients
 * have it. Linux gives the ports of closed loopback connections out again after a second.
 */
final class TcpLine extends Line {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int LENGTH = 4;

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer out = ByteBuffer.allocateDirect(8 * 1024);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LENGTH + MAX_ANSWER);
    private Optional<SocketChannel> channel = Optional.empty();

    TcpLine(Selector selector, InetSocketAddress server) {
        this.selector = selector;
        this.server = server;
    }

    @Override
    void send(byte[] message) throws IOException {
        out.clear().putInt(message.length).put(message).flip();
        in.clear();
        SocketChannel fresh = SocketChannel.open();
        channel = Optional.of(fresh);
        fresh.configureBlocking(false);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (fresh.connect(server)) {
            fresh.write(out);
            fresh.register(selector, SelectionKey.OP_READ, this);
        } else {
            fresh.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    @Override
    ByteBuffer ready() throws IOException {
        SocketChannel current = channel.orElseThrow();
        if (!current.isConnected()) {
            if (current.finishConnect()) {
                current.write(out);
                current.register(selector, SelectionKey.OP_READ, this);
            }
            return NOTHING;
        }
        if (current.read(in) < 0) {
            throw new EOFException("closed before the answer was whole");
        }
        if (in.position() < LENGTH || in.position() < LENGTH + in.getInt(0)) {
            return NOTHING;
        }
        in.flip().position(LENGTH);
        close();
        return in.slice();
    }

    @Override
    void reset() throws IOException {
        close();
    }

    @Override
    void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
    }
}
