package org.hanse.kdc;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.config.FileWatch;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.realm.TlsRenewal;
import org.hanse.kdc.transport.ConnectionCounts;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.kdc.transport.HttpsListener;
import org.hanse.kdc.transport.ListenFault;
import org.hanse.kdc.transport.TlsIdentity;

/**
 * The HTTPS port with the certificate that lies in the realm home. It opens beside the KDC's port, which does not wait for it; and a
 * realm does not stay without its KDC because a certificate is broken or somebody else has the port: that is logged, and tried again
 * when the files change or the server is told to reload. Thread-safe.
 */
final class HttpsPort implements AutoCloseable {
    private final Path certificates;
    private final Path key;
    private final ListenSettings settings;
    private final List<HttpRoute> routes;
    private final SecureRandom random;
    private final TlsRenewal renewal;
    private final Runnable renewed;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "https-port");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> opening;
    private final FileWatch watch;
    private TcpLimits limits;
    private Optional<HttpsListener> listener = Optional.empty();
    private Optional<Instant> ends = Optional.empty();
    private boolean closed;

    @SuppressWarnings("FutureReturnValueIgnored") // close() ends it
    private HttpsPort(
            Path home,
            RealmSettings realm,
            List<HttpRoute> routes,
            TlsRenewal renewal,
            Runnable renewed,
            SecureRandom random) {
        Path tls = home.resolve("tls");
        this.certificates = tls.resolve("server.pem");
        this.key = tls.resolve("server.key");
        this.settings = realm.listen();
        this.routes = routes;
        this.renewal = renewal;
        this.renewed = renewed;
        this.random = random;
        this.limits = realm.listen().https();
        this.watch = FileWatch.start("tls-watch", List.of(certificates, key), this::refresh);
        this.opening = worker.submit(() -> {
            renew(tls, realm);
            refresh();
        });
        worker.scheduleWithFixedDelay(() -> renew(tls, realm), 1, 1, TimeUnit.DAYS);
    }

    /**
     * Begins to open it and returns at once.
     *
     * @param renewed told that another certificate is shown; does not wait and does not throw
     */
    static HttpsPort opening(
            Path home,
            RealmSettings realm,
            List<HttpRoute> routes,
            TlsRenewal renewal,
            Runnable renewed,
            SecureRandom random) {
        return new HttpsPort(home, realm, routes, renewal, renewed, random);
    }

    /** The watch notices what it has written. */
    private void renew(Path tls, RealmSettings realm) {
        try {
            if (renewal.renewIfDue(tls, realm)) {
                log().info("{} was renewed under the realm's own authority", certificates);
            }
        } catch (IOException | RuntimeException e) {
            log().error("The certificate of HTTPS was to be renewed and could not be, it is tried again in a day", e);
        }
    }

    /** Shows the certificate that is there now; opens the port if it is not open. */
    synchronized void refresh() {
        if (closed) {
            return;
        }
        try {
            TlsIdentity identity = TlsIdentity.read(certificates, key);
            ends = Optional.of(identity.ends());
            if (listener.isPresent()) {
                listener.get().identity(identity);
                log().info("HTTPS shows the certificate of {} from now on", certificates);
                renewed.run();
            } else {
                HttpsListener opened = HttpsListener.open(settings, routes, identity, random, System::nanoTime);
                opened.limits(limits);
                listener = Optional.of(opened);
                log().info("serving HTTPS on {}", opened.reachable());
            }
        } catch (ListenFault fault) {
            if (listener.isPresent()) {
                log().error("HTTPS keeps its certificate: {}", fault.getMessage());
            } else {
                log().error("HTTPS is not served: {}", fault.getMessage());
            }
        }
    }

    /** Returns when the port is open, or cannot be opened at present. */
    void awaitOpening() {
        try {
            opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log().error("HTTPS is not served: {}", "a fault of Hanse, please report it", e.getCause());
        }
    }

    synchronized ConnectionCounts connections() {
        return listener.map(HttpsListener::connections).orElse(ConnectionCounts.NONE);
    }

    /** How often each status of HTTP was answered. */
    synchronized Map<Integer, Long> answers() {
        return listener.map(HttpsListener::answers).orElse(Map.of());
    }

    /** When the certificate that is shown ends; empty while the port is not open. */
    synchronized Optional<Instant> certificateEnds() {
        return listener.isPresent() ? ends : Optional.empty();
    }

    /** HOST:PORT, or a dash while it is not open. */
    synchronized String reachable() {
        return listener.map(HttpsListener::reachable).orElse("-");
    }

    /** Other limits from now on; opens the port if it is not open. */
    synchronized void reload(TcpLimits other) {
        limits = other;
        if (listener.isPresent()) {
            listener.get().limits(other);
        } else {
            refresh();
        }
    }

    /** Takes no more, answers what has come, for at most {@code grace}, and closes. */
    synchronized void stop(Duration grace) {
        listener.ifPresent(open -> open.stop(grace));
        close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.close();
        worker.shutdownNow();
        listener.ifPresent(HttpsListener::close);
        listener = Optional.empty();
    }

    /** Not a constant: Log4j must not start before it is set up. */
    private static Logger log() {
        return LogManager.getLogger(HttpsPort.class);
    }
}
