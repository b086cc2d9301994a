package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock Heimdal kinit, kgetcred and klist in one Hanse realm. */
@Tag("stock")
class HeimdalTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmWithAliceAndAService() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE);
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
    void anExpiredAccountIsToldSo() {
        luebeck.person("guest", "secret", "--expires", "2020-01-01T00:00:00Z");

        var refused = kinit(Desk.with(conf), "guest", "secret").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("expired");
    }
}
