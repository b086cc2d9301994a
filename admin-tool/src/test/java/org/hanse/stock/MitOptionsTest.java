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

/** The options of stock MIT kinit, kvno and klist, one after the other. {@link PostdatedTest} has {@code -s} and {@code -v}. */
@Tag("stock")
class MitOptionsTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmWithAliases() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .person("erik", "herring")
                .person("homebody", "secret", "--flag", "-allow_forwardable", "--flag", "-allow_proxiable")
                .service(SERVICE)
                .alias("alice", "ally")
                .alias(SERVICE, "HTTP/web.luebeck.example");
        conf = Krb5Conf.of(luebeck);
    }

    private static Desk login(String... options) {
        Desk desk = Desk.with(conf);
        desk.mit("kinit", options).with("alice").typing("secret\n").succeeds();
        return desk;
    }

    private static Desk erik() {
        Desk erik = Desk.with(conf);
        erik.mit("kinit", "erik").typing("herring\n").succeeds();
        return erik;
    }

    @ParameterizedTest(name = "kinit {0}: flags of the TGT {1}, of the service ticket {2}")
    @CsvSource({"-f, FRIA, FRAT", "-p, PRIA, PRAT", "-f -p, FPRIA, FPRAT", "-F -P, RIA, RAT"})
    @Tag("K-108")
    void flagsAreThoseAskedForAndTheServiceTicketIsNotInitial(String options, String tgt, String service) {
        Desk alice = login(options.split(" "));

        alice.mit("kvno", SERVICE).succeeds();

        assertThat(alice.ticket(TGT).flags()).isEqualTo(tgt);
        assertThat(alice.ticket(SERVICE).flags()).isEqualTo(service);
    }

    @Test
    void whoMayNotPassTicketsOnGetsThemWithoutTheFlags() {
        Desk homebody = Desk.with(conf);

        homebody.mit("kinit", "-f", "-p", "homebody").typing("secret\n").succeeds();

        assertThat(homebody.ticket(TGT).flags()).isEqualTo("RIA");
    }

    @Test
    @Tag("K-111")
    void aServiceTicketEndsWithItsTgt() {
        Desk alice = login("-l", "17m");

        alice.mit("kvno", SERVICE).succeeds();

        assertThat(alice.ticket(SERVICE).end()).isEqualTo(alice.ticket(TGT).end());
    }

    @Test
    void moreLifeThanTheRealmGivesIsCutAndRenewable() {
        Desk alice = login("-l", "20h");

        // MIT's kinit sets RENEWABLE-OK: what cannot be given at once can be had by renewing.
        assertThat(alice.ticket(TGT).renewTill()).isNotEmpty();
        assertThat(alice.ticket(TGT).flags()).isEqualTo("RIA");
    }

    @Test
    void aLifeThatCanBeGivenIsNotMadeRenewable() {
        Desk alice = login("-l", "1h");

        assertThat(alice.ticket(TGT).flags()).isEqualTo("IA");
        assertThat(alice.ticket(TGT).renewTill()).isEmpty();
    }

    @Test
    @Tag("K-119")
    void aTicketThatIsNotRenewableIsNotRenewed() {
        Desk alice = login("-l", "1h");
        Requests requests = luebeck.requests();

        var refused = alice.mit("kinit", "-R").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("KDC can't fulfill requested option while renewing credentials");
        requests.refused("TGT_NOT_RENEWABLE", 13);
    }

    @Test
    @Tag("K-122")
    void renewingKeepsFlagsAndTheEndOfRenewing() {
        Desk alice = login("-f", "-p", "-l", "1h", "-r", "2d");
        String renewTill = alice.ticket(TGT).renewTill();

        alice.mit("kinit", "-R").succeeds();

        assertThat(alice.ticket(TGT).renewTill()).isEqualTo(renewTill);
        // A renewed ticket is not an initial one.
        assertThat(alice.ticket(TGT).flags()).isEqualTo("FPRA");
        alice.mit("kvno", SERVICE).succeeds();
    }

    @Test
    void anInitialTicketForAServiceIsNoTgt() {
        Desk alice = login("-S", SERVICE);

        assertThat(alice.ticket(SERVICE).flags()).isEqualTo("RIA");
        assertThat(alice.mit("kvno", "HTTP/web.luebeck.example").run().exit()).isEqualTo(1);
    }

    @Test
    void canonicalizeNamesWhomAnAliasMeans() {
        Desk ally = Desk.with(conf);

        ally.mit("kinit", "-C", "ally").typing("secret\n").succeeds();

        assertThat(ally.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    @Test
    void anAliasOfAPersonNeedsCanonicalize() {
        Requests requests = luebeck.requests();

        var refused = Desk.with(conf).mit("kinit", "ally").typing("secret\n").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Client 'ally@LUEBECK.EXAMPLE' not found in Kerberos database");
        requests.refused("CLIENT_NOT_FOUND", 6);
    }

    @Test
    @Tag("K-105")
    void aTicketForAnAliasNamesTheAlias() {
        Desk alice = login();
        Path keytab = luebeck.keytab("HTTP/web.luebeck.example");

        alice.mit("kvno", "-k", keytab.toString(), "HTTP/web.luebeck.example").succeeds();

        assertThat(alice.tickets()).contains("HTTP/web.luebeck.example@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-106")
    void kvnoChoosesTheSessionKeysEnctype() {
        Desk alice = login();

        alice.mit("kvno", "-e", "aes128-cts-hmac-sha256-128", SERVICE).succeeds();

        assertThat(alice.ticket(SERVICE).sessionEtype()).isEqualTo("aes128-cts-hmac-sha256-128");
    }

    @ParameterizedTest
    @CsvSource({"-n", "-n @LUEBECK.EXAMPLE"})
    void nobodyIsAnonymousHere(String options) {
        Desk nobody = Desk.with(conf);
        Requests requests = luebeck.requests();

        var refused = nobody.mit("kinit", options.split(" ")).run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("KDC can't fulfill requested option");
        requests.refused("ANONYMITY_NOT_SERVED", 13);
        assertThat(nobody.cache()).doesNotExist();
    }

    @Test
    @Tag("K-070")
    void aUserIsNoService() {
        Desk alice = login();
        Requests requests = luebeck.requests();

        var refused = alice.mit("kvno", "erik").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Server principal valid for user2user only");
        requests.refused("SERVICE_IS_A_USER", 27);
    }

    @Test
    @Tag("K-162")
    void aUserIsCalledUponByTheirOwnLogin() {
        Desk alice = login();
        Desk erik = erik();

        String kvno = alice.mit("kvno", "--u2u", erik.cache().toString(), "erik")
                .succeeds()
                .out();

        // Sealed in the session key of erik's login, which has no version, and with its enctype.
        assertThat(kvno).contains("erik@LUEBECK.EXAMPLE: kvno = 0");
        assertThat(alice.ticket("erik").etype()).isEqualTo(erik.ticket(TGT).sessionEtype());
        assertThat(alice.ticket("erik").flags()).isEqualTo("AT");
    }

    @Test
    @Tag("K-159")
    void nobodyIsCalledUponByTheLoginOfAnother() {
        Desk alice = login();
        Requests requests = luebeck.requests();

        var refused =
                alice.mit("kvno", "--u2u", alice.cache().toString(), "erik").run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Requested server and ticket don't match");
        requests.refused("SECOND_TICKET_OWNER_MISMATCH", 26);
    }

    @Test
    void klistTellsAScriptWhetherThereAreTickets() {
        Desk alice = Desk.with(conf);
        assertThat(alice.mit("klist", "-s").run().exit()).isEqualTo(1);

        alice.mit("kinit", "alice").typing("secret\n").succeeds();

        alice.mit("klist", "-s").succeeds();
        alice.mit("kvno", SERVICE).succeeds();
        alice.mit("kvno", "--cached-only", SERVICE).succeeds();
        alice.mit("kdestroy").succeeds();
        assertThat(alice.mit("klist", "-s").run().exit()).isEqualTo(1);
    }
}
