package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stock clients that know where the KDCs are and nothing else: no {@code [domain_realm]}, no {@code [capaths]}. Their realm knows which realm
 * a host belongs to and the way there, over two trusts.
 */
@Tag("stock")
class NextRealmTest {
    private static final String HOST = "www.visby.example";
    private static final String SERVICE = "HTTP/" + HOST;
    private static final String AT_VISBY = SERVICE + "@VISBY.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    @AutoClose
    private static HanseRealm visby;

    private static Krb5Conf conf;
    private static Path keytab;

    @BeforeAll
    static void threeRealmsInARow() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"), settings -> settings + """
                                domains:
                                  .visby.example: VISBY.EXAMPLE
                                capaths:
                                  LUEBECK.EXAMPLE:
                                    VISBY.EXAMPLE: [BERGEN.EXAMPLE]
                                """)
                .person("alice", "secret")
                .alias("alice", "alice.doe\\@mail.example")
                .trusts("BERGEN.EXAMPLE", "herring", "--transit-to", "VISBY.EXAMPLE");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"), settings -> settings + """
                                domains:
                                  .visby.example: VISBY.EXAMPLE
                                  mail.example: LUEBECK.EXAMPLE
                                """)
                .trusts("LUEBECK.EXAMPLE", "herring")
                .trusts("VISBY.EXAMPLE", "cod", "--direction", "out");
        visby = HanseRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))
                .service(SERVICE)
                .trusts("BERGEN.EXAMPLE", "cod", "--direction", "in", "--accept-realms", "LUEBECK.EXAMPLE");
        conf = Krb5Conf.of(luebeck, bergen, visby).withoutRealmsOfHosts();
        keytab = visby.keytab(SERVICE);
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        return alice;
    }

    private static Desk aliceOfHeimdal() {
        Desk alice = Desk.with(conf);
        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice")
                .succeeds();
        return alice;
    }

    @Test
    void mitIsReferredToTheHostsRealmByWayOfAnother() {
        Desk alice = alice();

        alice.mit("kvno", SERVICE).succeeds();

        assertThat(alice.tickets()).contains("Ticket server: " + AT_VISBY);
    }

    @Test
    @Tag("K-139")
    void mitIsShownTheWayToARealmThatItNames() {
        Desk alice = alice();

        alice.mit("kvno", AT_VISBY).succeeds();

        assertThat(alice.ticket(AT_VISBY).flags()).contains("T");
    }

    @Test
    void heimdalIsReferredToTheHostsRealmByWayOfAnother() {
        Desk alice = aliceOfHeimdal();

        alice.heimdal("kgetcred", "--canonicalize", SERVICE).succeeds();

        assertThat(alice.ticket(AT_VISBY).flags()).contains("T");
    }

    @Test
    @Tag("K-139")
    void heimdalIsShownTheWayToARealmThatItNames() {
        Desk alice = aliceOfHeimdal();

        alice.heimdal("kgetcred", AT_VISBY).succeeds();

        assertThat(alice.ticket(AT_VISBY).flags()).contains("T");
    }

    @Test
    void theJdkIsReferredToTheHostsRealmByWayOfAnother(@TempDir Path logs) {
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            var visit = Desk.with(conf)
                    .jdk(JdkInitiator.class, "alice", "password:secret", web.url("127.0.0.1"), "HTTP@" + HOST)
                    .succeeds();

            assertThat(visit.out()).contains("status 200", "you are alice@LUEBECK.EXAMPLE");
        }
    }

    @Test
    @Tag("K-041")
    void heimdalLogsInByAnEnterpriseName() {
        Desk alice = Desk.with(conf);

        enterprise(alice).succeeds();

        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-143")
    void heimdalFollowsAClientReferral() {
        Desk alice = Desk.with(conf.libdefault("default_realm", "BERGEN.EXAMPLE"));

        enterprise(alice).succeeds();

        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    private static Command enterprise(Desk alice) {
        return alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"))
                .with("--canonicalize", "--enterprise", "alice.doe@mail.example");
    }
}
