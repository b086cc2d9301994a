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

/** Our kinit, kvno and klist in a realm of MIT's krb5kdc. */
@Tag("stock")
class HanseLoginAtKrb5kdcTest {
    private static final String SERVICE = "HTTP/www.visby.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static MitRealm visby;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmOfMit() {
        visby = MitRealm.start("VISBY.EXAMPLE", folder)
                .kadmin("addprinc -pw secret +requires_preauth alice")
                .kadmin("addprinc -pw secret -requires_preauth trusting")
                .kadmin("addprinc -pw secret -expire 2020-01-01 guest")
                .kadmin("addprinc -randkey " + SERVICE);
        conf = Krb5Conf.of(visby);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "trusting"})
    void ourKinitAndKvnoGetTicketsOfKrb5kdc(String person) {
        Desk desk = Desk.with(conf);

        desk.hanse("kinit", person).typing("secret\n").succeeds();
        desk.hanse("kvno", SERVICE).succeeds();

        assertThat(desk.hanse("klist").succeeds().out()).contains(person + "@VISBY.EXAMPLE", SERVICE);
        assertThat(desk.tickets()).contains("Default principal: " + person + "@VISBY.EXAMPLE", SERVICE);
    }

    @Test
    void aKeytabOfKadminLogsIn() {
        visby.kadmin("addprinc -randkey host/robot.visby.example");
        Path keytab = visby.keytab("host/robot.visby.example");
        Desk robot = Desk.with(conf);

        robot.hanse("kinit", "-k", "-t", keytab.toString(), "host/robot.visby.example")
                .succeeds();

        assertThat(robot.hanse("klist").succeeds().out()).contains("host/robot.visby.example@VISBY.EXAMPLE");
    }

    /** Our client takes nothing that does not come armored: a ticket shows that krb5kdc armored it. */
    @ParameterizedTest
    @ValueSource(strings = {"alice", "trusting"})
    void ourKinitTravelsInsideFast(String person) {
        Desk machine = Desk.with(conf);
        machine.hanse("kinit", "trusting").typing("secret\n").succeeds();
        Desk desk = Desk.with(conf);

        desk.hanse("kinit", "-T", "FILE:" + machine.cache(), person)
                .typing("secret\n")
                .succeeds();

        assertThat(desk.tickets()).contains("Default principal: " + person + "@VISBY.EXAMPLE");
        var wrong = Desk.with(conf)
                .hanse("kinit", "-T", "FILE:" + machine.cache(), "alice")
                .typing("guess\n")
                .run();
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).isEqualTo("error: Password incorrect; try again\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-cts-hmac-sha1-96",
                "aes256-cts-hmac-sha1-96",
                "aes128-cts-hmac-sha256-128",
                "aes256-cts-hmac-sha384-192"
            })
    void everyEnctypeOfOursIsUnderstood(String enctype) {
        visby.kadmin("addprinc -pw secret -e " + enctype + ":normal only-" + enctype);
        Desk desk = Desk.with(conf.only(enctype));

        desk.hanse("kinit", "only-" + enctype).typing("secret\n").succeeds();
        desk.hanse("kvno", SERVICE).succeeds();

        assertThat(desk.tickets()).contains("(skey, tkt): " + enctype + ",");
    }

    @Test
    void refusalsOfKrb5kdcAreOneClearLine() {
        var wrong = Desk.with(conf).hanse("kinit", "alice").typing("guess\n").run();
        var unknown =
                Desk.with(conf).hanse("kinit", "nobody").typing("secret\n").run();
        var expired = Desk.with(conf).hanse("kinit", "guest").typing("secret\n").run();

        assertThat(wrong.err()).startsWith("error: ").hasLineCount(1).containsIgnoringCase("password");
        assertThat(unknown.err()).startsWith("error: ").hasLineCount(1).contains("nobody@VISBY.EXAMPLE");
        assertThat(expired.err()).startsWith("error: ").hasLineCount(1).contains("expired");
        assertThat(new int[] {wrong.exit(), unknown.exit(), expired.exit()}).containsOnly(1);
    }
}
