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
import org.hanse.protocol.ap.ReplayCache.Verdict;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCacheTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ReplayCache cache = new ReplayCache(Duration.ofMinutes(5));
    private final Random random = new Random(7);

    private Octets authenticator() {
        byte[] sealed = new byte[120];
        random.nextBytes(sealed);
        return Octets.wrap(sealed);
    }

    private static Instant noonAnd(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    /** As time goes by, others come, in every stripe of the cache. */
    private void othersComeAt(Instant now) {
        for (int i = 0; i < 100; i++) {
            cache.admit(authenticator(), now, now);
        }
    }

    @Test
    @Tag("A-009")
    void anAuthenticatorIsAdmittedOnce() {
        Octets one = authenticator();

        assertThat(cache.admit(one, NOON, NOON)).isEqualTo(Verdict.ADMITTED);
        assertThat(cache.admit(one, NOON, NOON)).isEqualTo(Verdict.REPLAYED);
        assertThat(cache.admit(authenticator(), NOON, NOON)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whatCameWithAMessageIsAdmittedWithThatMessageOnly() {
        Octets one = authenticator();
        Octets message = authenticator();

        assertThat(cache.admit(one, NOON, message, NOON)).isEqualTo(Verdict.ADMITTED);
        assertThat(cache.admit(one, NOON, message, noonAnd(9))).isEqualTo(Verdict.ADMITTED);
        assertThat(cache.admit(one, NOON, authenticator(), noonAnd(9))).isEqualTo(Verdict.REPLAYED);
        assertThat(cache.admit(one, NOON, noonAnd(9))).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void askingWhetherOneHasComeDoesNotNoteIt() {
        Octets one = authenticator();

        assertThat(cache.holds(one, NOON, NOON)).isFalse();
        assertThat(cache.admit(one, NOON, NOON)).isEqualTo(Verdict.ADMITTED);
        assertThat(cache.holds(one, NOON, NOON)).isTrue();
        assertThat(cache.holds(one, NOON, noonAnd(300))).as("as late as may be").isTrue();
        for (int seconds = 320; seconds <= 720; seconds += 40) {
            cache.holds(one, NOON, noonAnd(seconds));
        }
        assertThat(cache.holds(one, NOON, noonAnd(720))).as("out of time").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, -150, 0, 1, 150, 300})
    @Tag("A-009")
    void itIsRememberedForAsLongAsItsTimeWouldLetItIn(int fast) {
        // Early by the whole skew when it comes, it is in the skew until twice that later.
        Octets one = authenticator();
        Instant time = noonAnd(fast);
        assertThat(cache.admit(one, time, NOON)).isEqualTo(Verdict.ADMITTED);

        for (int seconds = 0; seconds <= 300 + fast; seconds++) {
            othersComeAt(noonAnd(seconds));
            assertThat(cache.admit(one, time, noonAnd(seconds)))
                    .as("after %d s", seconds)
                    .isEqualTo(Verdict.REPLAYED);
        }
    }

    @Test
    void nothingIsForgottenEarlyHoweverManyCome() {
        List<Octets> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(authenticator());
        }

        assertThat(many).allMatch(one -> cache.admit(one, noonAnd(300), NOON) == Verdict.ADMITTED);
        assertThat(many).allMatch(one -> cache.admit(one, noonAnd(300), noonAnd(600)) == Verdict.REPLAYED);
    }

    @Test
    void whoCannotBeRememberedIsNotAdmittedUntilOthersAreForgotten() {
        // given room for some thousands, and more than that in one minute
        ReplayCache small = new ReplayCache(Duration.ofMinutes(5), 256 << 10);
        List<Octets> many = new ArrayList<>();
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            Octets one = authenticator();
            many.add(one);
            admitted += small.admit(one, NOON, NOON) == Verdict.ADMITTED ? 1 : 0;
        }
        assertThat(admitted).isBetween((256 << 10) / 96, (256 << 10) / 48);

        // then those who were admitted are known, and the others are not let in later either
        int replayed = 0;
        for (Octets one : many) {
            Verdict again = small.admit(one, NOON, noonAnd(60));
            assertThat(again).isNotEqualTo(Verdict.ADMITTED);
            replayed += again == Verdict.REPLAYED ? 1 : 0;
        }
        assertThat(replayed).isEqualTo(admitted);

        // and when they are out of time there is room again
        for (int seconds = 60; seconds <= 720; seconds += 40) {
            for (int i = 0; i < 100; i++) {
                small.holds(authenticator(), NOON, noonAnd(seconds));
            }
        }
        int later = 0;
        for (int i = 0; i < admitted / 2; i++) {
            later += small.admit(authenticator(), noonAnd(720), noonAnd(720)) == Verdict.ADMITTED ? 1 : 0;
        }
        assertThat(later).isEqualTo(admitted / 2);
    }

    @Test
    @Tag("K-259")
    void aClockThatGoesForwardAndComesBackForgetsNothing() {
        Octets before = authenticator();
        cache.admit(before, NOON, NOON);

        // Ten minutes forward for a minute, then right again.
        Octets ahead = authenticator();
        for (int seconds = 60; seconds <= 120; seconds++) {
            othersComeAt(noonAnd(600 + seconds));
        }
        assertThat(cache.admit(ahead, noonAnd(720), noonAnd(720))).isEqualTo(Verdict.ADMITTED);
        assertThat(cache.admit(before, NOON, noonAnd(121))).isEqualTo(Verdict.REPLAYED);

        // What came under the wrong time would be in time again when that time comes.
        for (int seconds = 121; seconds <= 720 + 300; seconds++) {
            othersComeAt(noonAnd(seconds));
            assertThat(cache.admit(ahead, noonAnd(720), noonAnd(seconds)))
                    .as("after %d s", seconds)
                    .isEqualTo(Verdict.REPLAYED);
        }
    }

    @Test
    @Tag("K-259")
    void aClockThatIsSetForwardAndBackAgainAndAgainForgetsNothing() {
        List<Octets> came = new ArrayList<>();
        // Every second it is wrong by another hour, and then right.
        for (int seconds = 0; seconds < 120; seconds++) {
            Octets one = authenticator();
            came.add(one);
            assertThat(cache.admit(one, noonAnd(seconds), noonAnd(seconds))).isEqualTo(Verdict.ADMITTED);
            othersComeAt(noonAnd(seconds).plus(Duration.ofHours(seconds % 5 - 2)));
            othersComeAt(noonAnd(seconds));
        }
        for (int i = 0; i < came.size(); i++) {
            assertThat(cache.admit(came.get(i), noonAnd(i), noonAnd(121)))
                    .as("of second %d", i)
                    .isEqualTo(Verdict.REPLAYED);
        }
    }

    @Test
    @Tag("K-259")
    void aClockThatGoesBackForgetsNothing() {
        Octets one = authenticator();
        cache.admit(one, NOON, NOON);

        assertThat(cache.admit(one, NOON, noonAnd(-3600))).isEqualTo(Verdict.REPLAYED);
        assertThat(cache.admit(one, NOON, NOON)).isEqualTo(Verdict.REPLAYED);
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
                Instant said = time.plusSeconds(300);
                List<Callable<Verdict>> tries = List.of(
                        () -> cache.admit(one, said, now),
                        () -> cache.admit(one, said, later),
                        () -> cache.admit(one, said, now),
                        () -> cache.admit(one, said, later));
                int admitted = 0;
                for (Future<Verdict> verdict : threads.invokeAll(tries)) {
                    admitted += verdict.get() == Verdict.ADMITTED ? 1 : 0;
                }
                assertThat(admitted).isEqualTo(1);
                time = later;
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
