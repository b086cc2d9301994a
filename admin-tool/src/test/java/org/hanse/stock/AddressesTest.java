package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets that list addresses, with MIT, Heimdal and the JDK: good from these only. With 150 of them a reply is longer than a
 * datagram may be, so the client must come again by TCP.
 */
@Tag("stock")
class AddressesTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";
    private static final String TGT = "krbtgt/LUEBECK.EXAMPLE";
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "192.0.2.77";

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

    /** Of a client that asks for these addresses besides its machine's own, which are never those of the loopback. */
    private static Krb5Conf asking(String addresses) {
        // MIT and the JDK know the first name of the setting, Heimdal the second.
        return conf.libdefault("noaddresses", "false")
                .libdefault("no-addresses", "false")
                .libdefault("extra_addresses", addresses);
    }

    /** Every request begins in a datagram, however long: the first name is MIT's and the JDK's, the second Heimdal's. */
    private static Krb5Conf askingForMany() {
        String many =
                IntStream.rangeClosed(1, 150).mapToObj(i -> "10.11.12." + i).collect(Collectors.joining(" "));
        return asking(HERE + " " + many)
                .libdefault("udp_preference_limit", "32700")
                .libdefault("large_message_size", "32700");
    }

    private static Command heimdal(Desk desk, String... options) {
        return desk.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"))
                .with(options)
                .with("alice");
    }

    @Test
    @Tag("K-096")
    void mitsTicketIsGoodFromAnAddressThatItLists() {
        Desk alice = Desk.with(asking(HERE));

        alice.mit("kinit", "-a", "alice").typing("secret\n").succeeds();

        alice.mit("kvno", SERVICE).succeeds();
        assertThat(alice.ticket(TGT).addresses()).contains(HERE);
        // The service ticket has the addresses of its TGT.
        assertThat(alice.ticket(SERVICE).addresses())
                .isEqualTo(alice.ticket(TGT).addresses());
    }

    @Test
    @Tag("K-096")
    void mitsTicketIsNoGoodFromElsewhere() {
        Desk alice = Desk.with(asking(ELSEWHERE));
        alice.mit("kinit", "-a", "-r", "1d", "alice").typing("secret\n").succeeds();
        Requests requests = luebeck.requests();

        var refused = alice.mit("kvno", SERVICE).run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Incorrect net address");
        assertThat(alice.mit("kinit", "-R").run().err()).contains("Incorrect net address while renewing");
        requests.refused("ADDRESS_NOT_LISTED", 38);
    }

    @Test
    @Tag("K-096")
    void mitsTicketWithoutAddressesIsGoodFromAnywhere() {
        Desk alice = Desk.with(asking(ELSEWHERE));

        alice.mit("kinit", "-A", "alice").typing("secret\n").succeeds();

        assertThat(alice.ticket(TGT).addresses()).isEqualTo("(none)");
        alice.mit("kvno", SERVICE).succeeds();
    }

    @Test
    @Tag("K-096")
    void heimdalsTicketIsGoodFromTheAddressesThatItListsOnly() {
        Desk here = Desk.with(asking(HERE));
        Desk elsewhere = Desk.with(asking(ELSEWHERE));
        heimdal(here).succeeds();
        heimdal(elsewhere).succeeds();
        Requests requests = luebeck.requests();

        here.heimdal("kgetcred", SERVICE).succeeds();
        var refused = elsewhere.heimdal("kgetcred", SERVICE).run();

        assertThat(here.ticket(SERVICE).addresses()).contains(HERE);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Incorrect net address");
        requests.refused("ADDRESS_NOT_LISTED", 38);
        heimdal(elsewhere, "--no-addresses").succeeds();
        elsewhere.heimdal("kgetcred", SERVICE).succeeds();
    }

    @Test
    @Tag("K-010")
    void mitComesAgainByTcpWhenTheReplyIsTooLongForADatagram() {
        Desk alice = Desk.with(askingForMany());

        var login = alice.mit("kinit", "-a", "alice")
                .env("KRB5_TRACE", "/dev/stderr")
                .typing("secret\n")
                .succeeds();
        var service =
                alice.mit("kvno", SERVICE).env("KRB5_TRACE", "/dev/stderr").succeeds();

        assertThat(login.err())
                .contains("Response too big for UDP, retry with TCP", "Sending TCP request to stream " + luebeck.kdc());
        assertThat(service.err())
                .contains("Sending initial UDP request", "is too big for UDP; retrying with TCP")
                .contains("Sending TCP request to stream " + luebeck.kdc());
        assertThat(alice.ticket(SERVICE).addresses()).contains("10.11.12.150");
    }

    @Test
    @Tag("K-010")
    void heimdalGetsAReplyThatIsTooLongForADatagram() {
        Desk alice = Desk.with(askingForMany());

        heimdal(alice).succeeds();
        alice.heimdal("kgetcred", SERVICE).succeeds();

        assertThat(alice.ticket(SERVICE).addresses()).contains("10.11.12.150");
    }

    @Test
    @Tag("K-010")
    void theJdkComesAgainByTcpWhenTheReplyIsTooLongForADatagram() {
        Desk alice = Desk.with(askingForMany());

        var login = alice.jdk(JdkRenewal.class, "alice", "password:secret")
                .env("JDK_JAVA_OPTIONS", "-Dsun.security.krb5.debug=true")
                .succeeds();

        String port = luebeck.kdc().substring(luebeck.kdc().indexOf(':'));
        assertThat(login.text()).containsSubsequence("UDP" + port, "TCP" + port, "ticket of alice@LUEBECK.EXAMPLE");
    }
}
