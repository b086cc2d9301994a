package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private final MetricsText text = new MetricsText();

    @Test
    void aBucketHoldsAllThatIsNotLonger() {
        Durations durations = new Durations();
        durations.add(0);
        durations.add(20_000);
        durations.add(20_001);
        durations.add(TimeUnit.MILLISECONDS.toNanos(3));
        durations.add(TimeUnit.SECONDS.toNanos(7));

        durations.write(text, "d", "of", "work");

        assertThat(text.toString())
                .contains("d_bucket{of=\"work\",le=\"2.0E-5\"} 2\n")
                .contains("d_bucket{of=\"work\",le=\"5.0E-5\"} 3\n")
                .contains("d_bucket{of=\"work\",le=\"0.002\"} 3\n")
                .contains("d_bucket{of=\"work\",le=\"0.005\"} 4\n")
                .contains("d_bucket{of=\"work\",le=\"1.0\"} 4\n")
                .contains("d_bucket{of=\"work\",le=\"+Inf\"} 5\n")
                .contains("d_sum{of=\"work\"} 7.003040001\n")
                .contains("d_count{of=\"work\"} 5\n");
    }

    @Test
    void whatNeverHappenedHasNoSamples() {
        new Durations().write(text, "d");

        assertThat(text.toString()).isEmpty();
    }
}
