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

/** Stock clients on machines whose clocks are ten minutes ahead or behind; the realm allows five. */
@Tag("stock")
class WrongClockTest {
    private static final String HOST = "www.luebeck.example";
    private static final String SERVICE = "HTTP/" + HOST;

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    /** As {@link #conf}, for a client that does not set its clock by the KDC's. */
    private static Krb5Conf stubborn;

    @BeforeAll
    static void aRealmWithAliceAndAService() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE);
        conf = Krb5Conf.of(luebeck);
        stubborn = conf.libdefault("kdc_timesync", "0");
    }

    private static Command kinit(Desk desk) {
        return desk.mit("kinit", "alice").typing("secret\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10m", "-10m"})
    @Tag("K-064")
    void mitLearnsTheKdcsTimeAndGoesOn(String offset) {
        Desk alice = Desk.with(conf);

        kinit(alice).env(StockTools.clock(offset)).succeeds();

        alice.mit("kvno", SERVICE).env(StockTools.clock(offset)).succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10m", "-10m"})
    @Tag("K-064")
    void mitIsToldOfItsClockWhenItTrustsItsOwn(String offset) {
        Desk alice = Desk.with(stubborn);
        Requests requests = luebeck.requests();

        var refused = kinit(alice).env(StockTools.clock(offset)).run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Clock skew too great while getting initial credentials");
        assertThat(alice.cache()).doesNotExist();
        requests.refused("TIMESTAMP_SKEW", 37);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10m", "-10m"})
    @Tag("K-088")
    void anAuthenticatorOfAnotherTimeGetsNoServiceTicket(String offset) {
        Desk alice = Desk.with(stubborn);
        kinit(alice).succeeds();
        Requests requests = luebeck.requests();

        var refused = alice.mit("kvno", SERVICE).env(StockTools.clock(offset)).run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Clock skew too great");
        requests.refused("AUTHENTICATOR_SKEW", 37);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4m", "-4m"})
    void fourMinutesAreForgiven(String offset) {
        Desk alice = Desk.with(stubborn);

        kinit(alice).env(StockTools.clock(offset)).succeeds();

        alice.mit("kvno", SERVICE).env(StockTools.clock(offset)).succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10m", "-10m"})
    @Tag("K-064")
    void heimdalLearnsTheKdcsTimeAndGoesOn(String offset) {
        Desk alice = Desk.with(conf);
        Requests requests = luebeck.requests();

        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice")
                .env(StockTools.clock(offset))
                .succeeds();

        requests.refused("TIMESTAMP_SKEW", 37);
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE")
                .env(StockTools.clock(offset))
                .succeeds();
    }

    @Test
    void aServiceOfOursRefusesAVisitorOfAnotherTimeAndAdmitsOneWhoSetTheOffset(@TempDir Path logs) {
        Desk wrong = Desk.with(stubborn);
        kinit(wrong).succeeds();
        Desk corrected = Desk.with(conf);
        kinit(corrected).env(StockTools.clock("+10m")).succeeds();
        try (WebService web = WebService.start(HOST, luebeck.keytab(SERVICE), 2, logs.resolve("web.log"))) {
            // Got at the right time, since otherwise the KDC would have refused already.
            wrong.mit("kvno", SERVICE).succeeds();
            var refused = web.curl(wrong).env(StockTools.clock("+10m")).succeeds();
            var admitted = web.curl(corrected).env(StockTools.clock("+10m")).succeeds();

            assertThat(refused.out()).contains("status 401", "reason CLOCK_SKEW");
            assertThat(admitted.out()).contains("status 200", "alice@LUEBECK.EXAMPLE");
        }
    }

    @Test
    void theJdkIsToldOfItsClock() {
        Desk alice = Desk.with(conf);
        Requests requests = luebeck.requests();

        var refused = alice.jdk(JdkRenewal.class, "alice", "password:secret")
                .env(StockTools.clock("+10m"))
                .run();

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("LoginException: Clock skew too great (37)");
        requests.refused("TIMESTAMP_SKEW", 37);
    }
}
