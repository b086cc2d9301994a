package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock curl and the JDK's own Kerberos, from LUEBECK to the example web service of BERGEN. */
@Tag("stock")
class WebServiceTest {
    private static final String HOST = "www.bergen.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    private static Path keytab;
    private static Krb5Conf conf;

    @BeforeAll
    static void twoRealmsAndAWebService() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .trusts("BERGEN.EXAMPLE", "herring");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .person("erik", "secret")
                .service("HTTP/" + HOST)
                .trusts("LUEBECK.EXAMPLE", "herring");
        keytab = bergen.keytab("HTTP/" + HOST);
        conf = Krb5Conf.of(luebeck, bergen).host(HOST, "BERGEN.EXAMPLE");
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        return alice;
    }

    @Test
    void curlGetsA200AndTheServiceKnowsAliceOfLuebeck(@TempDir Path logs) {
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            var page = web.curl(alice()).succeeds();

            assertThat(page.out()).contains("status 200", "alice@LUEBECK.EXAMPLE");
            assertThat(web.daemon().exit()).isZero();
            assertThat(web.daemon().log()).contains("alice@LUEBECK.EXAMPLE");
        }
    }

    @Test
    void aServiceThatAdmitsOnlyItsOwnRealmRefusesAliceByName(@TempDir Path logs) {
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"), "--own-realm-only")) {
            var page = web.curl(alice()).succeeds();

            assertThat(page.out()).contains("status 401", "alice@LUEBECK.EXAMPLE");
            assertThat(web.daemon().exit()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatAdmitsOnlyItsOwnRealmAdmitsErik(@TempDir Path logs) {
        Desk erik = Desk.with(conf);
        erik.mit("kinit", "erik@BERGEN.EXAMPLE").typing("secret\n").succeeds();
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"), "--own-realm-only")) {
            assertThat(web.curl(erik).succeeds().out()).contains("status 200", "erik@BERGEN.EXAMPLE");
        }
    }

    @Test
    void aTokenSealedInAnotherKeyGetsA401(@TempDir Path logs) {
        // A realm of the same name, made elsewhere, has other keys for the same service.
        try (HanseRealm twin = HanseRealm.start("BERGEN.EXAMPLE", logs.resolve("twin"));
                WebService web = WebService.start(
                        HOST, twin.service("HTTP/" + HOST).keytab("HTTP/" + HOST), 1, logs.resolve("web.log"))) {
            var page = web.curl(alice()).succeeds();

            assertThat(page.out()).contains("status 401").doesNotContain("status 200");
            assertThat(web.daemon().exit()).isEqualTo(1);
        }
    }

    @Test
    void theJdkLogsInWithAPasswordAndWalksToTheService(@TempDir Path logs) {
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            var visit = jdk(web, "alice@LUEBECK.EXAMPLE", "password:secret").succeeds();

            assertThat(visit.out())
                    .contains("logged in alice@LUEBECK.EXAMPLE", "status 200", "established true mutual true");
        }
    }

    @Test
    void theJdkLogsInWithAKeytab(@TempDir Path logs) {
        bergen.service("host/robot.bergen.example");
        Path robot = bergen.keytab("host/robot.bergen.example");
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            var visit = jdk(web, "host/robot.bergen.example@BERGEN.EXAMPLE", "keytab:" + robot)
                    .succeeds();

            assertThat(visit.out()).contains("status 200", "host/robot.bergen.example@BERGEN.EXAMPLE");
        }
    }

    @Test
    void theJdkIsToldOfAWrongPassword(@TempDir Path logs) {
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            var visit = jdk(web, "alice@LUEBECK.EXAMPLE", "password:guess").run();

            assertThat(visit.exit()).isNotZero();
            assertThat(visit.err()).contains("LoginException").contains("(24)");
        }
    }

    private static Command jdk(WebService web, String principal, String secret) {
        return Desk.with(conf).jdk(JdkInitiator.class, principal, secret, web.url("127.0.0.1"), "HTTP@" + HOST);
    }
}
