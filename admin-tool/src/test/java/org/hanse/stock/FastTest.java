package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAST (RFC 6113) as stock MIT clients use it: the machine's own ticket armors a person's login. */
@Tag("stock")
class FastTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";
    private static final String MACHINE = "host/desk.luebeck.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    private static Krb5Conf conf;
    private static Path keytab;

    @BeforeAll
    static void twoRealmsAndAMachine() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE)
                .service(MACHINE)
                .trusts("BERGEN.EXAMPLE", "herring", "--direction", "in");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .person("erik", "secret")
                .trusts("LUEBECK.EXAMPLE", "herring", "--direction", "out");
        conf = Krb5Conf.of(luebeck, bergen);
        keytab = luebeck.keytab(MACHINE);
    }

    /** The machine's desk; its cache is the armor. */
    private static Desk machine() {
        Desk machine = Desk.with(conf);
        machine.mit("kinit", "-k", "-t", keytab.toString(), MACHINE).succeeds();
        return machine;
    }

    /** A login of alice with a trace of what the client does. */
    private static Command kinit(Desk alice, Desk armor, String password) {
        return alice.mit("kinit", "-T", armor.cache().toString(), "alice@LUEBECK.EXAMPLE")
                .env("KRB5_TRACE", "/dev/stderr")
                .typing(password + "\n");
    }

    @Test
    void everyLoginLearnsThatFastIsToBeHad() {
        assertThat(machine().mit("klist", "-C").succeeds().out())
                .contains("fast_avail(krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE) = yes");
    }

    @Test
    @Tag("K-055")
    @Tag("K-197")
    @Tag("K-198")
    @Tag("K-202")
    void anArmoredLoginProvesThePasswordByAnEncryptedChallenge() {
        Desk alice = Desk.with(conf);

        String trace = kinit(alice, machine(), "secret").succeeds().err();

        assertThat(trace)
                .containsSubsequence(
                        "Using FAST due to armor ccache negotiation result",
                        "FAST armor key",
                        "Received error from KDC",
                        "PA-ETYPE-INFO2 (19)",
                        "Received cookie",
                        "Produced preauth for next request: PA-FX-COOKIE (133), PA-ENCRYPTED-CHALLENGE (138)",
                        "Preauth module encrypted_challenge (138) (real) returned: 0/Success",
                        "FAST reply key",
                        "FAST negotiation: available");
        assertThat(trace).doesNotContain("PA-ENC-TIMESTAMP");
        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-198")
    void ticketsForServicesComeUnderFastToo() {
        Desk alice = Desk.with(conf);
        kinit(alice, machine(), "secret").succeeds();

        String trace = alice.mit("kvno", "-k", luebeck.keytab(SERVICE).toString(), SERVICE)
                .env("KRB5_TRACE", "/dev/stderr")
                .succeeds()
                .err();

        // Without FAST in the reply MIT names no such key.
        assertThat(trace).containsSubsequence("into FAST request", "Decoding FAST response", "FAST reply key");
    }

    @Test
    @Tag("K-200")
    void aWrongPasswordIsCalledIncorrectUnderFastToo() {
        Desk alice = Desk.with(conf);
        Requests requests = luebeck.requests();

        var refused = kinit(alice, machine(), "guess").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Password incorrect while getting initial credentials");
        assertThat(alice.cache()).doesNotExist();
        requests.refused("CHALLENGE_WRONG_KEY", 24);
    }

    @Test
    @Tag("K-191")
    void aTicketOfATrustedRealmArmorsAsWell() {
        Desk alice = Desk.with(conf);
        Desk erik = Desk.with(conf);
        erik.mit("kinit", "erik@BERGEN.EXAMPLE").typing("secret\n").succeeds();

        String trace = kinit(alice, erik, "secret").succeeds().err();

        assertThat(trace)
                .containsSubsequence(
                        "Upgrading to FAST due to presence of PA_FX_FAST in reply",
                        "erik@BERGEN.EXAMPLE -> krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE",
                        "PA-ENCRYPTED-CHALLENGE (138)",
                        "FAST reply key");
        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }
}
