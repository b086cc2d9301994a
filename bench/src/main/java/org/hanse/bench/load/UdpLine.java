package org.hanse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;

/** A socket of its own, as every client has. */
final class UdpLine extends Line {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Twice what either server sends in a datagram. */
    private static final int LONGEST = 8 * 1024;
    /** A server that is behind by so many requests of one client is behind by more than a client waits. */
    private static final int MOST_GIVEN_UP = 8;

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer out = ByteBuffer.allocateDirect(8 * 1024);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
    private DatagramChannel channel;
    /** Open, so that their ports are not given out again: a late answer would be taken for one to a request of the port's next owner. */
    private final Deque<DatagramChannel> givenUp = new ArrayDeque<>();

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
        channel.keyFor(selector).cancel();
        givenUp.add(channel);
        if (givenUp.size() > MOST_GIVEN_UP) {
            givenUp.remove().close();
        }
        channel = connected();
    }

    @Override
    void close() throws IOException {
        for (DatagramChannel old : givenUp) {
            old.close();
        }
        channel.close();
    }
}
