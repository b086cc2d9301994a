package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock MIT kinit, kvno and klist in one Hanse realm. */
@Tag("stock")
class MitLoginTest {
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

    @Test
    void aPasswordGetsATicketAndTheTicketGetsAService() {
        Desk alice = Desk.with(conf);

        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        String kvno = alice.mit("kvno", SERVICE).succeeds().out();

        assertThat(kvno).contains(SERVICE + "@LUEBECK.EXAMPLE: kvno = 1");
        assertThat(alice.tickets())
                .contains("Default principal: alice@LUEBECK.EXAMPLE", "krbtgt/LUEBECK.EXAMPLE", SERVICE);
    }

    @Test
    void theServicesOwnKeytabOpensItsTickets() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();

        alice.mit("kvno", "-k", luebeck.keytab(SERVICE).toString(), SERVICE).succeeds();
    }

    @Test
    void aKeytabLogsIn() {
        luebeck.service("host/robot.luebeck.example");
        Path keytab = luebeck.keytab("host/robot.luebeck.example");
        Desk robot = Desk.with(conf);

        robot.mit("kinit", "-k", "-t", keytab.toString(), "host/robot.luebeck.example")
                .succeeds();
        String listed =
                robot.mit("klist", "-k", "-e", keytab.toString()).succeeds().out();

        assertThat(robot.tickets()).contains("Default principal: host/robot.luebeck.example@LUEBECK.EXAMPLE");
        assertThat(listed)
                .contains("aes256-cts-hmac-sha1-96", "aes128-cts-hmac-sha1-96")
                .contains("aes128-cts-hmac-sha256-128", "aes256-cts-hmac-sha384-192");
    }

    @Test
    void aKeytabWhoseKeysAreDamagedLogsNobodyIn() throws IOException {
        luebeck.service("host/wreck.luebeck.example", "--flag", "+requires_preauth");
        Path keytab = luebeck.keytab("host/wreck.luebeck.example");
        damageKeys(keytab);
        Desk wreck = Desk.with(conf);
        Requests requests = luebeck.requests();

        var refused = wreck.mit("kinit", "-k", "-t", keytab.toString(), "host/wreck.luebeck.example")
                .run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Preauthentication failed while getting initial credentials");
        assertThat(wreck.cache()).doesNotExist();
        requests.refused("TIMESTAMP_WRONG_KEY", 24);
    }

    /** One bit of every key: an entry of the file ends with its key and a kvno of four octets. */
    private static void damageKeys(Path keytab) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(keytab));
        octets.getShort();
        while (octets.remaining() > Integer.BYTES) {
            int end = octets.getInt() + octets.position();
            int lastOfKey = end - Integer.BYTES - 1;
            octets.put(lastOfKey, (byte) (octets.get(lastOfKey) ^ 1)).position(end);
        }
        Files.write(keytab, octets.array());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-cts-hmac-sha1-96",
                "aes256-cts-hmac-sha1-96",
                "aes128-cts-hmac-sha256-128",
                "aes256-cts-hmac-sha384-192"
            })
    void aClientThatPermitsOneEnctypeGetsIt(String enctype) {
        Desk alice = Desk.with(conf.only(enctype));

        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        alice.mit("kvno", SERVICE).succeeds();

        assertThat(alice.tickets().lines().filter(line -> line.contains("Etype (skey")))
                .hasSize(2)
                .allMatch(line -> line.contains("(skey, tkt): " + enctype + ","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-cts-hmac-sha1-96",
                "aes256-cts-hmac-sha1-96",
                "aes128-cts-hmac-sha256-128",
                "aes256-cts-hmac-sha384-192"
            })
    void principalsThatHaveOneEnctypeOnlyAreServedInIt(String enctype) {
        String service = "host/" + enctype + ".luebeck.example";
        luebeck.person("only-" + enctype, "secret", "--enctypes", enctype).service(service, "--enctypes", enctype);
        Desk person = Desk.with(conf);

        person.mit("kinit", "only-" + enctype).typing("secret\n").succeeds();
        person.mit("kvno", "-k", luebeck.keytab(service).toString(), service).succeeds();

        assertThat(luebeck.enctypes("only-" + enctype)).containsOnly(enctype);
        assertThat(person.ticket(service).etype()).isEqualTo(enctype);
    }

    @Test
    void smallRequestsGoOverUdp() {
        Desk alice = Desk.with(conf.libdefault("udp_preference_limit", "1465"));

        String trace = traced(alice);

        assertThat(trace)
                .contains("Sending initial UDP request to dgram " + luebeck.kdc())
                .doesNotContain("TCP");
    }

    @Test
    void everythingGoesOverTcpWhenTheClientPrefersIt() {
        Desk alice = Desk.with(conf.libdefault("udp_preference_limit", "1"));

        String trace = traced(alice);

        assertThat(trace)
                .contains("Sending TCP request to stream " + luebeck.kdc())
                .doesNotContain("UDP");
    }

    private static String traced(Desk alice) {
        String login = alice.mit("kinit", "alice")
                .env("KRB5_TRACE", "/dev/stderr")
                .typing("secret\n")
                .succeeds()
                .text();
        return login
                + alice.mit("kvno", SERVICE)
                        .env("KRB5_TRACE", "/dev/stderr")
                        .succeeds()
                        .text();
    }

    @Test
    void aWrongPasswordIsCalledIncorrect() {
        var refused = Desk.with(conf).mit("kinit", "alice").typing("guess\n").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Password incorrect while getting initial credentials");
    }

    @Test
    void anUnknownUserIsNotFound() {
        var refused = Desk.with(conf).mit("kinit", "nobody").typing("secret\n").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Client 'nobody@LUEBECK.EXAMPLE' not found in Kerberos database");
    }

    @Test
    void anUnknownServiceIsNotFound() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();

        var refused = alice.mit("kvno", "HTTP/nowhere.luebeck.example@LUEBECK.EXAMPLE")
                .run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("not found in Kerberos database");
    }

    @Test
    @Tag("K-049")
    void anExpiredAccountIsToldSo() {
        luebeck.person("guest", "secret", "--expires", "2020-01-01T00:00:00Z");

        var refused = Desk.with(conf).mit("kinit", "guest").typing("secret\n").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Client's entry in database has expired");
    }

    @Test
    void aRenewableForwardableTicketIsGivenAndRenewed() {
        Desk alice = Desk.with(conf);

        alice.mit("kinit", "-f", "-r", "2d", "-l", "1h", "alice")
                .typing("secret\n")
                .succeeds();
        alice.mit("kinit", "-R").succeeds();

        assertThat(alice.tickets()).contains("renew until").containsPattern("Flags: [A-Z]*F[A-Z]*R");
    }

    @Test
    void aDeletedPrincipalIsUnknownWithinASecond() {
        luebeck.person("leaving", "secret");
        Desk.with(conf).mit("kinit", "leaving").typing("secret\n").succeeds();

        luebeck.admin("principal", "delete", "leaving", "--yes").succeeds();

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    var refused = Desk.with(conf)
                            .mit("kinit", "leaving")
                            .typing("secret\n")
                            .run();
                    assertThat(refused.err()).contains("not found in Kerberos database");
                });
    }
}
