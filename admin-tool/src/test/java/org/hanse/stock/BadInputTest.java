package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, through {@code scripts/hanse}: one clear line on standard error, and the contract's exit code. */
@Tag("stock")
class BadInputTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Path password;

    @BeforeAll
    static void aRealm() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck")).person("alice", "secret");
        password = luebeck.secret("secret");
    }

    /** Words of the command after {@code hanse}: HOME, PASSWORD and TMP stand for paths of the test. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        principal add bob --home HOME --password-file TMP/missing        | missing
        principal add alice --home HOME --password-file PASSWORD         | alice@LUEBECK.EXAMPLE
        principal show nobody --home HOME                                | nobody@LUEBECK.EXAMPLE
        principal modify nobody --expires never --home HOME              | nobody@LUEBECK.EXAMPLE
        principal delete nobody --yes --home HOME                        | nobody@LUEBECK.EXAMPLE
        principal list --home TMP/no-home                                | no-home
        principal import TMP/missing --home HOME                         | missing
        keytab export -o TMP/new.keytab nobody --home HOME               | nobody@LUEBECK.EXAMPLE
        keytab export -o TMP/no-folder/new.keytab alice --home HOME      | no-folder
        keytab list TMP/missing                                          | missing
        keytab list PASSWORD                                             | secret-
        trust show NOWHERE.EXAMPLE --home HOME                           | NOWHERE.EXAMPLE
        realm init --realm X.EXAMPLE --home HOME --admin-password-file PASSWORD | home
        realm init --realm X.EXAMPLE --home TMP/x --admin-password-file TMP/missing | missing
        realm show --home TMP/no-home                                    | no-home
        server --home TMP/no-home                                        | no-home
        krb5-conf --home TMP/no-home                                     | no-home
        kinit -k -t TMP/missing alice                                    | missing
        kinit alice@NOWHERE.EXAMPLE --password-file PASSWORD             | NOWHERE.EXAMPLE
        klist                                                            | ccache
        klist -k TMP/missing                                             | missing
        kvno HTTP/www.luebeck.example                                    | ccache
        service-check --keytab TMP/missing HTTP/www.luebeck.example      | missing
        """)
    void whatCannotBeDoneIsOneLineAndExit1(String words, String named) {
        var refused = run(words);

        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err())
                .as("%s", refused)
                .startsWith("error: ")
                .hasLineCount(1)
                .contains("; ")
                .contains(named);
        assertThat(refused.out()).as("%s", refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense                                                         | nonsense
        principal nonsense --home HOME                                   | nonsense
        principal add --home HOME                                        | NAME
        principal add bob --home HOME --nonsense                         | nonsense
        principal add bob --home HOME --password-file PASSWORD --expires yesterday-ish | yesterday-ish
        principal add bob --home HOME --password-file PASSWORD --max-life soon         | soon
        principal add bob --home HOME --password-file PASSWORD --enctypes rot13        | rot13
        principal add bob --home HOME --password-file PASSWORD --flag +shiny           | shiny
        principal add bob@X@Y --home HOME --password-file PASSWORD       | bob@X@Y
        principal list --home HOME --server https://localhost            | --server
        realm init --realm BAD/REALM --home TMP/y --admin-password-file PASSWORD | BAD/REALM
        realm init --realm X.EXAMPLE --home TMP/y --kdc-port 70000 --admin-password-file PASSWORD | 70000
        trust shared-secret BAD/PEER --home HOME --password-file PASSWORD | BAD/PEER
        kinit alice -l soon                                              | soon
        service-check --keytab TMP/missing HTTP/www.luebeck.example --listen nowhere | nowhere
        trust declare BERGEN.EXAMPLE --url http://localhost --home HOME  | https://HOST
        link list                                                        | not built
        """)
    void wrongUsageIsExit2(String words, String named) {
        var refused = run(words);

        assertThat(refused.exit()).as("%s", refused).isEqualTo(2);
        assertThat(refused.err())
                .as("%s", refused)
                .startsWith("error: ")
                .hasLineCount(1)
                .contains(named);
        assertThat(refused.out()).as("%s", refused).isEmpty();
    }

    @Test
    void aPasswordFileThatOthersCanReadIsRefused() throws IOException {
        Path open = folder.resolve("open");
        Files.createFile(open, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        Files.writeString(open, "secret\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        var refused = run("principal add bob --home HOME --password-file " + open);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).startsWith("error: ").hasLineCount(1).contains("chmod 600");
    }

    @Test
    void aPortInUseIsNamed() {
        var refused = run("server --home HOME");

        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("error: ")
                .hasLineCount(1)
                .contains(luebeck.kdc().split(":")[1]);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void anUnknownSettingIsNamedWithTheNearestRightOne(@TempDir Path other) throws IOException {
        Path home = other.resolve("home");
        run("realm init --realm VISBY.EXAMPLE --home " + home + " --kdc-port 0 --admin-password-file PASSWORD");
        Path settings = home.resolve("realm.yaml");
        Files.writeString(settings, Files.readString(settings) + "\nrealmm: VISBY.EXAMPLE\n");

        var refused = run("server --home " + home);

        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("error: ")
                .hasLineCount(1)
                .contains("realmm")
                .contains("realm\"");
    }

    @Test
    void anExportThatFailsLeavesNoKeytab() {
        Path keytab = folder.resolve("half.keytab");

        var refused = run("keytab export -o " + keytab + " alice nobody --home HOME");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(keytab).doesNotExist();
    }

    @Test
    void anImportKeepsGoodLinesAndNumbersBadOnes() throws IOException {
        Path lines = folder.resolve("people.jsonl");
        Files.writeString(lines, """
                {"name": "import1", "password": "secret"}
                {"name": "import2"
                {"name": "import3", "password": "secret"}
                """);

        var partly = run("principal import " + lines + " --home HOME");

        assertThat(partly.exit()).as("%s", partly).isEqualTo(1);
        assertThat(partly.text()).contains("line 2");
        assertThat(run("principal list import* --home HOME").out()).contains("import1", "import3");
    }

    @Test
    void noRequestOfAWrongUserLeavesATrace() {
        Desk desk = Desk.with(Krb5Conf.of(luebeck));

        var wrong = desk.hanse("kinit", "alice").typing("guess\n").run();
        var unknown = desk.hanse("kinit", "nobody").typing("secret\n").run();

        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("error: ").hasLineCount(1).containsIgnoringCase("password");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("error: ").hasLineCount(1).contains("nobody@LUEBECK.EXAMPLE");
        assertThat(desk.cache()).doesNotExist();
    }

    private static Command.Outcome run(String words) {
        String[] arguments = words.replace("HOME", luebeck.home().toString())
                .replace("PASSWORD", password.toString())
                .replace("TMP", folder.toString())
                .split(" +");
        Desk desk = Desk.with(Krb5Conf.of(luebeck));
        return desk.hanse(arguments).run();
    }
}
