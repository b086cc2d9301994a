package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Hanse realm and a realm of MIT's krb5kdc that share a password, as two administrators would agree on it. */
@Tag("stock")
class CrossRealmWithKrb5kdcTest {
    private static final String AT_LUEBECK = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";
    private static final String AT_VISBY = "HTTP/www.visby.example@VISBY.EXAMPLE";
    private static final String AT_BERGEN = "HTTP/www.bergen.example@BERGEN.EXAMPLE";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    @AutoClose
    private static MitRealm visby;

    private static Krb5Conf conf;

    /** LUEBECK is Hanse's, VISBY is MIT's; BERGEN is Hanse's again and knows LUEBECK through VISBY alone. */
    @BeforeAll
    static void threeRealms() {
        visby = MitRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))
                .kadmin("addprinc -pw secret gustav")
                .kadmin("addprinc -randkey HTTP/www.visby.example")
                .kadmin("addprinc -pw herring krbtgt/VISBY.EXAMPLE@LUEBECK.EXAMPLE")
                .kadmin("addprinc -pw herring krbtgt/LUEBECK.EXAMPLE@VISBY.EXAMPLE")
                .kadmin("addprinc -pw cod krbtgt/BERGEN.EXAMPLE@VISBY.EXAMPLE");
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service("HTTP/www.luebeck.example")
                .trusts("VISBY.EXAMPLE", "herring", "--kdc", "127.0.0.1:" + visby.port());
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .service("HTTP/www.bergen.example")
                .trusts("VISBY.EXAMPLE", "cod", "--direction", "in", "--accept-realms", "LUEBECK.EXAMPLE");
        conf = Krb5Conf.of(luebeck, bergen).path("LUEBECK.EXAMPLE", "BERGEN.EXAMPLE", "VISBY.EXAMPLE");
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        return alice;
    }

    private static Desk gustav() {
        Desk gustav = Desk.with(conf);
        gustav.mit("kinit", "gustav@VISBY.EXAMPLE").typing("secret\n").succeeds();
        return gustav;
    }

    @Test
    void aliceOfHanseReachesAServiceOfMit() {
        Desk alice = alice();

        alice.mit("kvno", "-k", visby.keytab("HTTP/www.visby.example").toString(), AT_VISBY)
                .succeeds();

        assertThat(alice.tickets()).contains("krbtgt/VISBY.EXAMPLE@LUEBECK.EXAMPLE", AT_VISBY);
    }

    @Test
    void gustavOfMitReachesAServiceOfHanse() {
        Desk gustav = gustav();

        gustav.mit("kvno", "-k", luebeck.keytab("HTTP/www.luebeck.example").toString(), AT_LUEBECK)
                .succeeds();

        assertThat(gustav.tickets()).contains("krbtgt/LUEBECK.EXAMPLE@VISBY.EXAMPLE", AT_LUEBECK);
    }

    @Test
    void oursWalkBetweenBothKindsOfKdc() {
        Desk alice = Desk.with(conf);
        alice.hanse("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        Desk gustav = Desk.with(conf);
        gustav.hanse("kinit", "gustav@VISBY.EXAMPLE").typing("secret\n").succeeds();

        alice.hanse("kvno", AT_VISBY).succeeds();
        gustav.hanse("kvno", AT_LUEBECK).succeeds();

        assertThat(alice.tickets()).contains(AT_VISBY);
        assertThat(gustav.tickets()).contains(AT_LUEBECK);
    }

    @Test
    void aliceReachesBergenThroughARealmOfMit() {
        Desk alice = alice();

        alice.mit("kvno", AT_BERGEN).succeeds();

        assertThat(alice.tickets()).contains("krbtgt/BERGEN.EXAMPLE@VISBY.EXAMPLE", AT_BERGEN);
    }

    /** VISBY and the last realm are MIT's: krb5kdc reads and judges the transited field that LUEBECK and OSLO wrote. */
    @Test
    void krb5kdcAcceptsThePathThatTwoHanseRealmsWrote(@TempDir Path other) {
        String[] between = {"LUEBECK.EXAMPLE", "OSLO.EXAMPLE"};
        try (HanseRealm oslo = HanseRealm.start("OSLO.EXAMPLE", other.resolve("oslo"));
                MitRealm riga = MitRealm.start(
                        "RIGA.EXAMPLE",
                        other.resolve("riga"),
                        settings -> settings.path("VISBY.EXAMPLE", "RIGA.EXAMPLE", between))) {
            riga.kadmin("addprinc -randkey HTTP/www.riga.example")
                    .kadmin("addprinc -pw elm krbtgt/RIGA.EXAMPLE@OSLO.EXAMPLE");
            luebeck.trusts("OSLO.EXAMPLE", "oak", "--direction", "out", "--transit-to", "RIGA.EXAMPLE");
            oslo.trusts("LUEBECK.EXAMPLE", "oak", "--direction", "in", "--accept-realms", "VISBY.EXAMPLE")
                    .trusts("RIGA.EXAMPLE", "elm", "--direction", "out");
            Desk gustav =
                    Desk.with(Krb5Conf.of(luebeck, oslo).realm(riga).path("VISBY.EXAMPLE", "RIGA.EXAMPLE", between));
            gustav.mit("kinit", "gustav@VISBY.EXAMPLE").typing("secret\n").succeeds();

            await("the trusts are in force")
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> gustav.mit("kvno", "HTTP/www.riga.example@RIGA.EXAMPLE")
                            .succeeds());

            assertThat(gustav.tickets()).containsPattern("HTTP/www.riga.example@RIGA.EXAMPLE\n[^\n]*Flags: [A-Z]*T");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, aes128-cts-hmac-sha1-96",
        "3, aes256-cts-hmac-sha1-96",
        "4, aes128-cts-hmac-sha256-128",
        "5, aes256-cts-hmac-sha384-192"
    })
    void theSharedPasswordGivesTheSameKeyOnBothSides(int kvno, String enctype, @TempDir Path other) {
        String add = "addprinc -pw amber -kvno " + kvno + " -e " + enctype + ":normal ";
        try (MitRealm danzig = MitRealm.start("DANZIG" + kvno + ".EXAMPLE", other)) {
            danzig.kadmin("addprinc -pw secret anna")
                    .kadmin("addprinc -randkey HTTP/www.danzig.example")
                    .kadmin(add + "krbtgt/LUEBECK.EXAMPLE@" + danzig.name())
                    .kadmin(add + "krbtgt/" + danzig.name() + "@LUEBECK.EXAMPLE");
            luebeck.trusts(danzig.name(), "amber", "--enctypes", enctype, "--kvno", Integer.toString(kvno));
            Krb5Conf both = conf.realm(danzig);
            Desk anna = Desk.with(both);
            Desk alice = Desk.with(both);
            anna.mit("kinit", "anna@" + danzig.name()).typing("secret\n").succeeds();
            alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();

            await("the trust is in force").atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                anna.mit("kvno", AT_LUEBECK).succeeds();
                alice.mit("kvno", "HTTP/www.danzig.example@" + danzig.name()).succeeds();
            });

            assertThat(anna.ticket("krbtgt/LUEBECK.EXAMPLE@" + danzig.name()).etype())
                    .isEqualTo(enctype);
            assertThat(alice.ticket("krbtgt/" + danzig.name()).etype()).isEqualTo(enctype);
        }
    }

    @Test
    void aSecretThatOnlyOneSideKnowsGivesAnErrorAndNoTicket(@TempDir Path other) {
        try (MitRealm danzig = MitRealm.start("DANZIG.EXAMPLE", other)) {
            danzig.kadmin("addprinc -pw secret anna")
                    .kadmin("addprinc -pw guess krbtgt/LUEBECK.EXAMPLE@DANZIG.EXAMPLE");
            luebeck.trusts("DANZIG.EXAMPLE", "amber", "--direction", "in");
            Desk anna = Desk.with(conf.realm(danzig));
            anna.mit("kinit", "anna@DANZIG.EXAMPLE").typing("secret\n").succeeds();

            var refused = anna.mit("kvno", AT_LUEBECK).run();

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(anna.tickets()).doesNotContain(AT_LUEBECK);
        }
    }
}
