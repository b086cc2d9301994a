package org.hanse.kdc;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.RequestLog;
import org.hanse.kdc.audit.RequestMetrics;
import org.hanse.kdc.audit.ServerLog;
import org.hanse.kdc.config.FileWatch;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.dispatch.MessageHandler;
import org.hanse.kdc.realm.TlsRenewal;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.kdc.transport.KdcListeners;
import org.hanse.kdc.transport.KdcProxy;
import org.hanse.kdc.transport.KdcRelay;
import org.hanse.kdc.transport.ListenFault;
import org.hanse.protocol.crypto.ThreadRandom;
import org.hanse.realmtrust.path.RealmDomains;
import org.hanse.realmtrust.path.RealmPaths;

/**
 * A realm's server: wiring only. Opens what a realm home describes, answers until it is stopped. Several servers may run on one
 * home, each with ports of its own. All state is in the store, so the process can be killed at any moment.
 */
public final class RealmServer implements AutoCloseable {
    /** How long a stop waits for requests that have begun, per transport. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Path file;
    private final RealmStore store;
    private final KdcListeners listeners;
    private final HttpsPort https;
    private final RealmPeers peers;
    private final FileWatch watch;
    private final RealmAdmin admin;
    private final Deque<AutoCloseable> open;
    private final RequestMetrics requests;

    private volatile RealmSettings settings;
    private volatile Dispatcher dispatcher;

    private RealmServer(
            Path home,
            Path file,
            RealmSettings settings,
            RealmStore store,
            Clock clock,
            SecureRandom random,
            Deque<AutoCloseable> open)
            throws ListenFault {
        this.file = file;
        this.settings = settings;
        this.store = store;
        this.open = open;
        this.requests = new RequestMetrics(new RequestLog());
        this.dispatcher = new Dispatcher(realm(settings), clock, new ThreadRandom(random), requests);
        MessageHandler kdc = new Current();
        KdcRelay relay = new KdcRelay(store.trustDirectory(), System::nanoTime);
        open.push(relay);
        ServerFigures figures = new ServerFigures(store, this::dispatcher);
        RealmHealth health = new RealmHealth(settings, store, clock, requests, figures);
        open.push(health);
        this.admin = new RealmAdmin(home, this::settings, store, clock, random);
        open.push(admin);
        this.peers = new RealmPeers(home, this::settings, store, clock, random);
        open.push(peers);
        // In the background: the libraries of HTTPS take longer to load than all the rest.
        this.https = HttpsPort.opening(
                home, settings, routes(kdc, relay, health), new TlsRenewal(clock, random), peers::refresh, random);
        open.push(https);
        this.listeners = KdcListeners.open(settings.listen(), kdc, System::nanoTime);
        open.push(listeners);
        figures.watch(listeners, https);
        this.watch = FileWatch.start("settings-watch", List.of(file), this::reload);
        open.push(watch);
    }

    /**
     * Opens everything and begins to answer; HTTPS, where something is amiss with it, when that is mended.
     *
     * @throws SettingsFault if realm.yaml cannot be used
     * @throws org.hanse.kdc.principal.StoreFault if the store cannot be opened
     * @throws ListenFault if a port cannot be opened; as after any failure, nothing is left running
     * @throws IOException if the log cannot be written
     */
    public static RealmServer start(Path home, Clock clock, SecureRandom random)
            throws SettingsFault, ListenFault, IOException {
        Path file = home.resolve(RealmSettings.FILE_NAME);
        RealmSettings settings = SettingsFile.read(file);
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            open.push(ServerLog.start(home, settings.log()));
            RealmStore store = RealmStore.open(home, clock, random);
            open.push(store);
            if (!store.realm().equals(settings.realm())) {
                throw new SettingsFault(file + " names realm " + settings.realm() + " and the store is realm "
                        + store.realm() + "'s; mend the realm line, a realm cannot be renamed");
            }
            RealmServer server = new RealmServer(home, file, settings, store, clock, random, open);
            log().info("serving realm {} on {}", settings.realm(), server.listeners.reachable());
            server.https.awaitOpening();
            return server;
        } catch (SettingsFault | ListenFault | IOException | RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    /** The dispatcher of the moment: a reload puts another in its place. */
    private final class Current implements MessageHandler {
        @Override
        public byte[] answer(byte[] message, Origin origin) {
            long begin = System.nanoTime();
            byte[] answer = dispatcher.answer(message, origin);
            requests.took(Dispatcher.kindOf(message), origin.transport(), System.nanoTime() - begin);
            return answer;
        }

        @Override
        public byte[] refuse(Reason reason, Origin origin) {
            return dispatcher.refuse(reason, origin);
        }
    }

    private List<HttpRoute> routes(MessageHandler kdc, KdcRelay relay, RealmHealth health) {
        List<HttpRoute> routes = new ArrayList<>(health.routes(peers::write));
        routes.addAll(admin.routes());
        routes.add(KdcProxy.route(settings.realm(), kdc, relay));
        routes.addAll(peers.routes());
        return List.copyOf(routes);
    }

    private Dispatcher dispatcher() {
        return dispatcher;
    }

    private RealmSettings settings() {
        return settings;
    }

    private Realm realm(RealmSettings now) {
        return new Realm(
                now.kdc(),
                store.principalDirectory(),
                store.trustDirectory(),
                new RealmPaths(now.capaths()),
                new RealmDomains(now.domains()),
                store.toldTrusts());
    }

    /** What {@code hanse server} says when it is ready; a part that is not built is a dash. */
    public String readyLine() {
        return "ready realm=" + settings.realm() + " kdc=" + listeners.reachable() + " kpasswd=- https="
                + https.reachable();
    }

    /** Reads realm.yaml again; a file with a mistake is logged and changes nothing. Never throws. */
    public synchronized void reload() {
        try {
            RealmSettings read = SettingsFile.read(file);
            RealmSettings next = settings.reloadedBy(read);
            dispatcher = dispatcher.under(realm(next));
            listeners.limits(next.listen().tcp());
            https.reload(next.listen().https());
            settings = next;
            peers.refresh();
            log().info("{} was read again", file);
            if (!next.equals(read)) {
                log().warn("{}: some changes count from the next start of the server", file);
            }
        } catch (SettingsFault fault) {
            log().error("settings stay as they are: {}", fault.getMessage());
        }
    }

    /** Takes no more requests, answers those that have come, writes the log, and ends. */
    public void stop() {
        log().info("stopping");
        watch.close();
        https.stop(GRACE);
        listeners.stop(GRACE);
        log().info("stopped");
        close();
    }

    @Override
    public void close() {
        closeAll(open);
    }

    /** The newest first, all of them whatever happens to one. */
    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log().error("closing failed", e);
            }
        }
    }

    /** Not a constant: Log4j must not start before it is set up. */
    private static Logger log() {
        return LogManager.getLogger(RealmServer.class);
    }
}
