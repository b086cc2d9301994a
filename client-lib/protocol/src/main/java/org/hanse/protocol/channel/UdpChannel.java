package org.hanse.protocol.channel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;

/**
 * One datagram to an endpoint, and the one that answers it, RFC 4120 §7.2.1. The socket is connected, so that only the endpoint's own
 * datagrams arrive. Thread-safe, without state.
 */
public final class UdpChannel {
    /** What an IPv4 datagram can carry. */
    public static final int MAX_MESSAGE = 65_507;

    private UdpChannel() {}

    /**
     * @param timeout for the whole exchange
     * @return the octets of the first datagram that comes back, whatever they are
     */
    public static byte[] exchange(InetSocketAddress endpoint, byte[] message, Duration timeout) throws ChannelFault {
        if (message.length > MAX_MESSAGE) {
            throw new ChannelFault(ChannelFault.Kind.TOO_LONG, message.length + " octets do not fit into a datagram");
        }
        if (endpoint.isUnresolved()) {
            throw new ChannelFault(ChannelFault.Kind.REFUSED, "the name " + endpoint.getHostString() + " is unknown");
        }
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.connect(endpoint);
            try (Deadline deadline = new Deadline(channel, timeout)) {
                channel.write(ByteBuffer.wrap(message));
                ByteBuffer answer = ByteBuffer.allocate(MAX_MESSAGE);
                do {
                    deadline.await(SelectionKey.OP_READ);
                } while (channel.read(answer) == 0);
                byte[] octets = new byte[answer.flip().remaining()];
                answer.get(octets);
                return octets;
            }
        } catch (IOException e) {
            // A closed port answers by ICMP, which arrives here as PortUnreachableException.
            throw new ChannelFault(ChannelFault.Kind.REFUSED, "nobody answers at " + endpoint);
        }
    }
}
