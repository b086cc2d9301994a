package org.hanse.kdc.federation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.hanse.kdc.realm.TestCertificates;
import org.hanse.kdc.transport.TlsServerFiles;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmUrl;

/** A peer's server over real TLS, which answers as a test wants it. */
final class PeerServer implements AutoCloseable {
    private final Path tls;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "peer-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(404, -1);

    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private PeerServer(Path tls, HttpsServer server) {
        this.tls = tls;
        this.server = server;
    }

    /** With a certificate for localhost, of an authority of its own. */
    static PeerServer start(Path tls) throws Exception {
        return start(tls, Clock.systemUTC().instant(), Set.of("localhost", "127.0.0.1"), "TLSv1.3");
    }

    static PeerServer start(Path tls, Instant made, Set<String> names, String protocol) throws Exception {
        TestCertificates.write(tls, made, names);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsServerFiles.context(tls)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setProtocols(new String[] {protocol});
                parameters.setSSLParameters(wanted);
            }
        });
        PeerServer peer = new PeerServer(tls, server);
        server.setExecutor(peer.threads);
        server.createContext("/", peer::answer);
        server.start();
        return peer;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange);
        }
    }

    PeerServer answering(Behaviour other) {
        behaviour = other;
        return this;
    }

    PeerServer answering(int status, String body) {
        return answering(exchange -> send(exchange, status, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Methods and paths, as they came. */
    List<String> asked() {
        return asked;
    }

    RealmUrl url() {
        return new RealmUrl("localhost", server.getAddress().getPort());
    }

    Fingerprint key() throws Exception {
        return Fingerprint.ofTlsKey(certificate("server.pem").getPublicKey().getEncoded());
    }

    /** Believes this server's authority alone, as if it were a public one. */
    X509ExtendedTrustManager authority() throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("ca", certificate("ca.pem"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private X509Certificate certificate(String file) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(tls.resolve(file))));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
