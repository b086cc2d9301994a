package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two running realms whose operators each apply a file that declares the other: what the files say comes about. */
@Timeout(120)
class DeclaredPlanTest {
    private static final String LUEBECK = "LUEBECK.EXAMPLE";
    private static final String BERGEN = "BERGEN.EXAMPLE";

    @TempDir
    Path folder;

    private final List<RealmServer> servers = new ArrayList<>();
    private Hanse luebeck;
    private Hanse bergen;

    @BeforeEach
    void twoRealms() throws Exception {
        luebeck = served(LUEBECK);
        bergen = served(BERGEN);
        for (Hanse one : List.of(luebeck, bergen)) {
            await().untilAsserted(() -> assertThat(
                            one.json("realm", "show", "--json").get("document").isNull())
                    .isFalse());
        }
    }

    private Hanse served(String name) throws Exception {
        Hanse realm = Hanse.in(Files.createDirectory(folder.resolve(name)));
        realm.ok(
                "realm",
                "init",
                "--realm",
                name,
                "--home",
                realm.home().toString(),
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                realm.secret("admin-password"));
        servers.add(RealmServer.start(realm.home(), Clock.systemUTC(), new SecureRandom()));
        return realm.env("HANSE_HOME", realm.home().toString());
    }

    @AfterEach
    void stopAll() {
        servers.forEach(RealmServer::close);
    }

    /** One that declares the other as its own documents name it. */
    private static String declaring(Hanse peer, Hanse at, String more) throws IOException {
        JsonNode shown = peer.json("realm", "show", "--json");
        String file = """
                trusts:
                  %s:
                    kind: declared
                    url: https://localhost:%d
                    fingerprint: "%s"
                %s""".formatted(
                        shown.get("name").textValue(),
                        shown.get("listen").get("httpsPort").intValue(),
                        shown.get("fingerprint").textValue(),
                        more.indent(4));
        return at.file("trusts.yaml", file, "rw-r--r--").toString();
    }

    @Test
    void bothApplyAndTheTrustWorks() throws Exception {
        String here = declaring(bergen, luebeck, "domains: [bergen.example]\n");
        String there = declaring(luebeck, bergen, "maxLife: 1h\n");

        luebeck.ok("trust", "apply", "-f", here);
        bergen.ok("trust", "apply", "-f", there);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(luebeck.json("trust", "test", BERGEN, "--json")
                                .get("ok")
                                .booleanValue())
                        .isTrue());
        for (Hanse one : List.of(luebeck, bergen)) {
            String file = one == luebeck ? here : there;
            assertThat(one.ok("trust", "plan", "-f", file))
                    .as("what came about since is no difference")
                    .startsWith("the trusts of");
            Path exported = one.file("exported.yaml", one.ok("trust", "export"), "rw-r--r--");
            assertThat(one.ok("trust", "plan", "-f", exported.toString())).startsWith("the trusts of");
        }
        String kdc = servers.get(1).readyLine().replaceAll(".* kdc=[^:]*:(\\d+) .*", "$1");
        assertThat(luebeck.ok("krb5-conf", "--home", luebeck.home().toString()))
                .as("nobody typed where BERGEN's KDC is")
                .contains(" BERGEN.EXAMPLE = {\n  kdc = localhost:" + kdc + "\n")
                .contains(" bergen.example = BERGEN.EXAMPLE\n");
    }
}
