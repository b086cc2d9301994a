package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.hanse.kdc.store.RealmStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LUEBECK's trusts name two peers for the way to VISBY, and the first by name does not exist. Which one leads there, documents tell. */
@Tag("stock")
class ToldWayTest {
    private static final String SERVICE = "HTTP/www.visby.example@VISBY.EXAMPLE";

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
    static void threeRealmsAndOneThatIsNot() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .trusts("AAA.EXAMPLE", "cod", "--transit-to", "VISBY.EXAMPLE")
                .trusts("BERGEN.EXAMPLE", "herring", "--transit-to", "VISBY.EXAMPLE");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))
                .trusts("LUEBECK.EXAMPLE", "herring")
                .trusts("VISBY.EXAMPLE", "cod");
        visby = HanseRealm.start("VISBY.EXAMPLE", folder.resolve("visby"))
                .service("HTTP/www.visby.example")
                .trusts("BERGEN.EXAMPLE", "cod", "--accept-realms", "LUEBECK.EXAMPLE");
        conf = Krb5Conf.of(luebeck, bergen, visby).withoutRealmsOfHosts();
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();
        return alice;
    }

    @Test
    void theRealmGoesByWhatDocumentsTell() {
        assertThat(alice().mit("kvno", SERVICE).run().exit()).isNotZero();

        bergen.admin("realm", "rekey", "--what", "signing").succeeds();
        giveDocuments(bergen, luebeck);

        await().untilAsserted(() -> alice().mit("kvno", SERVICE).succeeds());
        assertThat(luebeck.admin("trust", "path", "LUEBECK.EXAMPLE", "VISBY.EXAMPLE")
                        .succeeds()
                        .out())
                .contains("BERGEN.EXAMPLE", "its document tells of this trust");
    }

    /** Where a server keeps those that it has fetched. */
    private static void giveDocuments(HanseRealm of, HanseRealm at) {
        try (RealmStore theirs = RealmStore.open(of.home(), Clock.systemUTC(), new SecureRandom());
                RealmStore ours = RealmStore.open(at.home(), Clock.systemUTC(), new SecureRandom())) {
            ours.peerHistories()
                    .change(theirs.realm(), before -> theirs.identity().history());
        }
    }
}
