package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets for later, and tickets that end, with MIT and Heimdal. The realm allows clocks to differ by three seconds only, so
 * that "in the future" is near enough to wait for.
 */
@Tag("stock")
class PostdatedTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmThatIsStrictAboutClocks() {
        luebeck = HanseRealm.start(
                        "LUEBECK.EXAMPLE",
                        folder.resolve("luebeck"),
                        settings -> settings.replace("clockSkew: 5m", "clockSkew: 3s"))
                .person("alice", "secret")
                .person("punctual", "secret", "--flag", "-allow_postdated")
                .service(SERVICE);
        conf = Krb5Conf.of(luebeck);
    }

    private static Command heimdal(Desk desk, String... options) {
        return desk.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"))
                .with(options);
    }

    /** Until the ticket's time has come the answer is "not yet valid", and nothing else. */
    private static void waitUntilItMayBeValidated(Supplier<Command.Outcome> validate) {
        await("the ticket is validated").atMost(Duration.ofSeconds(20)).until(() -> {
            Command.Outcome outcome = validate.get();
            assertThat(outcome.exit() == 0 ? "Ticket not yet valid" : outcome.text())
                    .contains("Ticket not yet valid");
            return outcome.exit() == 0;
        });
    }

    @Test
    @Tag("K-116")
    @Tag("K-118")
    @Tag("K-095")
    void mitsPostdatedTicketIsGoodForNothingUntilItIsValidatedAtItsTime() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "-s", "8s", "-l", "1h", "alice").typing("secret\n").succeeds();
        ListedTicket early = alice.ticket(TGT);
        Requests requests = luebeck.requests();

        var tooEarly = alice.mit("kvno", SERVICE).run();

        assertThat(early.flags()).isEqualTo("DdiIA");
        assertThat(tooEarly.err()).contains("Ticket not yet valid");
        assertThat(alice.mit("kinit", "-v").run().err()).contains("Ticket not yet valid while validating");
        requests.refused("TGT_NOT_YET_VALID", 33);

        waitUntilItMayBeValidated(() -> alice.mit("kinit", "-v").run());

        assertThat(alice.ticket(TGT).flags()).isEqualTo("DdA");
        assertThat(alice.ticket(TGT).start()).isEqualTo(early.start());
        assertThat(alice.ticket(TGT).end()).isEqualTo(early.end());
        alice.mit("kvno", SERVICE).succeeds();
    }

    @Test
    @Tag("K-116")
    @Tag("K-118")
    void heimdalsPostdatedTicketIsGoodForNothingUntilItIsValidatedAtItsTime() {
        Desk alice = Desk.with(conf);
        heimdal(alice, "--start-time=8s", "alice").succeeds();
        String flags = alice.ticket(TGT).flags();
        Requests requests = luebeck.requests();

        var tooEarly = alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").run();

        assertThat(flags).contains("d", "i");
        assertThat(tooEarly.exit()).isEqualTo(1);
        requests.refused("TGT_NOT_YET_VALID", 33);

        waitUntilItMayBeValidated(
                () -> alice.heimdal("kinit.heimdal", "--validate", "alice").run());

        assertThat(alice.ticket(TGT).flags()).doesNotContain("i").contains("d");
        alice.heimdal("kgetcred", SERVICE + "@LUEBECK.EXAMPLE").succeeds();
    }

    @Test
    @Tag("K-118")
    void aTicketThatIsValidIsNotValidated() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        Requests requests = luebeck.requests();

        var refused = alice.mit("kinit", "-v").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("KDC can't fulfill requested option while validating credentials");
        requests.refused("TICKET_ALREADY_VALID", 13);
    }

    @Test
    @Tag("K-116")
    void whoMayNotHaveTicketsForLaterIsTold() {
        Requests requests = luebeck.requests();

        var mit = Desk.with(conf)
                .mit("kinit", "-s", "1h", "punctual")
                .typing("secret\n")
                .run();
        var heimdal = heimdal(Desk.with(conf), "--start-time=1h", "punctual").run();

        assertThat(mit.exit()).isEqualTo(1);
        assertThat(mit.err()).contains("Ticket is ineligible for postdating");
        assertThat(heimdal.exit()).isEqualTo(1);
        assertThat(heimdal.err()).contains("postdat");
        requests.refused("POSTDATE_NOT_ALLOWED", 10);
    }

    @Test
    @Tag("K-120")
    void aTicketThatHasEndedIsNotRenewed() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "-l", "2s", "-r", "1h", "alice").typing("secret\n").succeeds();
        Requests requests = luebeck.requests();

        await("the ticket ends")
                .atMost(Duration.ofSeconds(20))
                .until(() -> alice.mit("klist", "-s").run().exit() == 1);
        var renewing = alice.mit("kinit", "-R").run();

        assertThat(renewing.exit()).isEqualTo(1);
        assertThat(renewing.err()).contains("Ticket expired while renewing credentials");
        requests.refused("TGT_EXPIRED", 32);
    }
}
