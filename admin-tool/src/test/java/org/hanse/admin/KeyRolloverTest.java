package org.hanse.admin;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys change under two running servers of one realm home, and their users are asked what they notice. */
@Timeout(120)
class KeyRolloverTest {
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE";
    private static final String WEB = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";

    /** What the client says of code 44. */
    private static final String NO_SUCH_KEY = "Specified version of key is not available";

    @TempDir
    Path folder;

    private Hanse admin;
    private RealmServer first;
    private RealmServer second;
    private Hanse atFirst;
    private Hanse atSecond;
    private int caches;

    @BeforeEach
    void twoServersOfOneHome() throws Exception {
        admin = Hanse.withRealm(folder);
        admin.ok("principal", "add", "alice", "--password-file", admin.secret("correct horse"));
        admin.ok("principal", "add", WEB, "--random-key");
        Path settings = admin.home().resolve("realm.yaml");
        Files.writeString(
                settings,
                Files.readString(settings).replaceAll("kdcPort: \\d+", "kdcPort: 0"),
                java.nio.charset.StandardCharsets.UTF_8);
        first = RealmServer.start(admin.home(), Clock.systemUTC(), new SecureRandom());
        second = RealmServer.start(admin.home(), Clock.systemUTC(), new SecureRandom());
        atFirst = userOf("first", first);
        atSecond = userOf("second", second);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private Hanse userOf(String name, RealmServer server) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Path conf = Files.writeString(home.resolve("krb5.conf"), """
                [libdefaults]
                 default_realm = LUEBECK.EXAMPLE
                 dns_lookup_kdc = false
                [realms]
                 LUEBECK.EXAMPLE = {
                  kdc = %s
                 }
                """.formatted(kdcOf(server)));
        return Hanse.in(home).env("KRB5_CONFIG", conf.toString());
    }

    private static String kdcOf(RealmServer server) {
        return server.readyLine().replaceAll(".* kdc=(\\S+) .*", "$1");
    }

    /** Logs in, into a cache of its own. */
    private Path login(Hanse user) {
        Path cache = folder.resolve("cc" + caches++);
        user.ok("kinit", "alice", "-c", cache.toString(), "--password-file", user.secret("correct horse"));
        return cache;
    }

    private int kvnoOf(Path cache, String service) {
        JsonNode tickets = admin.json("klist", "--json", "-c", cache.toString()).get("tickets");
        for (JsonNode ticket : tickets) {
            if (ticket.get("server").textValue().equals(service)) {
                return ticket.get("kvno").intValue();
            }
        }
        throw new AssertionError("no ticket for " + service + " in " + tickets);
    }

    /** Asks for a ticket with what the cache holds now, and leaves the cache as it is. */
    private Hanse.Outcome ask(Hanse user, Path cache) throws IOException {
        Path copy = folder.resolve("cc" + caches++);
        Files.copy(cache, copy, StandardCopyOption.COPY_ATTRIBUTES);
        return user.run("kvno", "-c", copy.toString(), WEB);
    }

    private void serves(Hanse user, Path cache) throws IOException {
        Hanse.Outcome outcome = ask(user, cache);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
    }

    /** A second for the servers; the rest is for asking them, on a machine that has other things to do. */
    private static void withinASecond(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(holds);
    }

    private void refusesWithinASecond(Path cache, String reason) {
        withinASecond(() -> {
            for (Hanse user : List.of(atFirst, atSecond)) {
                Hanse.Outcome outcome = ask(user, cache);
                assertThat(outcome.exit()).isEqualTo(1);
                assertThat(outcome.err()).contains(reason);
            }
        });
    }

    private List<String> kvnos(String name) {
        return admin.json("principal", "show", name, "--json").get("keys").findValuesAsText("kvno").stream()
                .distinct()
                .toList();
    }

    @Test
    @Tag("K-099")
    void aNewRealmKeyIsInUseEverywhereAndTicketsFromBeforeStayGood() throws IOException {
        Path before = login(atFirst);

        String said = admin.ok("realm", "rekey", "--what", "krbtgt");

        assertThat(said).contains(TGS + " has kvno 2\n", "kvno 1 opens tickets that are out until 2");
        for (Hanse user : List.of(atFirst, atSecond)) {
            Path after = login(user);
            assertThat(kvnoOf(after, TGS)).isEqualTo(2);
            for (Hanse asked : List.of(atFirst, atSecond)) {
                serves(asked, after);
                serves(asked, before);
            }
        }
        assertThat(kvnoOf(before, TGS)).isEqualTo(1);
    }

    /** While the rollover runs, every ticket of one server is good at the other at the same moment. */
    @Test
    @Tag("K-099")
    void nobodyIsRefusedWhileServersHearOfTheNewKeyOneAfterTheOther() throws Exception {
        Thread rekey = new Thread(() -> admin.ok("realm", "rekey"));
        rekey.start();
        Path last = login(atFirst);
        while (kvnoOf(last, TGS) == 1) {
            serves(atSecond, last);
            last = login(atFirst);
        }
        serves(atSecond, last);
        rekey.join();
    }

