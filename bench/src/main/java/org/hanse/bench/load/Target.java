package org.hanse.bench.load;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.hanse.protocol.channel.HttpsChannel;
import org.hanse.protocol.name.RealmName;

/**
 * Where a realm's server is reached.
 *
 * @param kdc UDP and TCP
 * @param https empty for a server without it
 */
public record Target(RealmName realm, InetSocketAddress kdc, Optional<HttpsChannel.Proxy> https) {
    /** By UDP and TCP alone. */
    public static Target kdc(RealmName realm, InetSocketAddress kdc) {
        return new Target(realm, kdc, Optional.empty());
    }
}
