package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts while two realms agree on keys: after each step the server that took it is killed. They agree all the same, and alice gets through. */
@Tag("kill")
class AgreementKillTest {
    private static final String AT_BERGEN = "HTTP/www.bergen.example@BERGEN.EXAMPLE";

    private HanseRealm luebeck;
    private HanseRealm bergen;

    @Test
    void whereverAServerIsKilledTheRealmsAgree(@TempDir Path folder) {
        try (HanseRealm one = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"));
                HanseRealm other = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"))) {
            luebeck = one.person("alice", "secret");
            bergen = other.service("HTTP/www.bergen.example");
            luebeck.declares(bergen, "--wait", "0s");
            bergen.declares(luebeck);

            killed(luebeck, "PROPOSED");
            killed(bergen, "ANSWERED");
            killed(luebeck, "ACCEPTING");
            killed(bergen, "ISSUING");
            killed(luebeck, "ISSUING");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(luebeck.issuing(bergen.name()))
                            .isEqualTo(bergen.issuing(luebeck.name()))
                            .isGreaterThan(5));
            Desk alice = Desk.with(Krb5Conf.of(luebeck, bergen));
            alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
            alice.mit("kvno", AT_BERGEN).succeeds();
        }
    }

    private void killed(HanseRealm victim, String event) {
        Requests atLuebeck = luebeck.requests();
        Requests atBergen = bergen.requests();
        luebeck.admin("trust", "rotate", bergen.name(), "--wait", "0s").succeeds();
        (victim == luebeck ? atLuebeck : atBergen).agreed(event);

        victim.server().kill();
        victim.startServer();

        long from = System.nanoTime();
        atBergen.agreed("ISSUING");
        atLuebeck.agreed("ISSUING");
        System.out.println(victim.name() + " killed after " + event + ": agreed "
                + (System.nanoTime() - from) / 1_000_000 + " ms after it was back");
    }
}
