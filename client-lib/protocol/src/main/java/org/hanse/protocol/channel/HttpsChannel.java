package org.hanse.protocol.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
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
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            try (Deadline deadline = new Deadline(channel, timeout)) {
                TcpChannel.connect(channel, proxy.address(), deadline);
                TlsLine line = new TlsLine(channel, engine(proxy), deadline);
                line.shakeHands();
                line.write(request(proxy, wrapped.length).getBytes(StandardCharsets.US_ASCII));
                line.write(wrapped);
                return KerberosCodec.decodeKdcProxyMessage(body(line)).message().toByteArray();
            }
        } catch (SSLException e) {
            throw new ChannelFault(Kind.NOT_TRUSTED, "TLS with " + proxy.host() + " fails: " + e.getMessage());
        } catch (IOException e) {
            throw new ChannelFault(Kind.CUT_OFF, "the connection to " + proxy.host() + " broke");
        } catch (DecodeFault fault) {
            throw new ChannelFault(Kind.NO_ANSWER, "what came is no answer of a KDC proxy: " + fault.getMessage());
        }
    }

    private static SSLEngine engine(Proxy proxy) {
        SSLEngine engine =
                proxy.trust().createSSLEngine(proxy.host(), proxy.address().getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // Else any host that some authority knows would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** HTTP/1.0, so that nothing is chunked and the connection ends behind the answer. */
    private static String request(Proxy proxy, int length) {
        String host = proxy.host().indexOf(':') >= 0 ? "[" + proxy.host() + "]" : proxy.host();
        return "POST " + proxy.path() + " HTTP/1.0\r\nHost: " + host + ":"
                + proxy.address().getPort()
                + "\r\nContent-Type: application/kerberos\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static byte[] body(TlsLine line) throws IOException, ChannelFault {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        Optional<HttpHead> head = Optional.empty();
        while (true) {
            Optional<byte[]> more = line.read();
            more.ifPresent(received::writeBytes);
            if (received.size() > MOST_OCTETS) {
                throw new ChannelFault(Kind.TOO_LONG, "an answer over the limit");
            }
            head = head.isPresent() ? head : HttpHead.of(received.toByteArray());
            if (head.isPresent() && head.get().isWhole(received.size())) {
                return head.get().body(received.toByteArray());
            }
            if (more.isEmpty()) {
                return head.orElseThrow(() -> new ChannelFault(Kind.CUT_OFF, "the connection ended before the answer"))
                        .body(received.toByteArray());
            }
        }
    }
}
