package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock Heimdal kinit, kgetcred and klist in one Hanse realm. */
@Tag("stock")
class HeimdalTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmWithAliceAndAService() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE)
                .alias("alice", "ally")
                .alias(SERVICE, "HTTP/web.luebeck.example");
        conf = Krb5Conf.of(luebeck);
    }

    private static Command kinit(Desk desk, String principal, String password, String... options) {
        return desk.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret(password))
                .with(options)
                .with(principal);
    }

    @Test
    void aPasswordGetsATicketAndTheTicketGetsAService() {
        Desk alice = Desk.with(conf);

        kinit(alice, "alice", "secret").succeeds();
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();

        assertThat(alice.heimdal("heimtools", "klist").succeeds().out())
                .contains("Principal: alice@LUEBECK.EXAMPLE", "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE", SERVICE);
    }

    @Test
    void aKeytabLogsIn() {
        luebeck.service("host/robot.luebeck.example");
        Path keytab = luebeck.keytab("host/robot.luebeck.example");
        Desk robot = Desk.with(conf);

        robot.heimdal("kinit.heimdal", "-k", "-t", keytab.toString(), "host/robot.luebeck.example")
                .succeeds();

        assertThat(robot.heimdal("heimtools", "klist").succeeds().out())
                .contains("Principal: host/robot.luebeck.example");
    }

    /** It proves the password by a timestamp inside the armor, as Heimdal 7 does. */
    @Test
    @Tag("K-181")
    void aMachinesTicketArmorsALogin() {
        luebeck.service("host/desk.luebeck.example");
        Desk desk = Desk.with(conf);
        desk.heimdal(
                        "kinit.heimdal",
                        "-k",
                        "-t",
                        luebeck.keytab("host/desk.luebeck.example").toString(),
                        "host/desk.luebeck.example")
                .succeeds();
        Desk alice = Desk.with(conf);

        assertThat(kinit(alice, "alice", "wrong", "--fast-armor-cache=FILE:" + desk.cache())
                        .run()
                        .exit())
                .isNotZero();
        kinit(alice, "alice", "secret", "--fast-armor-cache=FILE:" + desk.cache())
                .succeeds();
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();

        assertThat(alice.heimdal("heimtools", "klist").succeeds().out()).contains("alice@LUEBECK.EXAMPLE", SERVICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-cts-hmac-sha1-96",
                "aes256-cts-hmac-sha1-96",
                "aes128-cts-hmac-sha256-128",
                "aes256-cts-hmac-sha384-192"
            })
    void aClientThatAsksForOneEnctypeGetsIt(String enctype) {
        Desk alice = Desk.with(conf);

        kinit(alice, "alice", "secret", "--enctypes=" + enctype).succeeds();

        assertThat(alice.tickets()).contains("(skey, tkt): " + enctype + ",");
    }

    @Test
    void tcpServesHeimdalToo() {
        Desk alice = Desk.with(conf.overTcp(luebeck));

        kinit(alice, "alice", "secret").succeeds();
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();
    }

    @Test
    void aWrongPasswordIsCalledIncorrect() {
        var refused = kinit(Desk.with(conf), "alice", "guess").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Password incorrect");
    }

    @Test
    void anUnknownUserIsNotFound() {
        var refused = kinit(Desk.with(conf), "nobody", "secret").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Client not found in Kerberos database");
    }

    @Test
    @Tag("K-049")
    void anExpiredAccountIsToldSo() {
        luebeck.person("guest", "secret", "--expires", "2020-01-01T00:00:00Z");

        var refused = kinit(Desk.with(conf), "guest", "secret").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("expired");
    }

    @ParameterizedTest(name = "kinit {0}: flags of the TGT {1}, of the service ticket {2}")
    @CsvSource({
        "--forwardable, FIA, FAT",
        "--no-forwardable, IA, AT",
        "--no-forwardable --proxiable, PIA, PAT",
        "--forwardable --renewable-life=2d, FRIA, FRAT"
    })
    @Tag("K-108")
    void flagsAreThoseAskedForAndTheServiceTicketIsNotInitial(String options, String tgt, String service) {
        Desk alice = Desk.with(conf);

        kinit(alice, "alice", "secret", options.split(" ")).succeeds();
        alice.heimdal("kgetcred", "--forwardable", SERVICE + "@LUEBECK.EXAMPLE").succeeds();

        assertThat(alice.ticket(TGT).flags()).isEqualTo(tgt);
        assertThat(alice.ticket(SERVICE).flags()).isEqualTo(service);
    }

    @Test
    @Tag("K-111")
    void aServiceTicketEndsWithItsTgt() {
        Desk alice = Desk.with(conf);

        kinit(alice, "alice", "secret", "--lifetime=17m").succeeds();
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();

        assertThat(alice.ticket(SERVICE).end()).isEqualTo(alice.ticket(TGT).end());
    }

    @Test
    @Tag("K-122")
    void renewingKeepsFlagsAndTheEndOfRenewing() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret", "--forwardable", "--lifetime=1h", "--renewable-life=2d")
                .succeeds();
        ListedTicket first = alice.ticket(TGT);

        alice.heimdal("kinit.heimdal", "--renew").succeeds();

        assertThat(alice.ticket(TGT).renewTill()).isEqualTo(first.renewTill());
        assertThat(alice.ticket(TGT).flags()).isEqualTo("FRA");
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();
    }

    @Test
    @Tag("K-119")
    void aTicketThatIsNotRenewableIsNotRenewed() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret").succeeds();
        Requests requests = luebeck.requests();

        var refused = alice.heimdal("kinit.heimdal", "--renew").run();

        assertThat(refused.exit()).isEqualTo(1);
        requests.refused("TGT_NOT_RENEWABLE", 13);
    }

    @Test
    void anInitialTicketForAServiceIsNoTgt() {
        Desk alice = Desk.with(conf);

        kinit(alice, "alice", "secret", "--server=" + SERVICE).succeeds();

        assertThat(alice.ticket(SERVICE).flags()).isEqualTo("FIA");
    }

    @Test
    void canonicalizeNamesWhomAnAliasMeans() {
        Desk ally = Desk.with(conf);

        kinit(ally, "ally", "secret", "--canonicalize").succeeds();

        assertThat(ally.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    @Test
    void anAliasOfAPersonNeedsCanonicalize() {
        Requests requests = luebeck.requests();

        var refused = kinit(Desk.with(conf), "ally", "secret").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Client not found in Kerberos database");
        requests.refused("CLIENT_NOT_FOUND", 6);
    }

    @Test
    @Tag("K-105")
    void aTicketForAnAliasNamesTheAlias() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret").succeeds();

        alice.heimdal("kgetcred", "HTTP/web.luebeck.example@LUEBECK.EXAMPLE").succeeds();

        assertThat(alice.ticket("HTTP/web.luebeck.example").flags()).isEqualTo("FAT");
    }

    @Test
    @Tag("K-106")
    void kgetcredChoosesTheSessionKeysEnctype() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret").succeeds();

        alice.heimdal("kgetcred", "--enctype=aes128-cts-hmac-sha256-128", SERVICE + "@LUEBECK.EXAMPLE")
                .succeeds();

        assertThat(alice.ticket(SERVICE).sessionEtype()).isEqualTo("aes128-cts-hmac-sha256-128");
    }

    @Test
    @Tag("K-070")
    void aUserIsNoService() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret").succeeds();
        Requests requests = luebeck.requests();

        var refused = alice.heimdal("kgetcred", "alice@LUEBECK.EXAMPLE").run();

        assertThat(refused.exit()).isEqualTo(1);
        requests.refused("SERVICE_IS_A_USER", 27);
    }

    @Test
    void kdestroyLeavesNothing() {
        Desk alice = Desk.with(conf);
        kinit(alice, "alice", "secret").succeeds();
        alice.heimdal("heimtools", "klist", "--test").succeeds();

        alice.heimdal("kdestroy.heimdal").succeeds();

        assertThat(alice.heimdal("heimtools", "klist", "--test").run().exit()).isEqualTo(1);
        assertThat(alice.cache()).doesNotExist();
    }
}
