package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One credential cache, many tools: what ours write, MIT's and Heimdal's read and use, and the other way round. */
@Tag("stock")
class SharedCacheTest {
    private static final String SERVICE = "HTTP/www.luebeck.example";

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Krb5Conf conf;

    @BeforeAll
    static void aRealmWithAliceAndAService() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE);
        conf = Krb5Conf.of(luebeck);
    }

    @Test
    void mitAndHeimdalReadAndUseACacheOfOurs() {
        Desk alice = Desk.with(conf);

        alice.hanse("kinit", "alice").typing("secret\n").succeeds();
        alice.hanse("kvno", SERVICE).succeeds();

        assertThat(alice.tickets()).contains("Default principal: alice@LUEBECK.EXAMPLE", SERVICE);
        assertThat(alice.heimdal("heimtools", "klist").succeeds().out())
                .contains("Principal: alice@LUEBECK.EXAMPLE", SERVICE);
        alice.mit("kvno", "kadmin/changepw").run();
        alice.mit("kvno", "-k", luebeck.keytab(SERVICE).toString(), SERVICE).succeeds();
    }

    @Test
    void oursReadAndUseACacheOfMit() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "-f", "alice").typing("secret\n").succeeds();

        alice.hanse("kvno", SERVICE).succeeds();

        assertThat(alice.hanse("klist").succeeds().out())
                .contains("alice@LUEBECK.EXAMPLE", "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE", SERVICE);
        assertThat(alice.tickets()).contains(SERVICE);
    }

    @Test
    void oursReadAndUseACacheOfHeimdal() {
        Desk alice = Desk.with(conf);
        Path password = luebeck.secret("secret");
        alice.heimdal("kinit.heimdal", "--password-file=" + password, "alice").succeeds();

        alice.hanse("kvno", SERVICE).succeeds();

        assertThat(alice.hanse("klist").succeeds().out()).contains("alice@LUEBECK.EXAMPLE", SERVICE);
    }

    @Test
    void whatKdestroyOfOursRemovesIsGoneForMit() {
        Desk alice = Desk.with(conf);
        alice.hanse("kinit", "alice").typing("secret\n").succeeds();

        alice.hanse("kdestroy").succeeds();

        assertThat(alice.mit("klist").run().exit()).isEqualTo(1);
        assertThat(alice.cache()).doesNotExist();
    }
}
