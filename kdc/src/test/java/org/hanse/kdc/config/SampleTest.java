package org.hanse.kdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code conf/realm.yaml} is what people copy from. */
class SampleTest {
    private static final Path SAMPLE = Path.of("..", "conf", RealmSettings.FILE_NAME);

    @Test
    void sampleLoadsAndSaysWhatTheProgramWouldWrite() throws Exception {
        RealmSettings settings = SettingsFile.read(SAMPLE);

        assertThat(settings.realm().value()).isEqualTo("LUEBECK.EXAMPLE");
        assertThat(settings.domains()).hasSize(2);
        assertThat(settings.capaths()).hasSize(1);
        assertThat(Files.readString(SAMPLE)).isEqualTo(SettingsText.of(settings));
    }
}
