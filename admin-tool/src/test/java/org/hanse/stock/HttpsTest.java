package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock MIT clients, and ours, that know a realm by its URL alone (MS-KKDCP). */
@Tag("stock")
class HttpsTest {
    private static final String SERVICE = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";

    @TempDir
    static Path folder;

    private static HanseRealm luebeck;
    private static MitRealm visby;

    @BeforeAll
    static void aRealmRunsAndTrustsOneOfMit() {
        visby = MitRealm.start("VISBY.EXAMPLE", folder.resolve("mit"))
                .kadmin("addprinc -randkey HTTP/www.visby.example")
                .kadmin("addprinc -pw secret gustav")
                .kadmin("addprinc -pw herring krbtgt/VISBY.EXAMPLE@LUEBECK.EXAMPLE");
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service("HTTP/www.luebeck.example")
                .trusts("VISBY.EXAMPLE", "herring", "--direction", "out", "--kdc", "127.0.0.1:" + visby.port());
    }

    @AfterAll
    static void theRealmsStop() {
        luebeck.close();
        visby.close();
    }

    @Test
    @Tag("K-246")
    void mitLogsInGetsATicketAndRenews() {
        Desk alice = Desk.with(Krb5Conf.overHttps(luebeck));
        Requests requests = luebeck.requests();

        String trace = alice.mit("kinit", "-r", "2d", "alice")
                .env("KRB5_TRACE", "/dev/stderr")
                .typing("secret\n")
                .succeeds()
                .text();
        alice.mit("kvno", SERVICE).succeeds();
        alice.mit("kinit", "-R").succeeds();

        assertThat(trace)
                .contains("Sending HTTPS request to https 127.0.0.1")
                .contains("Received answer")
                .doesNotContain("UDP", "TCP request to stream");
        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
        requests.issued("AS_REQ", "HTTPS");
        requests.issued("TGS_REQ", "HTTPS");
    }

    @Test
    void oursLogsInAndGetsATicket() {
        Desk alice = Desk.with(Krb5Conf.overHttps(luebeck));

        alice.hanse("kinit", "alice").typing("secret\n").succeeds();
        alice.hanse("kvno", SERVICE).succeeds();

        assertThat(alice.tickets()).contains(SERVICE);
    }

    @Test
    void theWayToAPeerIsByTheHomeAlone() {
        Desk alice = Desk.with(Krb5Conf.overHttps(luebeck));
        String service = "HTTP/www.visby.example@VISBY.EXAMPLE";

        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        String trace = alice.mit("kvno", service)
                .env("KRB5_TRACE", "/dev/stderr")
                .succeeds()
                .text();
        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        alice.hanse("kvno", service).succeeds();

        assertThat(trace).contains("Sending HTTPS request").doesNotContain("UDP", "TCP request to stream");
        assertThat(alice.tickets()).contains("krbtgt/VISBY.EXAMPLE@LUEBECK.EXAMPLE", service);
    }

    @Test
    void loginsAtAPeerAreRelayedWhenTheTrustSaysSo() {
        Desk gustav = Desk.with(Krb5Conf.overHttps(luebeck));

        var refused =
                gustav.mit("kinit", "gustav@VISBY.EXAMPLE").typing("secret\n").run();
        luebeck.admin("trust", "modify", "VISBY.EXAMPLE", "--relay-logins").succeeds();
        await().untilAsserted(() ->
                gustav.mit("kinit", "gustav@VISBY.EXAMPLE").typing("secret\n").succeeds());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(gustav.tickets()).contains("Default principal: gustav@VISBY.EXAMPLE");
    }

    @Test
    void mitBelievesNoServerThatNobodyVouchesFor() {
        try (HanseRealm other = HanseRealm.start("RIGA.EXAMPLE", folder.resolve("riga"))) {
            Desk alice = Desk.with(Krb5Conf.overHttps(luebeck).anchoredBy(other));

            var refused = alice.mit("kinit", "alice").typing("secret\n").run();

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("Cannot contact any KDC for realm 'LUEBECK.EXAMPLE'");
        }
    }
}
