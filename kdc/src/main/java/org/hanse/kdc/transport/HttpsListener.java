package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.TcpLimits;

/**
 * The HTTPS port on all of its addresses, by Jetty: HTTP/1.0, 1.1 and 2 over TLS 1.3 and 1.2. Its threads are few and its own, so that
 * whatever comes here, handshakes by the thousand too, leaves UDP and TCP their share of the processors.
 */
public final class HttpsListener implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(HttpsListener.class);

    /** When the system chooses the port and it is taken on another address. */
    private static final int TRIES = 20;

    private static final int BACKLOG = 1024;

    /** Of a request: a SPNEGO token with a large ticket goes in. */
    private static final int MOST_HEADERS = 32 * 1024;

    /** At once on a connection of HTTP/2. */
    private static final int MOST_STREAMS = 16;

    /** Frames of HTTP/2 a second that cost work and bring nothing: settings, pings, streams reset as soon as opened. */
    private static final int MOST_IDLE_FRAMES = 50;

    /** What all current clients have, and Windows' of before TLS 1.3; none without forward secrecy or without authentication. */
    private static final String[] CIPHER_SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    };

    /** How much longer than a request an unanswered connection lasts, so that who sends slowly hears 408 first. */
    private static final long SAYING_SO_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Server server;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private final Connections<HttpsConnection> connections;
    private final SecureRandom random;
    private final LongSupplier nanos;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    private HttpsListener(
            TcpLimits limits, List<HttpRoute> routes, TlsIdentity identity, SecureRandom random, LongSupplier nanos) {
        this.connections = new Connections<>(limits);
        this.random = random;
        this.nanos = nanos;
        tls.setSslContext(identity.context(random));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setIncludeCipherSuites(CIPHER_SUITES);
        tls.setExcludeCipherSuites();
        tls.setRenegotiationAllowed(false);
        this.server = new Server(threads());
        server.setHandler(new GracefulHandler(new HttpsHandler(routes, connections, nanos)));
        // Whatever answers, an endpoint, our refusals or Jetty's own.
        server.setRequestLog(
                (request, response) -> answers.computeIfAbsent(response.getStatus(), status -> new LongAdder())
                        .increment());
        server.setErrorHandler((request, response, callback) -> {
            HttpAnswer answer = HttpAnswer.text(response.getStatus(), HttpStatus.getMessage(response.getStatus()));
            HttpsHandler.write(answer, false, request, response, callback);
            return true;
        });
    }

    /** One accepts, one selects, one keeps the time; the rest answer and do the work of TLS, as many as there are cores. */
    private static QueuedThreadPool threads() {
        int most = 3 + Math.max(2, Runtime.getRuntime().availableProcessors());
        QueuedThreadPool threads = new QueuedThreadPool(most, 3);
        threads.setName("https");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        return threads;
    }

    /**
     * Opens all sockets and begins to answer.
     *
     * @param nanos a clock that never goes back, for deadlines
     * @throws ListenFault if any of them cannot be opened; none stays open then
     */
    public static HttpsListener open(
            ListenSettings settings,
            List<HttpRoute> routes,
            TlsIdentity identity,
            SecureRandom random,
            LongSupplier nanos)
            throws ListenFault {
        List<InetAddress> hosts = Addresses.of(settings.hosts());
        for (int i = 1; ; i++) {
            HttpsListener listener = new HttpsListener(settings.https(), routes, identity, random, nanos);
            try {
                listener.start(hosts, settings.httpsPort());
                return listener;
            } catch (ListenFault e) {
                listener.close();
                if (settings.httpsPort() != 0 || !e.isPortInUse() || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void start(List<InetAddress> hosts, int wanted) throws ListenFault {
        int port = wanted;
        for (InetAddress host : hosts) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            ServerConnector connector = connector();
            connector.setHost(host.getHostAddress());
            connector.setPort(port);
            try {
                connector.open();
            } catch (IOException e) {
                throw ListenFault.of(ListenFault.Port.HTTPS, address, e.getCause() instanceof IOException in ? in : e);
            }
            port = connector.getLocalPort();
            addresses.add(new InetSocketAddress(host, port));
            server.addConnector(connector);
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not start", e);
        }
        sweepLater();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADERS);
        // Two lengths, or a length and a coding, are where requests are smuggled: RFC 9112 §6.3.
        http.setHttpCompliance(HttpCompliance.RFC9110);
        // Paths that two readers may take for two: with encoded dots, slashes or percent signs.
        http.setUriCompliance(UriCompliance.DEFAULT);
        // Clients check our name; which of our names they had in mind is nothing to us.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MOST_STREAMS);
        http2.setRateControlFactory(new WindowRateControl.Factory(MOST_IDLE_FRAMES));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return new Counting(
                new SslConnectionFactory(tls, alpn.getProtocol()), alpn, http2, new HttpConnectionFactory(http));
    }

    /** Its end points come and go in {@link #connections}. */
    private final class Counting extends ServerConnector {
        Counting(ConnectionFactory... protocols) {
            super(server, 1, 1, protocols);
            setReuseAddress(true);
            setAcceptQueueSize(BACKLOG);
            setAcceptedTcpNoDelay(true);
            // The sweeper knows better what is idle.
            setIdleTimeout(-1);
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            return new HttpsConnection.Socket(channel, selector, key, getScheduler(), connections, nanos);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void sweepLater() {
        server.getScheduler().schedule(this::sweep, connections.sweepMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            connections.overdue(nanos.getAsLong() - SAYING_SO_NANOS).forEach(HttpsConnection::closeNow);
        } catch (RuntimeException e) {
            LOG.error("Closing overdue connections failed", e);
        }
        if (server.isRunning()) {
            sweepLater();
        }
    }

    /** HOST:PORT of the first address, as a program on this machine reaches it. */
    public String reachable() {
        return Addresses.reachable(addresses.get(0));
    }

    /** The first address, with the port that serves. */
    InetSocketAddress address() {
        return addresses.get(0);
    }

    /** Other limits from now on. */
    public void limits(TcpLimits limits) {
        connections.limits(limits);
    }

    /** Shows itself as another from now on; connections that are open stay as they are. */
    public void identity(TlsIdentity identity) {
        try {
            tls.reload(factory -> factory.setSslContext(identity.context(random)));
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not take another certificate", e);
        }
    }

    public ConnectionCounts connections() {
        return connections.counts();
    }

    /** How often each status was answered, the lowest first. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> counts = new TreeMap<>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /** Takes no more, answers what has come, for at most {@code grace}, and closes. */
    public void stop(Duration grace) {
        server.setStopTimeout(grace.toMillis());
        close();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.error("closing failed", e);
        }
    }
}
