package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stock clients that know nothing but their KDCs and LUEBECK, the default realm: no domain_realm, no capaths. What belongs to BERGEN
 * they learn from LUEBECK's KDC, RFC 6806 §5 to §8.
 */
@Tag("stock")
class ReferralTest {
    private static final String WEB = "HTTP/www.bergen.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    private static Krb5Conf conf;

    @BeforeAll
    static void twoRealms() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck")).person("alice", "secret");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .person("olav", "secret")
                .service(WEB);
        // Before there are trusts, so that no domain is in the file.
        conf = Krb5Conf.of(luebeck, bergen);
        bergen.trusts("LUEBECK.EXAMPLE", "herring");
        bergen.admin("principal", "alias", "olav", "olav\\@bergen.example").succeeds();
        luebeck.admin("principal", "alias", "alice", "a.lice\\@luebeck.example").succeeds();
        luebeck.trusts("BERGEN.EXAMPLE", "herring", "--domains", "bergen.example");
    }

    private static Desk at(String... kinit) {
        Desk desk = Desk.with(conf);
        desk.mit("kinit", kinit).typing("secret\n").succeeds();
        return desk;
    }

    @Test
    @Tag("K-041")
    void mitLogsInByAnEnterpriseName() {
        assertThat(at("-E", "-C", "a.lice@luebeck.example")
                        .mit("klist")
                        .succeeds()
                        .out())
                .contains("Default principal: alice@LUEBECK.EXAMPLE");
        assertThat(at("-E", "-C", "alice@LUEBECK.EXAMPLE")
                        .mit("klist")
                        .succeeds()
                        .out())
                .contains("Default principal: alice@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-041")
    void withoutCanonicalizeMitIsToldThatThereIsNobody() {
        Desk desk = Desk.with(conf);

        var refused = desk.mit("kinit", "-E", "a.lice@luebeck.example")
                .typing("secret\n")
                .run();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("not found in Kerberos database");
    }

    @Test
    @Tag("K-143")
    void mitFollowsAClientReferral() {
        assertThat(at("-E", "-C", "olav@bergen.example").mit("klist").succeeds().out())
                .contains("Default principal: olav@BERGEN.EXAMPLE", "krbtgt/BERGEN.EXAMPLE@BERGEN.EXAMPLE");
    }

    @Test
    void mitFollowsAServiceReferral() {
        Desk byName = at("alice");
        byName.mit("kvno", WEB).succeeds();
        assertThat(byName.tickets()).contains("Ticket server: " + WEB + "@BERGEN.EXAMPLE");

        Desk byHost = at("alice");
        byHost.mit("kvno", "-S", "HTTP", "www.bergen.example").succeeds();
        assertThat(byHost.tickets()).contains("Ticket server: " + WEB + "@BERGEN.EXAMPLE");
    }

    @Test
    void heimdalFollowsAServiceReferral() {
        Desk alice = Desk.with(conf);
        alice.heimdal("kinit.heimdal", "--password-file=" + luebeck.secret("secret"), "alice@LUEBECK.EXAMPLE")
                .succeeds();

        alice.heimdal("kgetcred", "--name-type=SRV_HST", WEB).succeeds();

        assertThat(alice.heimdal("heimtools", "klist").succeeds().out())
                .contains("krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
    }
}
