package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts: the server and the admin command are killed at random moments while principals are being added. What was
 * acknowledged is there, what was not is whole or absent, and the store opens again.
 *
 * <p>{@code -Dhanse.kills=200} kills more often, {@code -Dhanse.seed=N} repeats a run's moments; see {@code scripts/soak}.
 */
@Tag("kill")
class KillTest {
    private static final int KILLS = Integer.getInteger("hanse.kills", 20);
    private static final long SEED = Long.getLong("hanse.seed", System.nanoTime());
    private static final Pattern NAME = Pattern.compile("\"(u[0-9]+)@");

    private final Random moments = new Random(SEED);
    private final Set<String> acknowledged = new TreeSet<>();
    private final Set<String> killed = new TreeSet<>();
    private int added;

    @Test
    void nothingAcknowledgedIsLostAndNoPrincipalIsHalf(@TempDir Path folder) throws Exception {
        try (HanseRealm luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder)) {
            Path password = luebeck.secret("secret");
            long usual = millisOf(() -> add(luebeck, password));
            for (int round = 0; round < KILLS; round++) {
                String seen = "seed " + SEED + ", round " + round;
                if (moments.nextBoolean()) {
                    killTheServer(luebeck, password, usual);
                } else {
                    killTheCommand(luebeck, password, usual);
                }

                Set<String> stored = stored(luebeck);
                assertThat(stored).as(seen).containsAll(acknowledged);
                Set<String> unasked = new TreeSet<>(stored);
                unasked.removeAll(acknowledged);
                assertThat(killed).as(seen).containsAll(unasked);
                assertThat(luebeck.enctypes(sample(stored))).as(seen).hasSize(4);
                for (String half : unasked) {
                    assertThat(luebeck.enctypes(half)).as(seen + ", " + half).hasSize(4);
                    loginOf(luebeck, half);
                }
                loginOf(luebeck, sample(acknowledged));
            }
            System.out.println(KILLS + " kills, " + acknowledged.size() + " principals acknowledged, seed " + SEED);
        }
    }

    /** The server dies while two principals are added after each other; the admin command writes on. */
    private void killTheServer(HanseRealm luebeck, Path password, long usual) throws Exception {
        Process first = addition(luebeck, password, next());
        pause(first, moments.nextLong(usual + 200));
        luebeck.server().kill();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        acknowledged.add("u" + added);
        luebeck.startServer();
        add(luebeck, password);
    }

    /** The admin command dies, most often in the part of its life in which it writes. */
    private void killTheCommand(HanseRealm luebeck, Path password, long usual) throws Exception {
        add(luebeck, password);
        String name = next();
        Process addition = addition(luebeck, password, name);
        boolean ended = pause(addition, usual / 2 + moments.nextLong(Math.max(1, usual * 3 / 4)));
        if (!ended) {
            Command.kill(addition);
            addition.waitFor();
        }
        if (addition.exitValue() == 0) {
            acknowledged.add(name);
        } else {
            assertThat(ended).as("%s failed by itself", name).isFalse();
            killed.add(name);
        }
    }

    private String next() {
        return "u" + ++added;
    }

    private void add(HanseRealm luebeck, Path password) {
        String name = next();
        luebeck.admin("principal", "add", name, "--password-file", password.toString())
                .succeeds();
        acknowledged.add(name);
    }

    private static Process addition(HanseRealm luebeck, Path password, String name) throws Exception {
        return luebeck.admin("principal", "add", name, "--password-file", password.toString())
                .builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets a process run for a while; true if it ended before. */
    private static boolean pause(Process process, long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    private static Set<String> stored(HanseRealm luebeck) {
        var names = NAME.matcher(
                luebeck.admin("principal", "list", "u*", "--json").succeeds().out());
        Set<String> found = new TreeSet<>();
        while (names.find()) {
            found.add(names.group(1));
        }
        return found;
    }

    private String sample(Set<String> names) {
        List<String> all = new ArrayList<>(names);
        return all.get(moments.nextInt(all.size()));
    }

    private static void loginOf(HanseRealm luebeck, String person) {
        Desk desk = Desk.with(Krb5Conf.of(luebeck));
        desk.mit("kinit", person).typing("secret\n").succeeds();
    }

    private static long millisOf(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1_000_000;
    }
}
