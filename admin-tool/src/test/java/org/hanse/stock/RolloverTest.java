package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys change while tickets are out and keytabs are old: what stock clients and services see of it, before, during and after. */
@Tag("stock")
class RolloverTest {
    private static final String HOST = "www.luebeck.example";
    private static final String SERVICE = "HTTP/" + HOST;
    private static final String OTHER_SERVICE = "HTTP/other.luebeck.example";
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmWithTwoServices() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE)
                .service(OTHER_SERVICE);
        conf = Krb5Conf.of(luebeck);
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "-r", "1d", "alice").typing("secret\n").succeeds();
        return alice;
    }

    private static void newKeys(String principal) {
        luebeck.admin("principal", "passwd", principal, "--random-key", "--keep-old")
                .succeeds();
    }

    /** A change is in force within a second. */
    private static void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(holds);
    }

    @Test
    @Tag("A-003")
    @Tag("A-018")
    void aServicesTicketsOfBothKeysAreGoodOnceItsKeytabHasBoth(@TempDir Path logs) throws IOException {
        Path keytab = luebeck.keytab(SERVICE);
        Path old = Files.copy(keytab, logs.resolve("old.keytab"));
        Desk before = alice();
        before.mit("kvno", SERVICE).succeeds();

        newKeys(SERVICE);

        soon(() -> assertThat(alice().mit("kvno", SERVICE).succeeds().out()).contains("kvno = 2"));
        Desk after = alice();
        after.mit("kvno", SERVICE).succeeds();
        // Meanwhile the service has the old keytab: old tickets stay good, new ones wait for the new keytab.
        before.mit("kvno", "-k", old.toString(), SERVICE).succeeds();
        assertThat(after.mit("kvno", "-k", old.toString(), SERVICE).run().exit())
                .isEqualTo(1);
        try (WebService web = WebService.start(HOST, old, 2, logs.resolve("old.log"))) {
            assertThat(web.curl(before).succeeds().out()).contains("status 200");
            assertThat(web.curl(after).succeeds().out()).contains("status 401", "reason KEY_VERSION_UNKNOWN");
        }
        // With the new keys added to the keytab both are good.
        luebeck.keytab(SERVICE);
        before.mit("kvno", "-k", keytab.toString(), SERVICE).succeeds();
        after.mit("kvno", "-k", keytab.toString(), SERVICE).succeeds();
        try (WebService web = WebService.start(HOST, keytab, 2, logs.resolve("both.log"))) {
            assertThat(web.curl(before).succeeds().out()).contains("status 200");
            assertThat(web.curl(after).succeeds().out()).contains("status 200");
            assertThat(web.daemon().exit()).isZero();
        }
    }

    @Test
    void aKeytabWithAnOldKeyLogsNobodyIn() throws IOException {
        luebeck.service("host/robot.luebeck.example", "--flag", "+requires_preauth");
        Path keytab = luebeck.keytab("host/robot.luebeck.example");
        Path old = Files.copy(keytab, folder.resolve("old-robot.keytab"));
        newKeys("host/robot.luebeck.example");
        luebeck.keytab("host/robot.luebeck.example");
        Requests requests = luebeck.requests();

        soon(() -> assertThat(robot(old).run().err()).contains("Preauthentication failed while getting initial"));
        requests.refused("TIMESTAMP_WRONG_KEY", 24);
        robot(keytab).succeeds();

        var heimdal = Desk.with(conf)
                .heimdal("kinit.heimdal", "-k", "-t", old.toString(), "host/robot.luebeck.example")
                .run();
        var jdk = Desk.with(conf)
                .jdk(JdkRenewal.class, "host/robot.luebeck.example", "keytab:" + old)
                .run();

        assertThat(heimdal.exit()).isEqualTo(1);
        assertThat(heimdal.err()).contains("Password incorrect");
        assertThat(jdk.err()).contains("LoginException").contains("(24)");
    }

    private static Command robot(Path keytab) {
        return Desk.with(conf).mit("kinit", "-k", "-t", keytab.toString(), "host/robot.luebeck.example");
    }

    @Test
    @Tag("K-099")
    void aTgtUnderAnOldKeyStaysGoodAndIsRenewedUnderTheNewest() {
        Desk before = alice();
        int kvno = kvnoOf(before, TGT);

        luebeck.admin("realm", "rekey", "--what", "krbtgt").succeeds();

        // The command returns when every server uses the new key.
        assertThat(kvnoOf(alice(), TGT)).isEqualTo(kvno + 1);
        assertThat(kvnoOf(before, TGT)).isEqualTo(kvno);
        before.mit("kvno", OTHER_SERVICE).succeeds();
        before.mit("kinit", "-R").succeeds();
        assertThat(kvnoOf(before, TGT)).isEqualTo(kvno + 1);
        before.heimdal("kgetcred", OTHER_SERVICE + "@LUEBECK.EXAMPLE").succeeds();
    }

    @Test
    @Tag("K-100")
    void onTheBadDayNoTgtFromBeforeIsGoodAndANewLoginWorks() {
        Desk before = alice();
        Requests requests = luebeck.requests();

        luebeck.admin("realm", "rekey", "--what", "krbtgt", "--revoke-old").succeeds();

        soon(() -> {
            var refused = before.mit("kvno", "--no-store", OTHER_SERVICE).run();
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("Key version is not available");
        });
        requests.refused("TGT_KEY_VERSION_UNKNOWN", 44);
        alice().mit("kvno", OTHER_SERVICE).succeeds();
    }

    /** The version of the key that a ticket is under, from Heimdal's klist: MIT's does not tell. */
    private static int kvnoOf(Desk desk, String server) {
        String listed =
                desk.heimdal("heimtools", "klist", "--verbose").succeeds().out();
        var kvno = Pattern.compile("Server: " + server + "@\\S+\\nClient: \\S+\\nTicket etype: \\S+, kvno (\\d+)")
                .matcher(listed);
        assertThat(kvno.find()).as("%s in %s", server, listed).isTrue();
        return Integer.parseInt(kvno.group(1));
    }
}
