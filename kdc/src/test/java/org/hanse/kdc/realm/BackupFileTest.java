package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.hanse.kdc.realm.BackupFault.Kind;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a backup in the hands of others: what opens is what was sealed, whole and in its order, or it is refused by name. */
class BackupFileTest {
    private static final SecretBytes PASSPHRASE =
            SecretBytes.copyOf("kogge unter vollen segeln".getBytes(StandardCharsets.US_ASCII));
    private static final int HEAD = BackupHead.LENGTH + BackupSeal.TAG;
    private static final int PIECE = BackupSeal.PIECE + BackupSeal.TAG;

    private final Random random = new Random(88);

    private byte[] octets(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }

    /** The cheapest head: what is tested is not how dear a guess is. */
    private byte[] sealed(byte[] plain) {
        BackupHead head = new BackupHead(new PassphraseKey(8, 1, 1, Octets.wrap(octets(16))));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            BackupOutput out = new BackupOutput(file, head, PASSPHRASE);
            out.write(plain);
            out.finish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    private static byte[] opened(byte[] file) throws IOException {
        try (BackupInput in = new BackupInput(new ByteArrayInputStream(file), PASSPHRASE)) {
            return in.readAllBytes();
        }
    }

    private static BackupFault refused(byte[] file) {
        BackupFault fault = catchThrowableOfType(BackupFault.class, () -> opened(file));
        assertThat(fault).isNotNull();
        return fault;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void whatWasSealedOpens(int length) throws IOException {
        byte[] plain = octets(length);
        assertThat(opened(sealed(plain))).isEqualTo(plain);
    }

    @Test
    @Tag("L-028")
    void oneOtherBitAnywhereIsRefused() {
        byte[] file = sealed(octets(1200));
        for (int bit = 0; bit < 8 * file.length; bit++) {
            BackupFault fault = refused(flipped(file, bit));
            if (bit >= 8 * HEAD) {
                assertThat(fault).hasMessage("was altered or damaged in piece 0");
            } else if (bit < 8 * 8) {
                assertThat(fault.kind()).isEqualTo(Kind.NOT_A_BACKUP);
            }
        }
    }

    @Test
    @Tag("L-028")
    void theMessageSaysWhichPieceIsNotAsItWas() {
        byte[] file = sealed(octets(2 * BackupSeal.PIECE + 2000));
        for (int at = HEAD; at < file.length; at += 9973) {
            assertThat(refused(flipped(file, 8 * at)))
                    .as("octet %d", at)
                    .hasMessage("was altered or damaged in piece " + (at - HEAD) / PIECE);
        }
    }

    private static byte[] flipped(byte[] file, int bit) {
        byte[] altered = file.clone();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return altered;
    }

    @Test
    @Tag("L-028")
    void piecesAreNotMovedDoubledCutOrTakenFromAnotherBackup() {
        byte[] file = sealed(octets(3 * BackupSeal.PIECE));
        byte[] head = Arrays.copyOf(file, HEAD);
        byte[] first = Arrays.copyOfRange(file, HEAD, HEAD + PIECE);
        byte[] second = Arrays.copyOfRange(file, HEAD + PIECE, HEAD + 2 * PIECE);
        byte[] last = Arrays.copyOfRange(file, HEAD + 2 * PIECE, file.length);
        byte[] other = sealed(octets(3 * BackupSeal.PIECE));
        byte[] foreign = Arrays.copyOfRange(other, HEAD + PIECE, HEAD + 2 * PIECE);

        assertThat(refused(joined(head, second, first, last))).hasMessageEndingWith("in piece 0");
        assertThat(refused(joined(head, first, first, second, last))).hasMessageEndingWith("in piece 1");
        assertThat(refused(joined(head, first, last))).hasMessageEndingWith("in piece 1");
        assertThat(refused(joined(head, first, foreign, last))).hasMessageEndingWith("in piece 1");
        assertThat(refused(joined(head, first, second, last, last))).hasMessageEndingWith("in piece 2");
        assertThat(refused(joined(head, first, second)).kind()).isEqualTo(Kind.CUT_OFF);
        assertThat(refused(joined(Arrays.copyOf(other, HEAD), first, second, last)))
                .hasMessageEndingWith("in piece 0");
    }

    /** A head is refused for what it asks before any of it is given: these would take gigabytes, or hours. */
    @Test
    @Tag("L-029")
    void aHeadThatAsksForTooMuchIsRefused() {
        byte[] file = sealed(octets(100));
        for (int memory : new int[] {7, 0, -1, 262_145, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(refused(head(file, memory, 1, 1)).kind()).isEqualTo(Kind.ALTERED);
        }
        for (int passes : new int[] {0, -1, 17, Integer.MAX_VALUE}) {
            assertThat(refused(head(file, 1024, passes, 1)).kind()).isEqualTo(Kind.ALTERED);
        }
        for (int lanes : new int[] {0, 65, 127, 128, 255}) {
            assertThat(refused(head(file, 8192, 1, lanes)).kind()).isEqualTo(Kind.ALTERED);
        }
        assertThat(refused(head(file, 16, 1, 1)).kind())
                .as("a cost that the file was not made with")
                .isEqualTo(Kind.WRONG_PASSPHRASE);
        for (int version : new int[] {0, 2, 255}) {
            byte[] altered = file.clone();
            altered[8] = (byte) version;
            assertThat(refused(altered).kind()).isEqualTo(Kind.NEWER_FORMAT);
        }
    }

    private static byte[] head(byte[] file, int memory, int passes, int lanes) {
        byte[] altered = file.clone();
        ByteBuffer.wrap(altered).putInt(9, memory).putInt(13, passes).put(17, (byte) lanes);
        return altered;
    }

    /** Content that is sealed well and is none of ours: of who knows the passphrase and means ill. */
    private static byte[] content(String name, long length, int octets) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(made);
        try {
            out.writeLong(1_700_000_000);
            out.writeUTF(name);
            out.writeLong(length);
            out.write(new byte[octets]);
            out.writeUTF("");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return made.toByteArray();
    }

    @ParameterizedTest
    @Tag("L-032")
    @ValueSource(
            strings = {
                "../store.db",
                "tls/../../x",
                "tls/..",
                "tls/.",
                "tls/.hidden",
                "tls/a/b",
                "tls/",
                "tls",
                "/etc/passwd",
                "log/kdc.log",
                "store.db-wal",
                "store.db\0",
                "STORE.DB"
            })
    void noFileIsLaidAnywhereElse(String name, @TempDir Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));

        BackupFault fault = catchThrowableOfType(
                BackupFault.class,
                () -> BackupFiles.read(new ByteArrayInputStream(content(name, 3, 3)), home, Progress.UNSEEN));

        assertThat(fault.kind()).isEqualTo(Kind.ALTERED);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("L-032")
    @ValueSource(longs = {-1, 4, Long.MAX_VALUE})
    void aLengthIsNotBelieved(long length, @TempDir Path home) {
        assertThat(catchThrowableOfType(
                                BackupFault.class,
                                () -> BackupFiles.read(
                                        new ByteArrayInputStream(content("store.db", length, 1)),
                                        home,
                                        Progress.UNSEEN))
                        .kind())
                .isEqualTo(Kind.ALTERED);
    }
}
