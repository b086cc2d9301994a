package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse realm export-recovery-key} and {@code recover-identity}. */
class RecoveryCommandsTest {
    @TempDir
    Path folder;

    @Test
    void theRealmIsTakenBackByTheFileInTheSafe() {
        Hanse hanse = Hanse.withRealm(folder);
        String passphrase = hanse.secret("kogge unter vollen segeln");
        String file = folder.resolve("safe").toString();
        hanse.ok("realm", "rekey", "--what", "signing"); // so that there are documents, which else a server signs
        JsonNode before = hanse.json("realm", "show", "--json");

        assertThat(hanse.ok("realm", "export-recovery-key", "-o", file, "--passphrase-file", passphrase))
                .contains("not in the store any more");
        assertThat(hanse.run("realm", "recover-identity", "--yes").err()).contains("--file");
        assertThat(hanse.run("realm", "recover-identity", "--file", file, "--passphrase-file", passphrase)
                        .exit())
                .as("nothing is done without --yes")
                .isEqualTo(2);
        assertThat(hanse.json("realm", "show", "--json")).isEqualTo(before);

        assertThat(hanse.ok("realm", "recover-identity", "--file", file, "--passphrase-file", passphrase, "--yes"))
                .contains("document of version 5")
                .contains("export-recovery-key");
        JsonNode after = hanse.json("realm", "show", "--json");
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.get("fingerprint")).isNotEqualTo(before.get("fingerprint"));
        assertThat(hanse.ok(
                        "realm", "export-recovery-key", "-o", file + "2", "--passphrase-file", passphrase, "--keep"))
                .contains("and in the store");
    }

    @Test
    void aShortPassphraseAndAFileThatIsThereAreRefused() {
        Hanse hanse = Hanse.withRealm(folder);
        String good = hanse.secret("kogge unter vollen segeln");
        assertThat(hanse.run(
                                "realm",
                                "export-recovery-key",
                                "-o",
                                folder.resolve("safe").toString(),
                                "--passphrase-file",
                                hanse.secret("short"))
                        .exit())
                .isEqualTo(1);
        assertThat(hanse.run("realm", "export-recovery-key", "-o", good, "--passphrase-file", good)
                        .err())
                .contains("is there already");
    }
}
