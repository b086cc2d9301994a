package org.hanse.protocol.channel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One message over a new connection to an endpoint, and its answer, RFC 4120 §7.2.2: each behind four octets of length.
 * Thread-safe, without state.
 */
public final class TcpChannel {
    /** What the codec takes at most; a longer answer is refused before room is made for it. */
    public static final int MAX_MESSAGE = 128 * 1024;

    private TcpChannel() {}

    /** @param timeout for the whole exchange, connecting included */
    public static byte[] exchange(InetSocketAddress endpoint, byte[] message, Duration timeout) throws ChannelFault {
        if (message.length > MAX_MESSAGE) {
            throw new ChannelFault(ChannelFault.Kind.TOO_LONG, message.length + " octets are over the limit");
        }
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            try (Deadline deadline = new Deadline(channel, timeout)) {
                connect(channel, endpoint, deadline);
                ByteBuffer out = ByteBuffer.allocate(4 + message.length);
                out.putInt(message.length).put(message).flip();
                while (out.hasRemaining()) {
                    if (channel.write(out) == 0) {
                        deadline.await(SelectionKey.OP_WRITE);
                    }
                }
                int length = read(channel, 4, deadline).getInt();
                // The first bit is reserved, RFC 4120 §7.2.2; set, it makes the length negative here.
                if (length < 0 || length > MAX_MESSAGE) {
                    throw new ChannelFault(ChannelFault.Kind.TOO_LONG, "an answer over the limit from " + endpoint);
                }
                return read(channel, length, deadline).array();
            }
        } catch (IOException e) {
            throw new ChannelFault(ChannelFault.Kind.CUT_OFF, "the connection to " + endpoint + " broke");
        }
    }

    static void connect(SocketChannel channel, InetSocketAddress endpoint, Deadline deadline) throws ChannelFault {
        if (endpoint.isUnresolved()) {
            throw new ChannelFault(ChannelFault.Kind.REFUSED, "the name " + endpoint.getHostString() + " is unknown");
        }
        try {
            if (!channel.connect(endpoint)) {
                deadline.await(SelectionKey.OP_CONNECT);
                channel.finishConnect();
            }
        } catch (IOException e) {
            throw new ChannelFault(ChannelFault.Kind.REFUSED, "nobody listens at " + endpoint);
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length, Deadline deadline)
            throws IOException, ChannelFault {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            int count = channel.read(in);
            if (count < 0) {
                throw new ChannelFault(ChannelFault.Kind.CUT_OFF, "the connection ended before the answer did");
            }
            if (count == 0) {
                deadline.await(SelectionKey.OP_READ);
            }
        }
        return in.flip();
    }
}
