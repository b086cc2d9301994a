package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.RequestRecord.Issued;
import org.hanse.kdc.audit.RequestRecord.Kind;
import org.hanse.kdc.config.LogSettings;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class RequestLogTest {
    private static final RealmName LUEBECK = new RealmName("LUEBECK.EXAMPLE");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");
    private static final Instant AUTHTIME = Instant.ofEpochSecond(1_700_000_000);
    private static final List<EncType> ETYPES =
            List.of(EncType.AES256_CTS_HMAC_SHA1_96, new EncType(23), new EncType(999));
    private static final Principal ALICE = Principal.parse("alice@LUEBECK.EXAMPLE");

    @TempDir
    Path home;

    @Test
    void ticketThatGoesOutIsALineAsInKrb5kdcLog() {
        RequestRecord record = issued("alice");

        assertThat(RequestLine.of(record))
                .isEqualTo(
                        "AS_REQ (3 etypes {aes256-cts-hmac-sha1-96(18), arcfour-hmac(23), unknown(999)}) 192.0.2.7: ISSUE:"
                                + " authtime 1700000000, etypes {rep=aes256-cts-hmac-sha1-96(18),"
                                + " tkt=aes256-cts-hmac-sha384-192(20), ses=aes128-cts-hmac-sha1-96(17)}, alice@LUEBECK.EXAMPLE for"
                                + " krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE, id=0A1B2C3D");
        assertThat(RequestJson.of(record))
                .isEqualTo("{\"time\":\"2026-11-23T12:00:00.125Z\",\"id\":\"0A1B2C3D\",\"request\":\"AS_REQ\","
                        + "\"transport\":\"UDP\",\"address\":\"192.0.2.7\",\"port\":40000,\"etypes\":[18,23,999],"
                        + "\"client\":\"alice@LUEBECK.EXAMPLE\",\"service\":\"krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE\","
                        + "\"outcome\":\"ISSUED\",\"authTime\":\"2023-11-14T22:13:20Z\",\"endTime\":\"2023-11-14T23:13:20Z\","
                        + "\"replyEtype\":18,\"ticketEtype\":20,\"sessionEtype\":17}");
    }

    @Test
    void refusalNamesItsReason() {
        RequestRecord record = refused(Reason.CLIENT_NOT_FOUND, Optional.of(ALICE), Optional.empty());

        assertThat(RequestLine.of(record))
                .endsWith("192.0.2.7: CLIENT_NOT_FOUND: alice@LUEBECK.EXAMPLE for <unknown server>, Client not found in"
                        + " Kerberos database, id=0A1B2C3D");
        assertThat(RequestJson.of(record))
                .endsWith(
                        "\"client\":\"alice@LUEBECK.EXAMPLE\",\"outcome\":\"REFUSED\",\"reason\":\"CLIENT_NOT_FOUND\","
                                + "\"code\":6}");
    }

    @Test
    void missingPreauthenticationHasTheWordThatAdministratorsKnow() {
        RequestRecord record = refused(Reason.PREAUTH_REQUIRED, Optional.of(ALICE), Optional.of("why"));

        assertThat(RequestLine.of(record))
                .contains(": NEEDED_PREAUTH: alice@LUEBECK.EXAMPLE for <unknown server>, Additional pre-authentication"
                        + " required, why, id=");
        assertThat(RequestJson.of(record)).contains("\"reason\":\"PREAUTH_REQUIRED\",\"code\":25,\"detail\":\"why\"}");
    }

    @Test
    @Tag("K-255")
    void nameCannotAddALineNorAnEntry() {
        // given a name with line ends, escape sequences, a direction change and text that looks like the log's own
        String evil = "a\r\n2026 hanse(info): x, id=1\u001b[31m\u202e\u2028\u0085\u007f\"}\\";
        RequestRecord record = issued(evil);

        String line = RequestLine.of(record);
        String json = RequestJson.of(record);

        assertThat(line)
                .doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u202e]")
                .doesNotContain("hanse(info): ");
        assertThat(line).contains("a\\x0d\\n2026\\x20hanse(info):\\x20x,\\x20id=1\\x1b[31m\\u202e\\u2028\\x85\\x7f\"}");
        assertThat(json).doesNotContainPattern("[^ -~]");
        assertThat(json)
                .contains(
                        "\"client\":\"a\\u000d\\\\n2026 hanse(info): x, id=1\\u001b[31m\\u202e\\u2028\\u0085\\u007f\\\"}");
        assertThat(json).endsWith("\"sessionEtype\":17}");
    }

    @Test
    @Tag("K-039")
    void longNameIsCut() {
        String cut = "x".repeat(128) + "...";
        RequestRecord record = issued("x".repeat(4000));
        assertThat(RequestLine.of(record)).contains(", " + cut + " for ");
        assertThat(RequestJson.of(record)).contains("\"client\":\"" + cut + "\"");
        assertThat(RequestLine.of(refused(Reason.INTERNAL_ERROR, Optional.empty(), Optional.of("d".repeat(4000)))))
                .contains(", " + "d".repeat(128) + "..., id=");
    }

    @Test
    void recordsAndTheServersOwnWordsReachTheFiles() throws Exception {
        ServerLog log = ServerLog.start(home, LogSettings.DEFAULT);
        try (log) {
            RequestLog requests = new RequestLog();
            for (int i = 0; i < 1000; i++) {
                requests.record(issued("alice"));
            }
            LogManager.getLogger("org.hanse.test").warn("two\nlines {}", "\u001b", new IOException("a\rb"));
            LogManager.getLogger("some.library").info("not wanted");
        }

        List<String> text = Files.readAllLines(home.resolve("log/kdc.log"));
        List<String> json = Files.readAllLines(home.resolve("log/audit.jsonl"));
        assertThat(text.get(0)).matches("20\\d\\d-\\S+Z hanse\\(info\\): AS_REQ \\(3 etypes .*");
        assertThat(text.stream().filter(line -> line.contains("ISSUE"))).hasSize(1000);
        List<String> own = text.subList(1000, text.size());
        assertThat(own.get(0)).endsWith("hanse(warn): two lines  ");
        assertThat(own.get(1)).isEqualTo("    java.io.IOException: a");
        assertThat(own).noneMatch(line -> line.contains("not wanted"));
        assertThat(json).hasSize(1000).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("log/audit.jsonl"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    @Tag("K-255")
    void everyNameIsOneLineOfEachFileAndJsonThatSaysWhatCame() throws Exception {
        List<String> names = List.of(
                "a\r\nb",
                "\u001b[31mred",
                "nul\u0000",
                "quo\"te's",
                "a,b, id=00000000",
                "\u2028\u2029\u0085",
                "\u202e\u200f",
                "%n%d%s %x{0}",
                "${jndi:ldap://127.0.0.1:1/x}${env:HOME}{}",
                "back\\slash",
                "\ud83d\ude00");
        try (ServerLog log = ServerLog.start(home, LogSettings.DEFAULT)) {
            RequestLog requests = new RequestLog();
            names.forEach(name -> requests.record(issued(name)));
            names.forEach(name -> LogManager.getLogger("org.hanse.test").warn("a name " + name));
            names.forEach(name -> LogManager.getLogger("org.hanse.test").warn("a name {}", name));
            assertThat(log).isNotNull();
        }

        List<String> json = Files.readAllLines(home.resolve("log/audit.jsonl"));
        assertThat(json).hasSize(names.size());
        for (int i = 0; i < names.size(); i++) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(json.get(i));
            // As people write principals: unparsed, with its own escapes.
            assertThat(read.get("client")).isEqualTo(new Principal(PrincipalName.of(names.get(i)), LUEBECK).toString());
        }
        String text = Files.readString(home.resolve("log/kdc.log"));
        assertThat(text.lines()).hasSize(3 * names.size());
        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202e\\u200f]");
        assertThat(text).contains("${jndi:ldap://127.0.0.1:1/x}${env:HOME}{}");
    }

    @Test
    void filesRollBySizeAndOldOnesGo() throws Exception {
        LogSettings small = new LogSettings("other %d ${x}", false, true, 1, 2);
        ServerLog log = ServerLog.start(home, small);
        try (log) {
            RequestLog requests = new RequestLog();
            for (int i = 0; i < 20_000; i++) {
                requests.record(issued("alice"));
            }
        }
        try (var files = Files.list(home.resolve(small.directory()))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .filteredOn(name -> name.matches("audit[.]jsonl-\\d{4}-\\d\\d-\\d\\d-\\d+"))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(names).contains("audit.jsonl", "kdc.log");
        }
        assertThat(home.resolve(small.directory()).resolve("kdc.log")).isEmptyFile();
    }

    private static RequestRecord issued(String name) {
        return new RequestRecord(
                NOON,
                "0A1B2C3D",
                Kind.AS_REQ,
                new Origin(new InetSocketAddress("192.0.2.7", 40_000), Transport.UDP),
                ETYPES,
                Optional.of(new Principal(PrincipalName.of(name), LUEBECK)),
                Optional.of(Principal.krbtgt(LUEBECK, LUEBECK)),
                Optional.empty(),
                Optional.of(new Issued(
                        AUTHTIME,
                        AUTHTIME.plusSeconds(3600),
                        EncType.AES256_CTS_HMAC_SHA1_96,
                        EncType.AES256_CTS_HMAC_SHA384_192,
                        EncType.AES128_CTS_HMAC_SHA1_96)),
                Optional.empty());
    }

    private static RequestRecord refused(Reason reason, Optional<Principal> client, Optional<String> detail) {
        return new RequestRecord(
                NOON,
                "0A1B2C3D",
                Kind.TGS_REQ,
                new Origin(new InetSocketAddress("192.0.2.7", 40_000), Transport.TCP),
                List.of(),
                client,
                Optional.empty(),
                Optional.of(reason),
                Optional.empty(),
                detail);
    }
}
