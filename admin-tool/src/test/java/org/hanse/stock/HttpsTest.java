package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

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

    @BeforeAll
    static void aRealmRuns() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service("HTTP/www.luebeck.example");
    }

    @AfterAll
    static void theRealmStops() {
        luebeck.close();
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
    void mitBelievesNoServerThatNobodyVouchesFor() {
        try (HanseRealm other = HanseRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))) {
            Desk alice = Desk.with(Krb5Conf.overHttps(luebeck).anchoredBy(other));

            var refused = alice.mit("kinit", "alice").typing("secret\n").run();

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("Cannot contact any KDC for realm 'LUEBECK.EXAMPLE'");
        }
    }
}