    @Test
    @Tag("K-100")
    void onTheBadDayAllTgtsFromBeforeAreRefusedOnAllServersWithinASecond() throws IOException {
        Path before = login(atFirst);
        serves(atFirst, before);
        serves(atSecond, before);

        assertThat(admin.ok("realm", "rekey", "--revoke-old")).contains("kvno 1 is dropped");

        refusesWithinASecond(before, NO_SUCH_KEY);
        Path after = login(atSecond);
        assertThat(kvnoOf(after, TGS)).isEqualTo(2);
        serves(atFirst, after);
        await().untilAsserted(() ->
                assertThat(admin.home().resolve("log/kdc.log")).content().contains("TGT_KEY_VERSION_UNKNOWN"));
    }

    @Test
    @Tag("K-100")
    void purgedKeysOpenNothingOnAllServersWithinASecond() throws IOException {
        Path before = login(atFirst);
        admin.ok("realm", "rekey");
        serves(atFirst, before);
        serves(atSecond, before);

        assertThat(admin.ok("principal", "purge-keys", "krbtgt/LUEBECK.EXAMPLE"))
                .startsWith("forgot 4 keys");

        refusesWithinASecond(before, NO_SUCH_KEY);
    }

    @Test
    @Tag("K-136")
    void aTrustThatIsRemovedEndsOnAllServersWithinASecondAlsoForTicketsThatAreOut() throws Exception {
        String bergen = folder.resolve("bergen").toString();
        String shared = admin.secret("shared");
        admin.ok(
                "realm",
                "init",
                "--realm",
                "BERGEN.EXAMPLE",
                "--home",
                bergen,
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                shared);
        admin.ok("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", shared);
        admin.ok("trust", "shared-secret", "LUEBECK.EXAMPLE", "--password-file", shared, "--home", bergen);
        admin.ok("principal", "add", "erik", "--password-file", shared, "--home", bergen);
        try (RealmServer server = RealmServer.start(Path.of(bergen), Clock.systemUTC(), new SecureRandom())) {
            for (Hanse user : List.of(atFirst, atSecond)) {
                Path conf = user.folder().resolve("krb5.conf");
                Files.writeString(conf, " BERGEN.EXAMPLE = {\n  kdc = " + kdcOf(server) + "\n }\n", APPEND);
            }
            Path cache = folder.resolve("erik");
            atFirst.ok("kinit", "erik@BERGEN.EXAMPLE", "-c", cache.toString(), "--password-file", shared);
            atFirst.ok("kvno", "-c", cache.toString(), "krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE");
            serves(atFirst, cache);
            serves(atSecond, cache);

            admin.ok("trust", "remove", "BERGEN.EXAMPLE", "--yes");

            refusesWithinASecond(cache, "not found in Kerberos database");
        }
    }

    @Test
    void aServicesNewKeySealsAndItsKeytabOpensTicketsOfBoth() throws IOException {
        String keytab = folder.resolve("web.keytab").toString();
        Path before = login(atFirst);
        atFirst.ok("kvno", "-c", before.toString(), WEB);
        admin.ok("keytab", "export", "-o", keytab, WEB);

        admin.ok("keytab", "export", "-o", keytab, "--rekey", WEB);

        assertThat(kvnos(WEB)).containsExactly("2", "1");
        withinASecond(() -> {
            Path after = login(atSecond);
            atSecond.ok("kvno", "-k", keytab, "-c", after.toString(), WEB);
            assertThat(kvnoOf(after, WEB)).isEqualTo(2);
        });
        assertThat(atFirst.run("kvno", "-k", keytab, "-c", before.toString(), WEB)
                        .exit())
                .isZero();
        assertThat(kvnoOf(before, WEB)).isEqualTo(1);
    }

    @Test
    void anOldPasswordThatIsKeptOpensNothingForItsUser() {
        login(atFirst);
        admin.ok("principal", "passwd", "alice", "--password-file", admin.secret("battery"), "--keep-old");

        withinASecond(() -> {
            for (Hanse user : List.of(atFirst, atSecond)) {
                Hanse.Outcome old = user.run(
                        "kinit",
                        "alice",
                        "-c",
                        folder.resolve("x").toString(),
                        "--password-file",
                        user.secret("correct horse"));
                assertThat(old.exit()).isEqualTo(1);
                user.ok(
                        "kinit",
                        "alice",
                        "-c",
                        folder.resolve("y").toString(),
                        "--password-file",
                        user.secret("battery"));
            }
        });
        assertThat(kvnos("alice")).containsExactly("2", "1");
    }
}
