package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** How often peers are asked. */
@Tag("T-018")
class PeerTimingTest {
    private final Random random = new Random();

    private static void isAbout(Duration pause, Duration wanted) {
        assertThat(pause)
                .isBetween(
                        wanted.multipliedBy(8).dividedBy(10),
                        wanted.multipliedBy(12).dividedBy(10));
    }

    @RepeatedTest(20)
    void aPeerSaysHowLongItsDocumentIsTheNewestWithinBounds() {
        isAbout(PeerTiming.afterSuccess(Duration.ZERO, random), PeerTiming.LEAST);
        isAbout(PeerTiming.afterSuccess(Duration.ofMinutes(5), random), PeerTiming.LEAST);
        isAbout(PeerTiming.afterSuccess(Duration.ofHours(1), random), Duration.ofHours(1));
        isAbout(PeerTiming.afterSuccess(Duration.ofSeconds(999_999_999), random), PeerTiming.MOST);
    }

    @RepeatedTest(20)
    void whoDoesNotAnswerIsAskedLessAndLess() {
        isAbout(PeerTiming.afterFailure(1, random), Duration.ofMinutes(1));
        isAbout(PeerTiming.afterFailure(2, random), Duration.ofMinutes(2));
        isAbout(PeerTiming.afterFailure(6, random), Duration.ofMinutes(32));
        isAbout(PeerTiming.afterFailure(7, random), PeerTiming.LONGEST_PAUSE);
        isAbout(PeerTiming.afterFailure(Integer.MAX_VALUE, random), PeerTiming.LONGEST_PAUSE);
    }
}
