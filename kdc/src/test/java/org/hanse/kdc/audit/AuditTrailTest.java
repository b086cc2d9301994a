package org.hanse.kdc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.RequestRecord.Kind;
import org.hanse.kdc.config.LogSettings;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding a request again by the id that its client saw. */
class AuditTrailTest {
    private static final String ID = "0A1B2C3D";

    @TempDir
    Path folder;

    @Test
    void whatTheServerHasWrittenIsFound() throws IOException {
        ServerLog log = ServerLog.start(folder, LogSettings.DEFAULT);
        new RequestLog().record(record(ID, "alice", Instant.EPOCH));
        new RequestLog().record(record("FFFFFFFF", "bob", Instant.EPOCH));
        log.close();

        AuditTrail.Search search = new AuditTrail(folder.resolve("log")).find(ID);

        assertThat(search.line())
                .hasValueSatisfying(
                        line -> assertThat(line).isEqualTo(RequestJson.of(record(ID, "alice", Instant.EPOCH))));
        assertThat(search.damaged()).isEmpty();
    }

    @Test
    void closedFilesAreReadTheNewestFirstWhetherCompressedOrNot() throws IOException {
        plain("audit.jsonl", json("FFFFFFFF", "nobody"));
        compressed("audit.jsonl-2026-11-23-1.gz", json(ID, "second"));
        plain("audit.jsonl-2026-11-23-10", json(ID, "fourth"));
        plain("audit.jsonl-2026-11-23-9", json(ID, "third"));
        compressed("audit.jsonl-2026-11-22-1.gz", json(ID, "first"));
        compressed("kdc.log-2026-11-24-1.gz", json(ID, "of another log"));

        assertThat(new AuditTrail(folder).find(ID).line())
                .hasValueSatisfying(line -> assertThat(line).contains("fourth@"));
    }

    @Test
    void aFileThatWasCompressedIsReadToo() throws IOException {
        compressed("audit.jsonl-2026-11-23-1.gz", json(ID, "alice"));

        assertThat(new AuditTrail(folder).find(ID).line()).isPresent();
    }

    @Test
    void theNewestOfOneIdCounts() throws IOException {
        plain("audit.jsonl", json(ID, "old") + json(ID, "new"));

        assertThat(new AuditTrail(folder).find(ID).line())
                .hasValueSatisfying(line -> assertThat(line).contains("new@"));
    }

    @Test
    void anotherFieldWithTheSameDigitsIsNotTheId() throws IOException {
        plain("audit.jsonl", json("FFFFFFFF", ID) + json("EEEEEEEE", "x\",\"id\":\"" + ID + "\""));

        AuditTrail.Search search = new AuditTrail(folder).find(ID);

        assertThat(search.line()).isEmpty();
        assertThat(search.files()).isEqualTo(1);
    }

    @Test
    void aCutFileIsReadAsFarAsItGoesAndTold() throws IOException {
        Path cut = compressed(
                "audit.jsonl-2026-11-23-2.gz",
                json(ID, "alice") + json("FFFFFFFF", "x").repeat(5000));
        byte[] octets = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(octets, octets.length / 2));
        Path noGzip = plain("audit.jsonl-2026-11-23-3.gz", "not compressed");
        Path empty = plain("audit.jsonl-2026-11-23-4.gz", "");

        AuditTrail.Search search = new AuditTrail(folder).find(ID);

        assertThat(search.line()).isPresent();
        assertThat(search.damaged()).containsExactly(empty, noGzip, cut);
    }

    @Test
    void aLineThatIsStillBeingWrittenIsNoneYet() throws IOException {
        String whole = json(ID, "alice");
        plain("audit.jsonl", whole.substring(0, whole.length() - 1));

        assertThat(new AuditTrail(folder).find(ID).line()).isEmpty();
    }

    @Test
    void aLineWithoutEndIsPassedOver() throws IOException {
        String endless = "x".repeat(3 * AuditLines.LONGEST);
        plain("audit.jsonl", endless + json(ID, "hidden") + json(ID, "alice"));

        assertThat(new AuditTrail(folder).find(ID).line())
                .hasValueSatisfying(line -> assertThat(line).contains("alice@"));
    }

    private Path plain(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path compressed(String name, String text) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return Files.write(folder.resolve(name), octets.toByteArray());
    }

    private static String json(String id, String client) {
        return RequestJson.of(record(id, client, Instant.EPOCH)) + "\n";
    }

    private static RequestRecord record(String id, String client, Instant time) {
        return new RequestRecord(
                time,
                id,
                Kind.AS_REQ,
                new Origin(new InetSocketAddress("192.0.2.7", 40000), Transport.UDP),
                List.of(),
                Optional.of(new Principal(PrincipalName.of(client), new RealmName("LUEBECK.EXAMPLE"))),
                Optional.empty(),
                Optional.of(Reason.CLIENT_NOT_FOUND),
                Optional.empty(),
                Optional.empty());
    }
}
