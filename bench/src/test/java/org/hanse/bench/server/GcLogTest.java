package org.hanse.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as collectors of JDK 17 and 25 write them. */
class GcLogTest {
    @Test
    void pausesAreReadAndOrderedOnesTold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("gc.log");
        Files.write(
                file,
                List.of(
                        "[0.008s] Using Parallel",
                        "[68.556s] GC(29) Pause Young (Allocation Failure) 136M->58M(345M) 65.596ms",
                        "[69.100s] GC(30) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.301ms",
                        "[69.200s] GC(31) Concurrent Mark Cycle 9.012ms",
                        "[69.300s] GC(31) Pause Cleanup 5M->5M(256M) 0.050ms",
                        "[70.647s] GC(32) Pause Full (Diagnostic Command) 119M->55M(345M) 189.367ms"));

        List<GcLog.Pause> pauses = GcLog.read(file).pauses();

        assertThat(pauses)
                .extracting(GcLog.Pause::kind, GcLog.Pause::megabytesAfter, GcLog.Pause::millis, GcLog.Pause::ordered)
                .containsExactly(
                        tuple("Young (Allocation Failure)", 58, 65.596, false),
                        tuple("Young (Normal) (G1 Evacuation Pause)", 4, 2.301, false),
                        tuple("Cleanup", 5, 0.050, false),
                        tuple("Full (Diagnostic Command)", 55, 189.367, true));
    }
}
