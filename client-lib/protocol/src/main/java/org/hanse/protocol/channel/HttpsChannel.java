package org.hanse.protocol.channel;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.hanse.protocol.channel.ChannelFault.Kind;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcProxyMessage;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/**
 * One message to a realm's KDC by way of a proxy, and its answer, MS-KKDCP: a POST of HTTP/1.0 over a new TLS connection, as MIT's
 * clients do it. The proxy's certificate must be good for its host's name. Thread-safe, without state.
 */
public final class HttpsChannel {
    /** Of an answer: the largest message, what wraps it, and a head. */
    private static final int MOST_OCTETS = 160 * 1024;

    private HttpsChannel() {}

    /**
     * Where a proxy is.
     *
     * @param address the host's, with the port
     * @param host its name as the user gave it, which its certificate must bear
     * @param path from the slash on
     * @param trust whose certificates are believed
     */
    public record Proxy(InetSocketAddress address, String host, String path, SSLContext trust) {}

    /**
     * @param realm whose KDC shall answer
     * @param timeout for the whole exchange, connecting included
     * @throws ChannelFault also of kind NOT_TRUSTED, if it is not the host's own certificate or none that is believed, and NO_ANSWER, if
     *     the proxy says that it has none
     */
    public static byte[] exchange(Proxy proxy, RealmName realm, byte[] message, Duration timeout) throws ChannelFault {
        if (message.length > TcpChannel.MAX_MESSAGE) {
            throw new ChannelFault(Kind.TOO_LONG, message.length + " octets are over the limit");
        }
        byte[] wrapped = KerberosCodec.encode(new KdcProxyMessage(Octets.copyOf(message), Optional.of(realm.value())));
        HttpsCall.Request post = HttpsCall.Request.post(
                proxy.path(), Map.of("Content-Type", "application/kerberos"), Octets.wrap(wrapped));
        HttpsCall.Server server = new HttpsCall.Server(proxy.address(), proxy.host(), proxy.trust());
        HttpsCall.Answer answer = HttpsCall.exchange(server, certificate -> post, MOST_OCTETS, timeout);
        if (answer.status() != 200) {
            throw new ChannelFault(Kind.NO_ANSWER, "HTTP status " + answer.status());
        }
        try {
            return KerberosCodec.decodeKdcProxyMessage(answer.body().toByteArray())
                    .message()
                    .toByteArray();
        } catch (DecodeFault fault) {
            throw new ChannelFault(Kind.NO_ANSWER, "what came is no answer of a KDC proxy: " + fault.getMessage());
        }
    }
}
