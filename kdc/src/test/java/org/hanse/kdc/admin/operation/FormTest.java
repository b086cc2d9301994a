package org.hanse.kdc.admin.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON of records takes what they are and nothing else. */
class FormTest {
    public record Inner(long number, Optional<String> text) {}

    public record All(
            String text,
            boolean flag,
            Instant time,
            Duration life,
            SecretBytes secret,
            Optional<List<String>> words,
            List<Inner> inner,
            Map<String, String> map) {}

    private static final Form<All> ALL = Form.of(All.class);
    private static final Form<Inner> INNER = Form.of(Inner.class);

    @Test
    void whatIsWrittenIsReadBackEqual() throws Exception {
        All one = new All(
                "ü\"\\",
                true,
                Instant.parse("2026-11-25T12:00:00.5Z"),
                Duration.ofMinutes(90),
                SecretBytes.copyOf(new byte[] {0, -1, 7}),
                Optional.of(List.of("a", "b")),
                List.of(new Inner(Long.MAX_VALUE, Optional.empty()), new Inner(-1, Optional.of("x"))),
                Map.of("k", "v"));

        assertThat(ALL.read(ALL.write(one))).isEqualTo(one);
    }

    @Test
    void whatMayBeLeftOutIsNothing() throws Exception {
        assertThat(read("{\"number\": 1}")).isEqualTo(new Inner(1, Optional.empty()));
        assertThat(read("{\"number\": 1, \"text\": null}")).isEqualTo(new Inner(1, Optional.empty()));
    }

    @Tag("T-027")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | must be an object",
                "[]                                     | must be an object",
                "{\"number\": 1, \"number\": 1}         | twice",
                "{\"number\": 1, \"other\": 1}          | means nothing here",
                "{\"number\": 1, \"numbre\": 1}         | did you mean",
                "{\"number\": 1, \"text\": 1}           | must be a text",
                "{\"number\": 1, \"text\": {}}          | must be a text",
                "{\"text\": \"x\"}                      | lacks \"number\"",
                "{\"number\": null}                     | whole number",
                "{\"number\": \"1\"}                    | whole number",
                "{\"number\": 1.0}                      | whole number",
                "{\"number\": 1e999}                    | whole number",
                "{\"number\": 9223372036854775808}      | whole number",
                "{\"number\": NaN}                      | not JSON",
                "{\"number\": 01}                       | not JSON",
                "{\"number\": 1,}                       | not JSON",
                "{\"number\": 1} {}                     | behind the end",
                "{\"number\": 1                         | not JSON",
                "{'number': 1}                          | not JSON",
                "/* */ {\"number\": 1}                  | not JSON"
            })
    void whatIsNoSuchRecordIsRefused(String json, String fault) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FormFault.class).hasMessageContaining(fault);
    }

    @Test
    @Tag("T-027")
    void nestingEndsWhereTheRecordEnds() {
        assertThatThrownBy(() -> read("{\"text\": " + "[".repeat(100_000))).isInstanceOf(FormFault.class);
    }

    @Test
    @Tag("T-027")
    void whatIsNotUtf8IsRefused() {
        byte[] overlong = "{\"number\": 1, \"text\": \"??\"}".getBytes(StandardCharsets.US_ASCII);
        overlong[overlong.length - 4] = (byte) 0xC0;
        overlong[overlong.length - 3] = (byte) 0x80;

        assertThatThrownBy(() -> INNER.read(overlong))
                .isInstanceOf(FormFault.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aFaultDoesNotTellASecret() {
        assertThatThrownBy(() -> ALL.read("{\"secret\": \"hunter2!\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FormFault.class)
                .hasMessageContaining("Base64")
                .hasMessageNotContaining("hunter2");
    }

    private static Inner read(String json) throws FormFault {
        return INNER.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
