package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our codec and Kerby's make the same of the same octets; {@link CodecFuzz} goes on with more of them. */
class CodecsAgreeTest {
    private static List<byte[]> resources(String folder) throws IOException, URISyntaxException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> found =
                Files.list(Path.of(CodecsAgreeTest.class.getResource(folder).toURI()))) {
            for (Path file : found.filter(one -> one.toString().endsWith(".der"))
                    .sorted()
                    .toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void onWhatMitWrites() throws Exception {
        for (byte[] der : resources("/golden")) {
            assertThat(BothCodecs.agreeOn(der)).isPositive();
        }
    }

    @Test
    void onBadInput() throws Exception {
        for (byte[] der : resources("/bad")) {
            // What is bad as one message may be good as another.
            BothCodecs.agreeOn(der);
        }
    }

    /** Found by the fuzzer: 28 bits of options, which we read and whose octets we keep. */
    @Test
    void onFlagsOfFewerThan32Bits() throws Exception {
        byte[] options = HexFormat.of().parseHex("030500fedcba90");
        int changed = 0;
        for (byte[] der : resources("/golden")) {
            String text = new String(der, StandardCharsets.ISO_8859_1);
            int at = text.indexOf(new String(options, StandardCharsets.ISO_8859_1));
            if (at >= 0) {
                der[at + 2] = 4;
                assertThat(BothCodecs.agreeOn(der)).isPositive();
                changed++;
            }
        }
        assertThat(changed).isPositive();
    }

    @Test
    void onRecordsOfEveryKind() {
        for (long seed = 0; seed < 100; seed++) {
            new RandomRecords(seed).messages().forEach(der -> {
                // Larger than the gate admits, by many long strings: both must say so.
                int least = der.length > DerGate.MAX_SIZE ? 0 : 1;
                assertThat(BothCodecs.agreeOn(der)).isGreaterThanOrEqualTo(least);
            });
        }
    }

    @Test
    void onDamagedMessages() throws Exception {
        Random random = new Random(6113);
        List<byte[]> whole = new ArrayList<>(resources("/golden"));
        whole.addAll(
                new RandomRecords(7).messages().filter(der -> der.length < 4000).toList());
        int read = 0;
        for (int i = 0; i < 5000; i++) {
            read += BothCodecs.agreeOn(MutationTest.damage(whole.get(i % whole.size()), random));
        }
        assertThat(read).isGreaterThan(500);
    }

    @Test
    void noShapeHasMoreElementsThanTheGateTakesOrIsNestedDeeper() {
        for (BothCodecs.Both<?> message : BothCodecs.ALL) {
            assertThat(elements(message.shape())).isLessThanOrEqualTo(DerGate.MAX_ELEMENTS);
            assertThat(levels(message.shape())).isLessThanOrEqualTo(DerGate.MAX_NESTING);
        }
    }

    private static int elements(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return 1
                    + fields.fields().stream()
                            .mapToInt(field -> 1 + elements(field.shape()))
                            .sum();
        }
        if (shape instanceof Shape.Tagged tagged) {
            return 1 + elements(tagged.fields());
        }
        return shape instanceof Shape.ListOf list ? 1 + list.most() * elements(list.element()) : 1;
    }

    private static int levels(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return 2
                    + fields.fields().stream()
                            .mapToInt(field -> levels(field.shape()))
                            .max()
                            .orElseThrow();
        }
        if (shape instanceof Shape.Tagged tagged) {
            return 1 + levels(tagged.fields());
        }
        return shape instanceof Shape.ListOf list ? 1 + levels(list.element()) : 0;
    }
}
