package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hanse.kdc.RealmServer;

/** Realms on this machine with a server each, which may reach each other though that is a private network. */
final class Neighbours implements AutoCloseable {
    private final Path folder;
    private final Map<Hanse, RealmServer> servers = new HashMap<>();

    Neighbours(Path folder) {
        this.folder = folder;
    }

    /** One that has signed its first document. */
    Hanse realm(String name) throws Exception {
        Hanse realm = Hanse.in(Files.createDirectory(folder.resolve(name)));
        List<String> init = new ArrayList<>(List.of("realm", "init", "--realm", name, "--host", "127.0.0.1"));
        init.addAll(List.of("--home", realm.home().toString(), "--kdc-port", "0", "--https-port", "0"));
        init.addAll(List.of("--admin-password-file", realm.secret("admin-password")));
        realm.ok(init.toArray(String[]::new));
        realm.env("HANSE_HOME", realm.home().toString());
        Path settings = realm.home().resolve("realm.yaml");
        Files.writeString(settings, "\n", StandardOpenOption.APPEND);
        String text = Files.readString(settings).replaceAll("(?m)^allowPrivatePeers:.*\n", "");
        Files.writeString(settings, text + "allowPrivatePeers: true\n");
        servers.put(realm, RealmServer.start(realm.home(), Clock.systemUTC(), new SecureRandom()));
        await().untilAsserted(
                        () -> assertThat(show(realm).get("document").isNull()).isFalse());
        return realm;
    }

    static JsonNode show(Hanse realm) {
        return realm.json("realm", "show", "--json");
    }

    static String id(Hanse realm) {
        return show(realm).get("id").textValue();
    }

    static String url(Hanse realm) {
        return "https://localhost:" + show(realm).get("listen").get("httpsPort");
    }

    static String name(Hanse realm) {
        return show(realm).get("name").textValue();
    }

    static JsonNode trust(Hanse realm, Hanse peer) {
        return realm.json("trust", "show", name(peer), "--json");
    }

    static boolean isActive(Hanse realm, Hanse peer) {
        String wanted = name(peer);
        for (JsonNode trust : realm.json("trust", "list", "--json")) {
            if (trust.get("peer").textValue().equals(wanted)) {
                return trust.get("state").textValue().equals("active");
            }
        }
        return false;
    }

    /** Each operator types a line, and they agree. */
    static void declare(Hanse one, Hanse other) {
        for (Hanse[] pair : new Hanse[][] {{one, other}, {other, one}}) {
            pair[0].ok(
                    "trust",
                    "declare",
                    name(pair[1]),
                    "--url",
                    url(pair[1]),
                    "--fingerprint",
                    id(pair[1]),
                    "--wait",
                    "0s");
        }
        await().until(() -> isActive(one, other) && isActive(other, one));
    }

    /** Whether alice, whom {@code home} has, gets a ticket for a service of the peer's. */
    static boolean visits(Hanse home, Hanse peer, String service) throws IOException {
        Path conf = home.folder().resolve("krb5.conf");
        Files.writeString(
                conf,
                home.ok(
                        "krb5-conf",
                        "--home",
                        home.home().toString(),
                        "--home",
                        peer.home().toString()));
        home.env("KRB5_CONFIG", conf.toString())
                .env("KRB5CCNAME", "FILE:" + home.folder().resolve("alice.cc"));
        home.ok("kinit", "alice@" + name(home), "--password-file", home.secret("salt"));
        return home.run("kvno", service + "@" + name(peer)).exit() == 0;
    }

    void stop(Hanse realm) {
        servers.remove(realm).stop();
    }

    @Override
    public void close() {
        servers.values().forEach(RealmServer::close);
    }
}
