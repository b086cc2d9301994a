package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Realms that agree by themselves, and MIT's clients between them.
 *
 * <p>{@code -Dhanse.rotations=120} changes keys more often.
 */
@Tag("stock")
class DeclaredRealmsTest {
    private static final String SERVICE = "HTTP/www.bergen.example";
    private static final String AT_BERGEN = SERVICE + "@BERGEN.EXAMPLE";
    private static final String OTHER = "imap/mail.bergen.example";
    private static final int ROTATIONS = Integer.getInteger("hanse.rotations", 20);

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    @AutoClose
    private static HanseRealm bergen;

    private static Krb5Conf conf;

    /** A rotation takes two seconds, and the next one is due a second later. */
    private static String hasty(String settings) {
        return settings.replaceFirst("trustRotation: \\w+", "trustRotation: 1s");
    }

    @BeforeAll
    static void twoFreshRealms() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"), DeclaredRealmsTest::hasty)
                .person("alice", "secret");
        bergen = HanseRealm.start("BERGEN.EXAMPLE", folder.resolve("bergen"), DeclaredRealmsTest::hasty)
                .service(SERVICE)
                .service(OTHER);
        conf = Krb5Conf.of(luebeck, bergen);
        luebeck.declares(bergen, "--wait", "0s");
        Desk alice = alice();
        assertThat(alice.mit("kvno", AT_BERGEN).run().exit()).isEqualTo(1);

        long begin = System.nanoTime();
        bergen.declares(luebeck);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> alice().mit("kvno", AT_BERGEN).run().exit() == 0);
        System.out.println("declared on the second side to ticket: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static Desk alice() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();
        return alice;
    }

    @Test
    @Tag("T-012")
    void noRequestFailsWhileKeysChange() throws Exception {
        Desk before = alice();
        before.mit("kvno", AT_BERGEN).succeeds();
        int first = luebeck.issuing("BERGEN.EXAMPLE");
        List<Command.Outcome> failed;
        int walks;
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Future<Walks>> walking = List.of(people.submit(() -> walk(enough)), people.submit(() -> walk(enough)));
            await().atMost(Duration.ofSeconds(5L * ROTATIONS))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> luebeck.issuing("BERGEN.EXAMPLE") >= first + ROTATIONS);
            enough.set(true);
            failed = new ArrayList<>();
            walks = 0;
            for (Future<Walks> one : walking) {
                failed.addAll(one.get().failed());
                walks += one.get().done();
            }
        } finally {
            enough.set(true);
            people.shutdown();
        }
        System.out.println(ROTATIONS + " rotations, " + walks + " walks, " + failed.size() + " failed");
        assertThat(failed).isEmpty();
        assertThat(walks).isGreaterThan(ROTATIONS);
        // Of before the first of them: its key opens tickets as long as they live.
        before.mit("kvno", OTHER + "@BERGEN.EXAMPLE").succeeds();
    }

    private record Walks(int done, List<Command.Outcome> failed) {}

    /** One person after the other logs in at home and goes to BERGEN. */
    private static Walks walk(AtomicBoolean enough) {
        List<Command.Outcome> failed = new ArrayList<>();
        int done = 0;
        while (!enough.get()) {
            Command.Outcome outcome = alice().mit("kvno", AT_BERGEN).run();
            if (outcome.exit() != 0) {
                failed.add(outcome);
            }
            done++;
        }
        return new Walks(done, failed);
    }
}
