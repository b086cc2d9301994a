package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hanse realms with each other, and the stock clients between them.
 *
 * <p>LUEBECK and BERGEN trust each other; BERGEN trusts VISBY. BERGEN may bring LUEBECK's people to VISBY and nobody
 * else's; DANZIG's people reach BERGEN and no further.
 */
@Tag("stock")
class CrossRealmTest {
    private static final String AT_LUEBECK = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";
    private static final String AT_BERGEN = "HTTP/www.bergen.example@BERGEN.EXAMPLE";
    private static final String AT_VISBY = "HTTP/www.visby.example@VISBY.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    @AutoClose
    private static HanseRealm visby;

    @AutoClose
    private static HanseRealm danzig;

    private static Krb5Conf conf;

    @BeforeAll
    static void fourRealms() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service("HTTP/www.luebeck.example")
                .trusts("BERGEN.EXAMPLE", "herring", "--transit-to", "VISBY.EXAMPLE");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .person("erik", "secret")
                .service("HTTP/www.bergen.example")
                .trusts("LUEBECK.EXAMPLE", "herring")
                .trusts("VISBY.EXAMPLE", "cod", "--direction", "out")
                .trusts("DANZIG.EXAMPLE", "amber", "--direction", "in");
        visby = HanseRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))
                .service("HTTP/www.visby.example")
                .trusts("BERGEN.EXAMPLE", "cod", "--direction", "in", "--accept-realms", "LUEBECK.EXAMPLE");
        danzig = HanseRealm.start("DANZIG.EXAMPLE", folder.resolve("danzig"))
                .person("anna", "secret")
                .trusts("BERGEN.EXAMPLE", "amber", "--direction", "out", "--transit-to", "VISBY.EXAMPLE");
        conf = Krb5Conf.of(luebeck, bergen, visby, danzig)
                .path("LUEBECK.EXAMPLE", "VISBY.EXAMPLE", "BERGEN.EXAMPLE")
                .path("DANZIG.EXAMPLE", "VISBY.EXAMPLE", "BERGEN.EXAMPLE");
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        return alice;
    }

    @Test
    void mitWalksFromLuebeckToBergen() {
        Desk alice = alice();

        alice.mit("kvno", "-k", bergen.keytab("HTTP/www.bergen.example").toString(), AT_BERGEN)
                .succeeds();

        assertThat(alice.tickets()).contains("krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE", AT_BERGEN);
    }

    @Test
    void mitWalksFromBergenToLuebeck() {
        Desk erik = Desk.with(conf);
        erik.mit("kinit", "erik@BERGEN.EXAMPLE").typing("secret\n").succeeds();

        erik.mit("kvno", AT_LUEBECK).succeeds();

        assertThat(erik.tickets()).contains("krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE", AT_LUEBECK);
    }

    @Test
    void oursWalkBothWays() {
        Desk alice = Desk.with(conf);
        alice.hanse("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        Desk erik = Desk.with(conf);
        erik.hanse("kinit", "erik@BERGEN.EXAMPLE").typing("secret\n").succeeds();

        alice.hanse("kvno", AT_BERGEN).succeeds();
        erik.hanse("kvno", AT_LUEBECK).succeeds();

        assertThat(alice.hanse("klist").succeeds().out()).contains(AT_BERGEN);
        assertThat(erik.hanse("klist").succeeds().out()).contains(AT_LUEBECK);
    }

    @Test
    void heimdalWalksFromLuebeckToBergen() {
        Desk alice = Desk.with(conf);
        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice@LUEBECK.EXAMPLE")
                .succeeds();

        alice.heimdal("kgetcred", AT_BERGEN).succeeds();

        assertThat(alice.heimdal("heimtools", "klist").succeeds().out()).contains(AT_BERGEN);
    }

    @Test
    void mitWalksThroughAMiddleRealmThatPolicyAdmits() {
        Desk alice = alice();

        alice.mit("kvno", AT_VISBY).succeeds();

        assertThat(alice.tickets()).contains("krbtgt/VISBY.EXAMPLE@BERGEN.EXAMPLE", AT_VISBY);
    }

    @Test
    void oursWalkThroughAMiddleRealmThatPolicyAdmits() {
        Desk alice = Desk.with(conf);
        alice.hanse("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();

        alice.hanse("kvno", AT_VISBY).succeeds();

        assertThat(alice.hanse("klist").succeeds().out()).contains(AT_VISBY);
    }

    @Test
    void heimdalWalksThroughAMiddleRealmThatPolicyAdmits() {
        Desk alice = Desk.with(conf);
        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice@LUEBECK.EXAMPLE")
                .succeeds();

        alice.heimdal("kgetcred", AT_VISBY).succeeds();
    }

    @Test
    void peopleWhomTheMiddleRealmMayNotBringAreRefusedByPolicy() {
        Desk anna = Desk.with(conf);
        anna.mit("kinit", "anna@DANZIG.EXAMPLE").typing("secret\n").succeeds();
        anna.mit("kvno", AT_BERGEN).succeeds();

        var refused = anna.mit("kvno", AT_VISBY).run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("KDC policy rejects transited path");
    }

    @Test
    void aTrustInOneDirectionDoesNotServeTheOther() {
        Desk erik = Desk.with(conf);
        erik.mit("kinit", "erik@BERGEN.EXAMPLE").typing("secret\n").succeeds();

        var refused = erik.mit("kvno", "krbtgt/DANZIG.EXAMPLE@BERGEN.EXAMPLE").run();

        assertThat(refused.exit()).isEqualTo(1);
    }
}
