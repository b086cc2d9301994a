package org.hanse.protocol.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.hanse.protocol.channel.ChannelFault.Kind;
import org.hanse.protocol.wire.Octets;

/**
 * One request of HTTP/1.0 over a TLS connection of its own, so that nothing is chunked and the connection ends behind the answer. The
 * server's certificate must be good for its host's name. No redirect is followed. Thread-safe, without state.
 */
public final class HttpsCall {
    private HttpsCall() {}

    /**
     * Where a server is.
     *
     * @param address the host's, with the port
     * @param host its name as the user gave it, which its certificate must bear
     * @param trust whose certificates are believed
     * @param newest whether it must speak TLS 1.3; else TLS 1.2 will do
     */
    public record Server(InetSocketAddress address, String host, SSLContext trust, boolean newest) {
        /** One that may be older. */
        public Server(InetSocketAddress address, String host, SSLContext trust) {
            this(address, host, trust, false);
        }

        /** As a {@code Host} header has it. */
        String authority() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
        }
    }

    /**
     * What is asked.
     *
     * @param path from the slash on
     * @param headers besides {@code Host} and {@code Content-Length}
     * @param body empty if the method has none
     */
    public record Request(String method, String path, Map<String, String> headers, Octets body) {
        public static Request get(String path, Map<String, String> headers) {
            return new Request("GET", path, headers, Octets.EMPTY);
        }

        public static Request post(String path, Map<String, String> headers, Octets body) {
            return new Request("POST", path, headers, body);
        }

        private String length() {
            return method.equals("GET") ? "" : "\r\nContent-Length: " + body.length();
        }
    }

    /** Makes the request when the server has shown whom it is: a login may be bound to its certificate. */
    @FunctionalInterface
    public interface RequestMaker {
        Request to(X509Certificate server);
    }

    /**
     * How long somebody waits. A host of several addresses is to be tried at each before all of the time is over.
     *
     * @param connect for the connection of TCP
     * @param whole for all, connecting included
     */
    public record Patience(Duration connect, Duration whole) {}

    /** An answer, whatever its status. */
    public record Answer(int status, Map<String, String> headers, Octets body) {
        /** @param name in lower case */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * @param mostOctets of the answer, its head included
     * @param timeout for the whole exchange, connecting included
     * @throws ChannelFault also of kind NOT_TRUSTED, if it is not the host's own certificate or none that is believed, and NO_ANSWER, if
     *     what comes is no HTTP
     */
    public static Answer exchange(Server server, RequestMaker request, int mostOctets, Duration timeout)
            throws ChannelFault {
        return exchange(server, request, mostOctets, new Patience(timeout, timeout));
    }

    /** As above. */
    public static Answer exchange(Server server, RequestMaker request, int mostOctets, Patience patience)
            throws ChannelFault {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            try (Deadline deadline = new Deadline(channel, patience.whole())) {
                TcpChannel.connect(channel, server.address(), deadline.within(patience.connect()));
                SSLEngine engine = engine(server);
                TlsLine line = new TlsLine(channel, engine, deadline);
                line.shakeHands();
                Request made = request.to((X509Certificate) engine.getSession().getPeerCertificates()[0]);
                line.write(head(server, made).getBytes(StandardCharsets.US_ASCII));
                line.write(made.body().toByteArray());
                return answer(line, mostOctets);
            }
        } catch (SSLException e) {
            throw new ChannelFault(Kind.NOT_TRUSTED, "TLS with " + server.host() + " fails: " + e.getMessage());
        } catch (IOException e) {
            throw new ChannelFault(Kind.CUT_OFF, "the connection to " + server.host() + " broke");
        }
    }

    private static SSLEngine engine(Server server) {
        SSLEngine engine =
                server.trust().createSSLEngine(server.host(), server.address().getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // Else any host that some authority knows would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (server.newest()) {
            parameters.setProtocols(new String[] {"TLSv1.3"});
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static String head(Server server, Request request) {
        StringBuilder head =
                new StringBuilder(request.method() + " " + request.path() + " HTTP/1.0\r\nHost: " + server.authority());
        request.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        return head.append(request.length()).append("\r\n\r\n").toString();
    }

    private static Answer answer(TlsLine line, int mostOctets) throws IOException, ChannelFault {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        Optional<HttpHead> head = Optional.empty();
        while (true) {
            Optional<byte[]> more = line.read();
            more.ifPresent(received::writeBytes);
            if (received.size() > mostOctets) {
                throw new ChannelFault(Kind.TOO_LONG, "an answer over the limit");
            }
            head = head.isPresent() ? head : HttpHead.of(received.toByteArray());
            if (more.isEmpty() || (head.isPresent() && head.get().isWhole(received.size()))) {
                HttpHead whole = head.orElseThrow(
                        () -> new ChannelFault(Kind.CUT_OFF, "the connection ended before the answer"));
                return new Answer(whole.status(), whole.headers(), Octets.wrap(whole.body(received.toByteArray())));
            }
        }
    }
}
