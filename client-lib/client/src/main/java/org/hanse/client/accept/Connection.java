package org.hanse.client.accept;

import java.net.InetAddress;
import java.util.Optional;
import org.hanse.protocol.gss.ChannelBindings;

/**
 * What the service knows of the connection that a login comes through. What it does not know cannot be held against the client.
 *
 * @param bindings the TLS channel, for instance {@link ChannelBindings#tlsServerEndPoint}
 * @param peer the client's address as the service sees it; behind a proxy or an address translator it is not the client's, and better
 *     left out
 */
public record Connection(Optional<ChannelBindings> bindings, Optional<InetAddress> peer) {
    public static final Connection UNKNOWN = new Connection(Optional.empty(), Optional.empty());

    /** As {@link #UNKNOWN}, through this channel. */
    public static Connection through(ChannelBindings channel) {
        return new Connection(Optional.of(channel), Optional.empty());
    }

    /** This connection, from that address: a ticket that lists addresses must list it (RFC 4120 §3.2.3). */
    public Connection from(InetAddress address) {
        return new Connection(bindings, Optional.of(address));
    }
}
