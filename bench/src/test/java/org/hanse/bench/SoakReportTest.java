package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.Transport;
import org.hanse.bench.server.GcLog;
import org.hanse.bench.server.Vitals;
import org.junit.jupiter.api.Test;

/** What grows or fails is said, and what fills once and stays is not. */
class SoakReportTest {
    private static final GcLog NO_PAUSES = new GcLog(List.of());

    private final SoakReport report = new SoakReport();

    private static LoadResult answered(int answered, int wrong, int lost) {
        return new LoadResult(1, 1, answered, wrong, lost, new long[answered], Map.of());
    }

    private void resident(int... megabytes) {
        for (int i = 0; i < megabytes.length; i++) {
            report.sample(i, new Vitals(megabytes[i] * 1024L, 20, 60));
        }
    }

    @Test
    void memoryThatFillsAndStaysIsWell() {
        resident(100, 300, 500, 500, 505, 500, 500, 510);

        assertThat(report.verdict(NO_PAUSES)).isEmpty();
    }

    @Test
    void memoryThatGrowsUntilTheEndIsNot() {
        resident(100, 200, 300, 400, 500, 600, 700, 800);

        assertThat(report.verdict(NO_PAUSES))
                .containsExactly("resident memory, MB grew: 550 in the third quarter, 750 in the last");
    }

    @Test
    void aHeapThatGrowsIsSeenInOrderedCollectionsAlone() {
        List<GcLog.Pause> pauses = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            pauses.add(new GcLog.Pause(i, "Full (Diagnostic Command)", 100 * i, 90));
            pauses.add(new GcLog.Pause(i, "Young (Allocation Failure)", 50, 9));
        }

        assertThat(report.verdict(new GcLog(pauses)))
                .containsExactly("heap in use after a collection, MB grew: 550 in the third quarter, 750 in the last");
    }

    @Test
    void oneWrongAnswerIsOneTooMany() {
        report.add(Transport.UDP, answered(10, 1, 0));

        assertThat(report.verdict(NO_PAUSES))
                .containsExactly("1 requests got another message than they should over UDP");
    }

    @Test
    void oneLostInTenThousandIsTheMachines() {
        report.add(Transport.UDP, answered(20_000, 0, 2));
        report.add(Transport.TCP, answered(20_000, 0, 3));

        assertThat(report.verdict(NO_PAUSES)).containsExactly("3 requests got no answer in time over TCP");
    }
}
