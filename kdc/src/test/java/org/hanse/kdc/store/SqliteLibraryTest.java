package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
    @TempDir
    Path temporary;

    @Test
    void theLibraryIsUnpackedOnceIntoAFolderOfOurOwn() throws IOException {
        Path folder = SqliteLibrary.kept(temporary).orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
        assertThat(SqliteLibrary.kept(temporary)).contains(folder);
    }

    @Test
    void aFolderThatOthersCanWriteToIsNotTrusted() throws IOException {
        Path folder = SqliteLibrary.kept(temporary).orElseThrow();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(SqliteLibrary.kept(temporary)).isEmpty();
    }

    @Test
    void aLinkIsNotTrusted() throws IOException {
        Path folder = SqliteLibrary.kept(temporary).orElseThrow();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(folder, elsewhere);
        Files.createSymbolicLink(folder, elsewhere);

        assertThat(SqliteLibrary.kept(temporary)).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNoFolder() {
        assertThat(SqliteLibrary.kept(temporary.resolve("missing"))).isEmpty();
    }

    @Test
    void theInnermostMountSaysWhetherCodeMayBeLoaded() throws IOException {
        Path real = temporary.toRealPath();
        String root = "/dev/sda / ext4 rw,relatime 0 0";
        String noexec = "tmpfs " + real + " tmpfs rw,nosuid,noexec 0 0";

        assertThat(SqliteLibrary.isNoexec(temporary, List.of(root))).isFalse();
        assertThat(SqliteLibrary.isNoexec(temporary, List.of(root, noexec))).isTrue();
        assertThat(SqliteLibrary.isNoexec(temporary, List.of(noexec, root))).isTrue();
        assertThat(SqliteLibrary.isNoexec(temporary, List.of(root, "tmpfs " + real + "x tmpfs noexec 0 0")))
                .isFalse();
    }
}
