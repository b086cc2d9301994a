package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.RequestRecord.Kind;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.realmtrust.agreement.AgreementEvent;
import org.junit.jupiter.api.Test;

/** docs/formats/audit.md names every field of audit.jsonl, with its type, and no other. */
class AuditDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/formats/audit.md");
    private static final Pattern ROW = Pattern.compile("\\| (`.*?`) \\| ([a-z, ]+) \\| (.*) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FIELD = Pattern.compile("(?<=[{,])\"(\\w+)\":(\"|\\[[{\"]?|\\d)");

    private static final Principal ALICE = Principal.parse("alice@LUEBECK.EXAMPLE");

    @Test
    void everyFieldIsNamedWithItsType() throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        written.putAll(fields(RequestJson.of(record(Optional.of(Reason.CLIENT_LOCKED), Optional.empty()))));
        written.putAll(fields(RequestJson.of(record(Optional.empty(), Optional.of(issued())))));
        written.putAll(fields(administrators()));
        written.putAll(fields(agreement()));

        assertThat(documented()).isEqualTo(written);
    }

    @Test
    void everyWordOfAFieldIsNamed() throws IOException {
        assertThat(words("request")).isEqualTo(with("AGREEMENT", with("ADMIN", names(Kind.values()))));
        assertThat(words("event")).isEqualTo(names(AgreementEvent.Kind.values()));
        assertThat(words("transport")).isEqualTo(names(Transport.values()));
        assertThat(words("outcome")).containsExactlyInAnyOrder("ISSUED", "REFUSED", "DONE");
    }

    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            fields.put(
                    field.group(1),
                    switch (field.group(2)) {
                        case "\"" -> "string";
                        case "[" -> "numbers";
                        case "[\"" -> "strings";
                        case "[{" -> "objects";
                        default -> "number";
                    });
        }
        return fields;
    }

    /** A row may name several fields, with a type for each or one for all. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher row : rows()) {
            List<String> names = CODE.matcher(row.group(1))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            String[] types = row.group(2).split(", ");
            for (int i = 0; i < names.size(); i++) {
                fields.put(names.get(i), types[types.length == 1 ? 0 : i]);
            }
        }
        return fields;
    }

    /** The words in capitals that a field may have. */
    private static Set<String> words(String field) throws IOException {
        Set<String> words = new TreeSet<>();
        for (Matcher row : rows()) {
            if (row.group(1).equals("`" + field + "`")) {
                CODE.matcher(row.group(3)).results().forEach(word -> words.add(word.group(1)));
            }
        }
        return words;
    }

    private static List<Matcher> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    private static Set<String> names(Enum<?>[] values) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(values).forEach(value -> names.add(value.name()));
        return names;
    }

    private static Set<String> with(String word, Set<String> words) {
        words.add(word);
        return words;
    }

    private static String administrators() {
        LogLine line = new LogLine();
        new AdminMessage(new AdminRecord(
                        Instant.EPOCH,
                        "00000000",
                        "principal/modify",
                        new InetSocketAddress("127.0.0.1", 1),
                        Optional.of(ALICE),
                        List.of("alice"),
                        Optional.of("NO_RIGHT"),
                        List.of(new AdminRecord.Change("alice", "maxLife", "PT1H", "PT2H"))))
                .appendJson(line);
        return line.toString();
    }

    private static String agreement() {
        LogLine line = new LogLine();
        new AgreementMessage(new AgreementRecord(Instant.EPOCH, "BERGEN.EXAMPLE", "ISSUING", "3", false))
                .appendJson(line);
        return line.toString();
    }

    private static RequestRecord.Issued issued() {
        return new RequestRecord.Issued(
                Instant.EPOCH,
                Instant.EPOCH,
                EncType.AES256_CTS_HMAC_SHA1_96,
                EncType.AES256_CTS_HMAC_SHA1_96,
                EncType.AES256_CTS_HMAC_SHA1_96);
    }

    private static RequestRecord record(Optional<Reason> refused, Optional<RequestRecord.Issued> issued) {
        return new RequestRecord(
                Instant.EPOCH,
                "0A1B2C3D",
                Kind.AS_REQ,
                new Origin(new InetSocketAddress("192.0.2.7", 40000), Transport.UDP),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96),
                Optional.of(ALICE),
                Optional.of(ALICE),
                refused,
                issued,
                Optional.of("a detail"));
    }
}
