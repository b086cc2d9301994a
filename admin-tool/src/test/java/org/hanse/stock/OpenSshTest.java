package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock ssh into a stock sshd, whose keytab Hanse exported; see {@code docs/stock-clients.md} for the same by hand. */
@Tag("stock")
class OpenSshTest {
    private static final String HOST = "ssh.bergen.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    private static Krb5Conf conf;

    @BeforeAll
    static void twoRealmsAndAHost() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .trusts("BERGEN.EXAMPLE", "herring");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .service("host/" + HOST)
                .trusts("LUEBECK.EXAMPLE", "herring");
        conf = Krb5Conf.of(luebeck, bergen).host(HOST, "BERGEN.EXAMPLE");
    }

    @Test
    void aliceOfLuebeckLogsInToAHostOfBergen(@TempDir Path machine) throws Exception {
        var login = login("alice@LUEBECK.EXAMPLE", machine);

        assertThat(login.exit()).as("%s", login).isZero();
        assertThat(login.out()).contains("logged in as hanse-alice on " + HOST);
        assertThat(Files.readString(machine.resolve("sshd.log")))
                .contains("Authorized to hanse-alice, krb5 principal alice@LUEBECK.EXAMPLE")
                .contains("Accepted gssapi-with-mic for hanse-alice");
    }

    @Test
    void aliceStaysOutsideWhenTheAccountIsSomebodyElses(@TempDir Path machine) throws Exception {
        var login = login("erik@BERGEN.EXAMPLE", machine);

        assertThat(login.exit()).isEqualTo(255);
        assertThat(login.err()).contains("Permission denied");
    }

    /** alice's login to an account that {@code owner} may use. */
    private static Command.Outcome login(String owner, Path machine) throws Exception {
        var allowed = Command.of("unshare", "--mount", "--net", "--uts", "true").run();
        assumeTrue(
                allowed.exit() == 0,
                "this test needs root, or the right to make namespaces: "
                        + allowed.err().trim());
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        alice.mit("kvno", "host/" + HOST + "@BERGEN.EXAMPLE").succeeds();
        Files.copy(alice.cache(), machine.resolve("ccache"));
        Files.copy(alice.config(), machine.resolve("krb5.conf"));
        Files.copy(bergen.keytab("host/" + HOST), machine.resolve("keytab"));
        Path script = machine.resolve("sshd-in-namespaces.sh");
        try (InputStream text = OpenSshTest.class.getResourceAsStream("sshd-in-namespaces.sh")) {
            Files.copy(text, script);
        }
        return Command.of("unshare", "--mount", "--net", "--uts", "bash", script.toString())
                .with(machine.toString(), HOST, owner)
                .env("MIT", StockTools.path("MIT"))
                .env("MIT_LIBS", StockTools.path("MIT_LIBS"))
                .run();
    }
}
