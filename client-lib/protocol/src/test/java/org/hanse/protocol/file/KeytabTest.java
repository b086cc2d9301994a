package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeytabTest {
    private static final Instant WRITTEN = Instant.ofEpochSecond(0x65000000L);
    private static final String ALICE_ENTRY = "0001" + "0006" + hex("A.TEST") + "0005" + hex("alice") + "00000001"
            + "65000000" + "02" + "0011" + "0010" + "000102030405060708090a0b0c0d0e0f";

    @TempDir
    Path folder;

    @Test
    void writesWhatMitWrites() throws IOException {
        Path file = folder.resolve("k");
        Keytab.write(file, List.of(entry("alice@A.TEST", 2, 17)));
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("0502" + "00000032" + ALICE_ENTRY + "00000002");
    }

    @Test
    @Tag("A-019")
    void readsAnEntryWithoutTheWideKvno() throws IOException {
        Path file = file("0502" + "0000002e" + ALICE_ENTRY);
        assertThat(Keytab.read(file).entries()).containsExactly(entry("alice@A.TEST", 2, 17));
    }

    @Test
    @Tag("A-019")
    void zeroFillingIsNoKvno() throws IOException {
        Path file = file("0502" + "00000036" + ALICE_ENTRY + "0000000000000000");
        assertThat(Keytab.read(file).entries()).containsExactly(entry("alice@A.TEST", 2, 17));
    }

    /** Kvno 258 leaves 2 in the octet that older software reads. */
    @Test
    @Tag("A-019")
    void theWideKvnoCountsWhereTheOctetSaysOnlyItsRemainder() throws IOException {
        Path file = file("0502" + "00000032" + ALICE_ENTRY + "00000102");
        assertThat(Keytab.read(file).entries()).containsExactly(entry("alice@A.TEST", 258, 17));
        Path ours = folder.resolve("ours");
        Keytab.write(ours, List.of(entry("alice@A.TEST", 258, 17)));
        assertThat(ours).hasSameBinaryContentAs(file);
    }

    @Test
    void skipsTheHolesOfDeletedEntries() throws IOException {
        Path file = file("0502" + "fffffffb" + "0102030405" + "0000002e" + ALICE_ENTRY + "fffffffe" + "0000");
        assertThat(Keytab.read(file).entries()).containsExactly(entry("alice@A.TEST", 2, 17));
    }

    @Test
    void readsVersionOneInTheByteOrderOfThisMachine() throws IOException {
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(100).order(java.nio.ByteOrder.nativeOrder());
        out.put(new byte[] {5, 1});
        out.putInt(0).putShort((short) 2);
        out.putShort((short) 6).put("A.TEST".getBytes()).putShort((short) 5).put("alice".getBytes());
        out.putInt(0x65000000).put((byte) 2).putShort((short) 17).putShort((short) 16);
        for (int i = 0; i < 16; i++) {
            out.put((byte) i);
        }
        Path file = folder.resolve("v1");
        out.putInt(2, out.position() - 6);
        Files.write(file, java.util.Arrays.copyOf(out.array(), out.position()));
        assertThat(Keytab.read(file).entries()).containsExactly(entry("alice@A.TEST", 2, 17));
    }

    @Test
    @Tag("A-019")
    void keepsWideKvnosAndUnknownEnctypes() throws IOException {
        Path file = folder.resolve("k");
        List<KeytabEntry> entries = List.of(entry("host/a.b@A.TEST", 70_000, 18), entry("x@A.TEST", 255, -135));
        Keytab.write(file, entries);
        assertThat(Keytab.read(file).entries()).isEqualTo(entries);
    }

    @Test
    void mergingReplacesSameNameKvnoAndEnctypeOnly() throws IOException {
        Path file = folder.resolve("k");
        Keytab.merge(file, List.of(entry("a@A.TEST", 1, 17), entry("b@A.TEST", 1, 17)));
        KeytabEntry newer =
                new KeytabEntry(Principal.parse("a@A.TEST"), WRITTEN.plusSeconds(9), Kvno.of(1), key(17, 9));
        Keytab.merge(file, List.of(newer, entry("a@A.TEST", 2, 17), entry("a@A.TEST", 1, 18)));
        assertThat(Keytab.read(file).entries())
                .containsExactly(entry("b@A.TEST", 1, 17), newer, entry("a@A.TEST", 2, 17), entry("a@A.TEST", 1, 18));
    }

    @Test
    @Tag("A-039")
    void nobodyElseMayReadWhatWasWritten() throws IOException {
        Path file = folder.resolve("k");
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Keytab.merge(file, List.of(entry("a@A.TEST", 1, 17)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(p -> p.equals(file));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    @Tag("A-039")
    void mergingAtTheSameTimeLosesNothing() throws Exception {
        Path file = folder.resolve("k");
        CompletableFuture<?>[] all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        Keytab.merge(file, List.of(entry("u" + i + "@A.TEST", 1, 17)));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).get();
        assertThat(Keytab.read(file).entries()).hasSize(20);
    }

    @Test
    void aDamagedFileIsNotReplacedByAMerge() throws IOException {
        Path file = file("0502" + "00000033" + "0001");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Keytab.merge(file, List.of(entry("a@A.TEST", 1, 17))))
                .isInstanceOf(MalformedFileException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoKeytabIsNamed() throws IOException {
        assertThatThrownBy(() -> Keytab.read(file("7f454c46")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("is no keytab");
        assertThatThrownBy(() -> Keytab.read(file(""))).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> Keytab.read(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aLengthPastTheEndIsRefusedBeforeAnythingIsAllocated() throws IOException {
        for (String lie : List.of(
                "0502" + "7fffffff" + "0001",
                "0502" + "80000000",
                "0502" + "0000000c" + "ffff" + "0001" + "41" + "0001" + "42" + "00000001",
                "0502" + "00000006" + "0001" + "ffff" + "4141",
                "0502" + "00000004" + "0000" + "0000")) {
            assertThatThrownBy(() -> Keytab.read(file(lie))).as(lie).isInstanceOf(MalformedFileException.class);
        }
    }

    @Test
    void everyTruncationIsRefusedOrShorter() throws IOException {
        byte[] whole = HexFormat.of().parseHex("0502" + "00000032" + ALICE_ENTRY + "00000002");
        Path file = folder.resolve("cut");
        for (int length = 7; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Keytab.read(file)).isInstanceOf(MalformedFileException.class);
        }
    }

    @Test
    void neverPrintsAKey() {
        assertThat(entry("a@A.TEST", 1, 17).toString()).doesNotContain("000102").doesNotContain("[0, 1");
    }

    private Path file(String hex) throws IOException {
        Path file = Files.createTempFile(folder, "in", "");
        return Files.write(file, HexFormat.of().parseHex(hex));
    }

    static KeytabEntry entry(String principal, long kvno, int etype) {
        return new KeytabEntry(Principal.parse(principal), WRITTEN, Kvno.of(kvno), key(etype, 0));
    }

    private static EncryptionKey key(int etype, int first) {
        byte[] octets = new byte[etype == 18 ? 32 : 16];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i + first);
        }
        return new EncryptionKey(new EncType(etype), SecretBytes.copyOf(octets));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }
}
