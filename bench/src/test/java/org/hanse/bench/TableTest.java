package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hanse.bench.load.Transport;
import org.hanse.bench.report.Report;
import org.hanse.bench.report.Table;
import org.hanse.bench.request.RequestKind;
import org.junit.jupiter.api.Test;

/** Medians and ratios are what they say. */
class TableTest {
    private static Report.Round round(int number, String server, double cpuMicros) {
        return round(number, server, Transport.UDP, cpuMicros);
    }

    private static Report.Round round(int number, String server, Transport transport, double cpuMicros) {
        return new Report.Round(
                number,
                server,
                transport,
                RequestKind.TGS,
                1000,
                0,
                10,
                cpuMicros,
                new Report.Went(0.5 * cpuMicros, 0.25 * cpuMicros, 0.125 * cpuMicros, 0, 0),
                1e6 / cpuMicros,
                0.5);
    }

    private static Report.Server server(String name) {
        return new Report.Server(name, "", List.of(10.0), 2048, 4096, 0, 0);
    }

    @Test
    void whatOneServerAloneDoesHasNoRatio() {
        Report report = new Report(
                new Report.Machine("cpu", 2, "Linux", 0, 0),
                new Report.Conditions(1000, "aes256-cts-hmac-sha1-96", 900, 32, 1, 1, 0, 1, 1),
                List.of(server("theirs"), server("ours")),
                List.of(round(1, "ours", Transport.HTTPS_ONCE, 50)),
                List.of());

        assertThat(Table.of(report))
                .containsPattern("per request, HTTPS, a connection for each .*\\nTGS +- +50\\.0 +-\\n");
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Report report = new Report(
                new Report.Machine("cpu", 2, "Linux", 0, 0),
                new Report.Conditions(1000, "aes256-cts-hmac-sha1-96", 900, 32, 3, 1, 0, 1, 1),
                List.of(server("theirs"), server("ours")),
                List.of(
                        round(1, "theirs", 100),
                        round(1, "ours", 50),
                        // A round on a busy machine, for both.
                        round(2, "theirs", 300),
                        round(2, "ours", 100),
                        round(3, "theirs", 120),
                        round(3, "ours", 30)),
                List.of());

        assertThat(Table.of(report))
                .contains("6000 requests answered, 0 lost; 60 answers decrypted")
                .containsPattern(
                        "TGS +120\\.0 \\(100\\.0-300\\.0\\) +50\\.0 \\(30\\.0-100\\.0\\) +3\\.00 \\(2\\.00-4\\.00\\)")
                .containsPattern("ours +50\\.0 +25\\.0 +12\\.5 +0\\.0 +0\\.0")
                .doesNotContain("TCP");
    }
}
