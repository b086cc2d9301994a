package org.hanse.kdc.realm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsText;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.SubjectId;

/**
 * Makes a realm home: settings, store, master key, TLS files, first principals. It is built beside its place and moved there
 * whole, so that nothing is left behind when any step fails.
 */
public final class RealmInit {
    private final StoreMaker stores;
    private final Clock clock;
    private final SecureRandom random;
    private final String actor;

    public RealmInit(StoreMaker stores, Clock clock, SecureRandom random, String actor) {
        this.stores = stores;
        this.clock = clock;
        this.random = random;
        this.actor = actor;
    }

    /**
     * @return the settings as written, with the ports that were picked
     * @throws RealmFailure if the home is not empty, or hosts and ports cannot be
     */
    public RealmSettings make(NewRealm wanted) throws RealmFailure, IOException {
        Path home = wanted.home().toAbsolutePath().normalize();
        checkEmpty(home);
        RealmSettings settings = settings(wanted);
        Path parent = home.getParent();
        if (parent == null) {
            throw RealmFailure.refused(home + " cannot be a realm home", "name a new folder");
        }
        List<Path> made = HomeFiles.missingParents(home);
        Path building = parent.resolve("." + home.getFileName() + ".init-"
                + SubjectId.random(random).hex().substring(0, 8));
        boolean done = false;
        try {
            Files.createDirectories(parent);
            Files.createDirectory(building, HomeFiles.SECRET_FOLDER);
            fill(building, settings, wanted);
            HomeFiles.sync(building);
            moveInto(home, building);
            done = true;
        } finally {
            HomeFiles.deleteTree(building);
            if (!done) {
                HomeFiles.deleteEmpty(made);
            }
        }
        HomeFiles.sync(parent);
        return settings;
    }

    private void fill(Path home, RealmSettings settings, NewRealm wanted) throws RealmFailure, IOException {
        Files.createDirectory(home.resolve("log"), HomeFiles.SECRET_FOLDER);
        Path tls = Files.createDirectory(home.resolve("tls"), HomeFiles.SECRET_FOLDER);
        HomeFiles.write(home.resolve(RealmSettings.FILE_NAME), SettingsText.of(settings), HomeFiles.SECRET);
        HomeFiles.write(home.resolve(AccessList.FILE_NAME), acl(settings), HomeFiles.SECRET);
        new TlsFiles(random, clock.instant()).write(tls, settings.realm().value(), TlsFiles.names(settings));
        HomeFiles.sync(tls);
        try (StoreMaker.NewStore store = stores.make(home, settings.realm())) {
            PrincipalStore principals = store.principals();
            new SigningKeys(settings.realm(), store.identity(), clock, random).made();
            new FirstPrincipals(settings, principals, new KeyMaker(random), actor).add(wanted.adminPassword());
        }
    }

    private static void checkEmpty(Path home) throws RealmFailure, IOException {
        if (!Files.exists(home)) {
            return;
        }
        if (!Files.isDirectory(home)) {
            throw RealmFailure.refused(home + " is a file", "name a new folder with --home");
        }
        try (Stream<Path> files = Files.list(home)) {
            if (files.findAny().isPresent()) {
                throw RealmFailure.refused(
                        "the folder " + home + " is not empty", "name a new or empty folder with --home");
            }
        }
    }

    private static void moveInto(Path home, Path building) throws RealmFailure, IOException {
        try {
            // A rename takes the place of an empty folder, and of nothing else.
            Files.move(building, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException mounted) {
            throw RealmFailure.refused(home + " is a file system of its own", "name a folder inside it with --home");
        }
    }

    private static RealmSettings settings(NewRealm wanted) throws RealmFailure, IOException {
        List<String> hosts = wanted.hosts().isEmpty() ? List.of("*") : wanted.hosts();
        String publicName = wanted.publicName().orElseGet(() -> machineName(hosts));
        try (FreePorts free = new FreePorts(hosts)) {
            ListenSettings listen = new ListenSettings(
                    hosts,
                    port(wanted.kdcPort(), free),
                    port(wanted.kpasswdPort(), free),
                    port(wanted.httpsPort(), free),
                    ListenSettings.DEFAULT.udpThreads(),
                    TcpLimits.DEFAULT,
                    TcpLimits.DEFAULT_HTTPS);
            checkDistinct(listen);
            return RealmSettings.defaults(wanted.realm(), publicName).withListen(listen);
        }
    }

    private static int port(int wanted, FreePorts free) throws RealmFailure, IOException {
        if (wanted < 0 || wanted > 65535) {
            throw RealmFailure.malformed("there is no port " + wanted, "give 1 to 65535, or 0 for a free one");
        }
        return wanted == 0 ? free.next() : wanted;
    }

    private static void checkDistinct(ListenSettings listen) throws RealmFailure {
        long ports = Stream.of(listen.kdcPort(), listen.kpasswdPort(), listen.httpsPort())
                .distinct()
                .count();
        if (ports < 3) {
            throw RealmFailure.malformed(
                    "two services cannot share a port", "give each of KDC, kpasswd and HTTPS one of its own");
        }
    }

    private static String machineName(List<String> hosts) {
        if (hosts.stream().allMatch(RealmInit::isLoopback)) {
            return "localhost";
        }
        try {
            String name = InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT);
            return TlsFiles.isAddress(name) ? "localhost" : name;
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static String acl(RealmSettings settings) {
        return "# Who may administer this realm over the network: a principal, its rights, and whom they concern if not\n"
                + "# everybody. a add, d delete, m modify, c change keys, i inquire, l list, s set keys, * is all of these;\n"
                + "# e takes keys out. Capitals take away. The first line that fits decides.\n"
                + "admin/admin@" + settings.realm() + " *e\n";
    }
}
