package org.hanse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hanse.admin.doctor.Finding.Level;
import org.hanse.kdc.config.LogSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks that no realm home can make fail by itself: of the clock, the disk and the log's folder. */
class ChecksTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aClockBehindTheStoreFails() {
        assertThat(ClockCheck.of(NOON, NOON.plusSeconds(1), folder))
                .singleElement()
                .satisfies(found -> assertThat(found.level()).isEqualTo(Level.FAIL));
    }

    @Test
    void aClockThatNobodySetsIsWarnedOf() throws Exception {
        assertThat(ClockCheck.of(NOON, NOON, folder)).extracting(Finding::level).containsExactly(Level.WARN);

        Files.createDirectory(folder.resolve("chrony"));

        assertThat(ClockCheck.of(NOON, NOON, folder)).extracting(Finding::level).containsExactly(Level.OK);
    }

    @Test
    void aFullDiskFailsAndAScantOneIsWarnedOf() {
        List<Path> folders = List.of(folder, folder.resolve("not/there/yet"));

        assertThat(new DiskCheck(Long.MAX_VALUE, Long.MAX_VALUE).of(folders))
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.level()).isEqualTo(Level.FAIL));
        assertThat(new DiskCheck(0, Long.MAX_VALUE).of(folders))
                .allSatisfy(found -> assertThat(found.level()).isEqualTo(Level.WARN));
        assertThat(new DiskCheck(0, 0).of(folders))
                .allSatisfy(found -> assertThat(found.level()).isEqualTo(Level.OK));
    }

    @Test
    void aLogThatMayOutgrowItsDiskIsWarnedOf() {
        assertThat(DiskCheck.ofLog(folder.resolve("log"), new LogSettings("log", true, true, 1000, 1_000_000_000)))
                .singleElement()
                .satisfies(found -> assertThat(found.level()).isEqualTo(Level.WARN))
                .satisfies(found -> assertThat(found.what()).contains("may grow by 2000000002000 MB yet"));
        assertThat(DiskCheck.ofLog(folder, new LogSettings("log", true, true, 1, 1)))
                .isEmpty();
        assertThat(DiskCheck.ofLog(folder, new LogSettings("log", false, false, 1000, 1_000_000_000)))
                .isEmpty();
    }

    @Test
    void aLogThatIsSwitchedOffIsWarnedOf() {
        assertThat(LogCheck.of(folder, new LogSettings("log", true, false, 1, 1)))
                .singleElement()
                .satisfies(found -> assertThat(found.what()).isEqualTo("audit.jsonl is switched off"));
        assertThat(LogCheck.of(folder, new LogSettings("log", false, true, 1, 1)))
                .singleElement()
                .satisfies(found -> assertThat(found.what()).isEqualTo("the requests in kdc.log are switched off"));
        assertThat(LogCheck.of(folder, new LogSettings("log", false, false, 1, 1)))
                .singleElement()
                .satisfies(found -> assertThat(found.what()).isEqualTo("requests are logged nowhere"));
    }

    @Test
    void aFolderWhereALogFileBelongsFails() throws Exception {
        Files.createDirectory(folder.resolve("kdc.log"));

        assertThat(LogCheck.of(folder, LogSettings.DEFAULT))
                .extracting(Finding::level)
                .containsExactly(Level.FAIL);
    }
}
