package org.hanse.protocol.ap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplayCacheTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ReplayCache cache = new ReplayCache(Duration.ofMinutes(5));
    private final Random random = new Random(7);

    private Octets authenticator() {
        byte[] sealed = new byte[120];
        random.nextBytes(sealed);
        return Octets.wrap(sealed);
    }

    @Test
    @Tag("A-009")
    void anAuthenticatorIsAdmittedOnce() {
        Octets one = authenticator();

        assertThat(cache.admit(one, NOON)).isTrue();
        assertThat(cache.admit(one, NOON)).isFalse();
        assertThat(cache.admit(authenticator(), NOON)).isTrue();
    }

    @Test
    void askingWhetherOneHasComeDoesNotNoteIt() {
        Octets one = authenticator();

        assertThat(cache.holds(one, NOON)).isFalse();
        assertThat(cache.admit(one, NOON)).isTrue();
        assertThat(cache.holds(one, NOON)).isTrue();
        assertThat(cache.holds(one, NOON.plusSeconds(700)))
                .as("a generation later")
                .isTrue();
        assertThat(cache.holds(one, NOON.plusSeconds(2000))).isFalse();
    }

    @Test
    @Tag("A-009")
    void itIsRememberedForAsLongAsItsTimeWouldLetItIn() {
        // Early by the whole skew when it comes, it is in the skew until twice that later.
        Octets one = authenticator();
        cache.admit(one, NOON);

        for (int seconds = 1; seconds <= 600; seconds++) {
            cache.admit(authenticator(), NOON.plusSeconds(seconds));
            assertThat(cache.admit(one, NOON.plusSeconds(seconds)))
                    .as("after %d s", seconds)
                    .isFalse();
        }
    }

    @Test
    void nothingIsForgottenEarlyHoweverManyCome() {
        List<Octets> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(authenticator());
        }

        assertThat(many).allMatch(one -> cache.admit(one, NOON));
        assertThat(many).noneMatch(one -> cache.admit(one, NOON.plusSeconds(599)));
    }

    @Test
    @Tag("K-259")
    void aClockThatGoesForwardAndComesBackForgetsNothing() {
        Octets before = authenticator();
        cache.admit(before, NOON);

        // Ten minutes forward for a minute, then right again.
        Octets ahead = authenticator();
        for (int seconds = 60; seconds <= 120; seconds++) {
            cache.admit(authenticator(), NOON.plusSeconds(600 + seconds));
        }
        assertThat(cache.admit(ahead, NOON.plusSeconds(720))).isTrue();
        assertThat(cache.admit(before, NOON.plusSeconds(121))).isFalse();

        // What came under the wrong time would be in time again when that time comes.
        for (int seconds = 121; seconds <= 720 + 300; seconds++) {
            cache.admit(authenticator(), NOON.plusSeconds(seconds));
            assertThat(cache.admit(ahead, NOON.plusSeconds(seconds)))
                    .as("after %d s", seconds)
                    .isFalse();
        }
    }

    @Test
    @Tag("K-259")
    void aClockThatGoesBackForgetsNothing() {
        Octets one = authenticator();
        cache.admit(one, NOON);

        assertThat(cache.admit(one, NOON.minusSeconds(3600))).isFalse();
        assertThat(cache.admit(one, NOON)).isFalse();
    }

    @Test
    void ofManyThreadsExactlyOneIsAdmittedAlsoWhileGenerationsTurn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Instant time = NOON;
            for (int round = 0; round < 500; round++) {
                Octets one = authenticator();
                Instant now = time;
                // Each round turns the generations: half of the threads still see the time before the turn.
                Instant later = time.plusSeconds(601);
                List<Callable<Boolean>> tries = List.of(
                        () -> cache.admit(one, now),
                        () -> cache.admit(one, later),
                        () -> cache.admit(one, now),
                        () -> cache.admit(one, later));
                int admitted = 0;
                for (Future<Boolean> one1 : threads.invokeAll(tries)) {
                    admitted += one1.get() ? 1 : 0;
                }
                assertThat(admitted).isEqualTo(1);
                time = later;
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
