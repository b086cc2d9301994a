package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From LUEBECK over BERGEN to VISBY for stock clients, and no path configured anywhere: neither {@code [capaths]} nor
 * {@code [domain_realm]} at the client, no {@code capaths} at a KDC. The trusts say whom they lead to and whom they bring.
 */
@Tag("stock")
class RoutingTest {
    private static final String SERVICE = "HTTP/www.visby.example";
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

    @BeforeAll
    static void threeRealmsInARow() {
        luebeck = HanseRealm.start(
                        "LUEBECK.EXAMPLE",
                        folder.resolve("luebeck"),
                        settings -> settings + "domains:\n  visby.example: VISBY.EXAMPLE\n")
                .person("alice", "secret")
                .trusts("BERGEN.EXAMPLE", "herring", "--transit-to", "VISBY.EXAMPLE");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .trusts("LUEBECK.EXAMPLE", "herring")
                .trusts("VISBY.EXAMPLE", "cod", "--domains", "visby.example");
        visby = HanseRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))
                .service(SERVICE)
                .trusts("BERGEN.EXAMPLE", "cod", "--accept-realms", "LUEBECK.EXAMPLE");
        conf = Krb5Conf.of(luebeck, bergen, visby).withoutRealmsOfHosts();
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        return alice;
    }

    @Test
    void mitGoesTheWholeWayByTheRealmsNameAlone() {
        Desk alice = alice();

        alice.mit("kvno", AT_VISBY).succeeds();

        assertThat(alice.ticket(AT_VISBY).flags()).contains("T");
    }

    @Test
    void mitGoesTheWholeWayByTheHostsNameAlone() {
        Desk alice = alice();

        alice.mit("kvno", SERVICE).succeeds();

        assertThat(alice.tickets()).contains("Ticket server: " + AT_VISBY);
    }

    @Test
    void heimdalGoesTheWholeWayByTheRealmsNameAlone() {
        Desk alice = Desk.with(conf);
        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice")
                .succeeds();

        alice.heimdal("kgetcred", AT_VISBY).succeeds();

        assertThat(alice.ticket(AT_VISBY).flags()).contains("T");
    }

    @Test
    void trustPathTellsTheSame() {
        assertThat(luebeck.admin("trust", "path", "LUEBECK.EXAMPLE", "VISBY.EXAMPLE")
                        .succeeds()
                        .out())
                .contains("BERGEN.EXAMPLE", "--transit-to", "not decided here");
        assertThat(visby.admin("trust", "path", "LUEBECK.EXAMPLE", "VISBY.EXAMPLE")
                        .succeeds()
                        .out())
                .contains("the trust lets it bring clients of LUEBECK.EXAMPLE");
    }
}
