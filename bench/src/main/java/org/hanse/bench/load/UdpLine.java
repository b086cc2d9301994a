package org.hanse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A socket of its own, as every client has. */
final class UdpLine extends Line {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer out = ByteBuffer.allocateDirect(8 * 1024);
    private final ByteBuffer in = ByteBuffer.allocateDirect(MAX_ANSWER);
    private DatagramChannel channel;

    UdpLine(Selector selector, InetSocketAddress server) throws IOException {
        this.selector = selector;
        this.server = server;
        this.channel = connected();
    }

    private DatagramChannel connected() throws IOException {
        DatagramChannel fresh = DatagramChannel.open();
        fresh.configureBlocking(false);
        fresh.connect(server);
        fresh.register(selector, SelectionKey.OP_READ, this);
        return fresh;
    }

    @Override
    void send(byte[] message) throws IOException {
        out.clear().put(message).flip();
        channel.write(out);
    }

    @Override
    ByteBuffer ready() throws IOException {
        in.clear();
        int read = channel.read(in);
        in.flip();
        return read > 0 ? in : NOTHING;
    }

    @Override
    void reset() throws IOException {
        channel.close();
        channel = connected();
    }

    @Override
    void close() throws IOException {
        channel.close();
    }
}
