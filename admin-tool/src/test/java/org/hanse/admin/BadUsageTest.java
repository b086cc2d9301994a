package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way of failing is one line on stderr, nothing on stdout, and the contract's exit code. */
class BadUsageTest {
    @TempDir
    static Path folder;

    private static Hanse hanse;
    private static String password;

    @BeforeAll
    static void aRealm() {
        hanse = Hanse.withRealm(folder);
        password = hanse.secret("secret");
        hanse.ok("principal", "add", "alice", "--password-file", password);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2 | nonsense                                              | nonsense
        2 | principal                                             | principal
        2 | principal nonsense                                    | nonsense
        2 | principal add                                         | NAME
        2 | principal add bob --pasword-file x                    | --password-file
        2 | principal add bob                                     | --password-file
        2 | principal add bob --random-key --password-file PW     | exclude
        2 | principal add bob --random-key --max-life soon        | soon
        2 | principal add bob --random-key --expires yesterdayish | yesterdayish
        2 | principal add bob --random-key --enctypes rot13       | rot13
        2 | principal add bob --random-key --flag +shiny          | shiny
        2 | principal add bob --random-key --flag shiny           | sign
        2 | principal add bob@X@Y --random-key                    | bob@X@Y
        2 | principal add a//b --random-key                       | a//b
        1 | principal add bob@OTHER.EXAMPLE --random-key          | another realm
        1 | principal add krbtgt/X.EXAMPLE --random-key           | trust shared-secret
        1 | principal add krbtgt --random-key                     | keeps for itself
        1 | principal add kadmin/x --random-key                   | keeps for itself
        1 | principal add K/M --random-key                        | keeps for itself
        1 | principal add WELLKNOWN/ANONYMOUS --random-key        | keeps for itself
        1 | principal rename alice kadmin/alice                   | keeps for itself
        1 | principal alias alice krbtgt/X                        | keeps for itself
        1 | principal delete krbtgt/LUEBECK.EXAMPLE --yes         | cannot be deleted
        2 | principal delete alice                                | --yes
        1 | principal add alice --random-key                      | alice@LUEBECK.EXAMPLE is there already
        1 | principal add bob --random-key --policy none-such     | none-such
        1 | principal add bob --password-file TMP/missing         | missing
        1 | principal add bob --password-file TMP                 | folder
        1 | principal show nobody                                 | nobody@LUEBECK.EXAMPLE
        1 | principal modify nobody --expires never               | nobody@LUEBECK.EXAMPLE
        2 | principal modify alice                                | nothing to change
        2 | principal modify alice --set session_enctypes=rot13   | rot13
        2 | principal modify alice --set novalue                  | KEY=VALUE
        1 | principal passwd nobody --random-key                  | nobody@LUEBECK.EXAMPLE
        1 | principal purge-keys alice --keep-kvno 7              | kvno 7
        2 | principal purge-keys alice --keep-kvno 0              | 0
        1 | principal undelete alice                              | not deleted
        2 | principal list [a                                     | [a
        1 | principal list --home TMP/no-home                     | no-home
        2 | principal list --home x --server https://localhost    | --server
        2 | principal list --server http://localhost              | takes a URL
        2 | principal list --ca-file x                            | --ca-file
        2 | realm backup -o x --server https://localhost          | --home
        1 | principal import TMP/missing                          | missing
        1 | keytab export -o TMP/k nobody                         | nobody@LUEBECK.EXAMPLE
        1 | keytab export -o TMP/no-folder/k alice                | no-folder
        1 | keytab export -o TMP/k krbtgt/LUEBECK.EXAMPLE         | lockdown_keys
        2 | keytab export alice                                   | -o
        1 | keytab list TMP/missing                               | missing
        1 | keytab list PW                                        | secret-
        1 | policy show none-such                                 | none-such
        2 | policy add p --min-length 8                           | not built
        2 | policy add p --max-life soon                          | soon
        1 | trust show NOWHERE.EXAMPLE                            | NOWHERE.EXAMPLE
        2 | trust shared-secret BAD/PEER --password-file PW       | BAD/PEER
        1 | trust shared-secret LUEBECK.EXAMPLE --password-file PW | itself
        2 | trust shared-secret X.EXAMPLE --password-file PW --kvno 0 | kvno
        2 | trust shared-secret X.EXAMPLE --password-file PW --direction up | up
        2 | trust shared-secret X.EXAMPLE --password-file PW --kdc http://x | HOST:PORT
        2 | trust declare X.EXAMPLE                               | --url
        2 | trust declare X.EXAMPLE --url http://localhost        | https://HOST
        1 | trust declare x.example --url https://localhost       | x.example
        2 | trust declare X.EXAMPLE --url https://localhost --fingerprint abc | 64 hexadecimal digits
        1 | trust declare LUEBECK.EXAMPLE --url https://localhost | itself
        2 | link list                                             | hanse link list is not built yet
        2 | realm init --realm BAD/REALM --home TMP/y --admin-password-file PW | BAD/REALM
        2 | realm init --realm X.EXAMPLE --home TMP/y --kdc-port 70000 --admin-password-file PW | 70000
        2 | realm init --realm X.EXAMPLE --home TMP/y --kdc-port 443 --admin-password-file PW | share a port
        2 | realm init --realm X.EXAMPLE --home TMP/y --store postgresql://db --admin-password-file PW | not built
        1 | realm init --realm X.EXAMPLE --home TMP/y --host no.such.host.invalid --kdc-port 0 --admin-password-file PW | no.such.host.invalid
        1 | realm init --realm X.EXAMPLE --home TMP/home --admin-password-file PW | not empty
        1 | realm init --realm X.EXAMPLE --home PW --admin-password-file PW | is a file
        1 | realm init --realm X.EXAMPLE --home TMP/y --admin-password-file TMP/missing | missing
        1 | realm show --home TMP/no-home                         | no-home
        1 | krb5-conf --home TMP/no-home                          | no-home
        2 | krb5-conf --transport pigeon                          | no transport "pigeon"
        """)
    void failureIsOneLineWithTheContractsExitCode(int exit, String words, String named) {
        var outcome = hanse.run(
                words.replace("TMP", folder.toString()).replace("PW", password).split(" +"));

        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(exit);
        assertThat(outcome.err())
                .startsWith("error: ")
                .hasLineCount(1)
                .contains("; ")
                .contains(named)
                .doesNotContain("internal");
        assertThat(outcome.out()).isEmpty();
        assertThat(folder.resolve("y")).doesNotExist();
        assertThat(folder.resolve("k")).doesNotExist();
    }

    @Test
    void withoutACommandIsWrongUsage() {
        assertThat(hanse.run().exit()).isEqualTo(2);
    }

    @Test
    void aPasswordFileThatOthersCanReadIsRefused() {
        Path open = hanse.file("open", "secret\n", "rw-r-----");

        var outcome = hanse.run("principal", "add", "bob", "--password-file", open.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("chmod 600").hasLineCount(1);
        assertThat(hanse.run("principal", "show", "bob").exit()).isEqualTo(1);
    }

    @Test
    void anEmptyPasswordIsRefused() {
        String empty = hanse.secret("");

        assertThat(hanse.run("principal", "add", "bob", "--password-file", empty)
                        .err())
                .contains("holds no password");
    }

    @Test
    void aSettingThatIsUnknownIsNamedWithItsFile(@TempDir Path other) throws Exception {
        Hanse broken = Hanse.withRealm(other);
        Path settings = broken.home().resolve("realm.yaml");
        Files.writeString(settings, Files.readString(settings) + "\nrealmm: X.EXAMPLE\n");

        var outcome = broken.run("principal", "show", "admin/admin");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: ").hasLineCount(1).contains("realmm", "realm.yaml");
    }

    @Test
    void theEnvironmentsServerCountsBeforeItsHome(@TempDir Path other) {
        Hanse both = Hanse.withRealm(other).env("HANSE_SERVER", "no URL");

        assertThat(both.run("principal", "list").exit()).isEqualTo(2);
        assertThat(both.run("principal", "list", "--home", both.home().toString())
                        .exit())
                .isZero();
    }
}
