package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCacheTest {
    private static final Principal ALICE = Principal.parse("alice@A.TEST");
    private static final Instant T = Instant.ofEpochSecond(0x65000000L);
    private static final String ALICE_HEX =
            "00000001" + "00000001" + "00000006" + hex("A.TEST") + "00000005" + hex("alice");
    private static final String TGS_HEX = "00000002" + "00000002" + "00000006" + hex("A.TEST") + "00000006"
            + hex("krbtgt") + "00000006" + hex("A.TEST");
    private static final String TIMES_AND_REST = "65000000" + "65000000" + "65000e10" + "00000000" + "00" + "40c10000"
            + "00000001" + "0002" + "00000004" + "7f000001"
            + "00000001" + "0001" + "00000002" + "3000"
            + "00000003" + "614142" + "00000000";
    private static final String CREDENTIAL =
            ALICE_HEX + TGS_HEX + "0011" + "00000010" + "00".repeat(16) + TIMES_AND_REST;

    @TempDir
    Path folder;

    @Test
    void writesWhatMitWrites() throws IOException {
        Path file = folder.resolve("cc");
        CredentialCache.write(file, new CredentialCache(ALICE, Optional.of(Duration.ofSeconds(-5)), List.of(tgt())));
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("0504" + "000c" + "00010008" + "fffffffb" + "00000000" + ALICE_HEX + CREDENTIAL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void readsVersionFourWithUnknownHeaderFields() throws IOException {
        CredentialCache cache = CredentialCache.read(
                file("0504" + "0012" + "00070002ffff" + "00010008" + "00000002" + "000003e8" + ALICE_HEX + CREDENTIAL));
        assertThat(cache)
                .isEqualTo(new CredentialCache(
                        ALICE, Optional.of(Duration.ofSeconds(2).plusMillis(1)), List.of(tgt())));
    }

    @Test
    void readsVersionThreeAndAppendsToItInItsOwnForm() throws IOException {
        String credential = ALICE_HEX + TGS_HEX + "0011" + "0011" + "00000010" + "00".repeat(16) + TIMES_AND_REST;
        Path file = file("0503" + ALICE_HEX + credential);
        assertThat(CredentialCache.read(file).credentials()).containsExactly(tgt());
        CredentialCache.append(file, List.of(tgt()));
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("0503" + ALICE_HEX + credential + credential);
    }

    @Test
    void keepsConfigurationEntriesApartFromTickets() throws IOException {
        Credential setting = new Credential(
                ALICE,
                Principal.parse("krb5_ccache_conf_data/pa_type@X-CACHECONF:"),
                new EncryptionKey(new EncType(0), SecretBytes.copyOf(new byte[0])),
                Instant.EPOCH,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                false,
                TicketFlags.NONE,
                List.of(),
                AuthorizationData.NONE,
                Octets.copyOf(new byte[] {'2'}),
                Octets.EMPTY);
        Path file = folder.resolve("cc");
        CredentialCache.write(file, new CredentialCache(ALICE, Optional.empty(), List.of(setting, tgt())));
        CredentialCache cache = CredentialCache.read(file);
        assertThat(cache.credentials()).containsExactly(setting, tgt());
        assertThat(cache.tickets()).containsExactly(tgt());
    }

    @Test
    void whatMitRemovedIsGone() throws IOException {
        String removed = CREDENTIAL.replace("65000000" + "65000000" + "65000e10", "ffffffff" + "65000000" + "00000000");
        assertThat(CredentialCache.read(file("0504" + "0000" + ALICE_HEX + removed + CREDENTIAL))
                        .credentials())
                .containsExactly(tgt());
    }

    @Test
    @Tag("A-039")
    void appendingAtTheSameTimeLosesNothing() throws Exception {
        Path file = folder.resolve("cc");
        CredentialCache.write(file, new CredentialCache(ALICE, Optional.empty(), List.of()));
        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> {
                            try {
                                CredentialCache.append(file, List.of(tgt()));
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }))
                        .toArray(CompletableFuture<?>[]::new))
                .get();
        assertThat(CredentialCache.read(file).tickets()).hasSize(20).containsOnly(tgt());
    }

    @Test
    void theTicketForAServerIsTheOneThatLastsLongest() {
        Credential longer = ending(T.plusSeconds(9000));
        CredentialCache cache = new CredentialCache(ALICE, Optional.empty(), List.of(tgt(), longer, tgt()));
        assertThat(cache.ticketFor(Principal.parse("krbtgt/A.TEST@A.TEST"))).contains(longer);
        assertThat(cache.ticketFor(Principal.parse("host/x@A.TEST"))).isEmpty();
    }

    @Test
    void lengthsThatLieAreRefused() throws IOException {
        for (String lie : List.of(
                "",
                "05",
                "0502" + "0000",
                "0504" + "ffff",
                "0504" + "0000" + "00000001" + "ffffffff",
                "0504" + "0000" + "00000001" + "00000001" + "7fffffff" + "41",
                "0504" + "0000" + "00000001" + "00000000" + "00000000",
                "0504" + "0000" + ALICE_HEX + ALICE_HEX + TGS_HEX + "0011" + "fffffff0",
                "0504" + "0000" + ALICE_HEX + CREDENTIAL.replace("0000000100020000", "7fffffff00020000"))) {
            assertThatThrownBy(() -> CredentialCache.read(file(lie)))
                    .as(lie)
                    .isInstanceOf(MalformedFileException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = HexFormat.of().parseHex("0504" + "0000" + ALICE_HEX + CREDENTIAL);
        int bare = 4 + ALICE_HEX.length() / 2;
        Path file = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            if (length != bare) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> CredentialCache.read(file)).isInstanceOf(MalformedFileException.class);
            }
        }
    }

    @Test
    void anAbsentCacheIsNamed() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> CredentialCache.read(none))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(none + ": does not exist");
        assertThatThrownBy(() -> CredentialCache.append(none, List.of(tgt()))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> CredentialCache.destroy(none)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void destroyingRemovesTheFile() throws IOException {
        Path file = folder.resolve("cc");
        CredentialCache.write(file, new CredentialCache(ALICE, Optional.empty(), List.of(tgt())));
        CredentialCache.destroy(file);
        assertThat(file).doesNotExist();
    }

    static Credential tgt() {
        return ending(T.plusSeconds(3600));
    }

    private static Credential ending(Instant end) {
        return new Credential(
                ALICE,
                Principal.krbtgt(ALICE.realm(), ALICE.realm()),
                new EncryptionKey(EncType.AES128_CTS_HMAC_SHA1_96, SecretBytes.copyOf(new byte[16])),
                T,
                Optional.of(T),
                end,
                Optional.empty(),
                false,
                TicketFlags.of(TicketFlag.FORWARDABLE, TicketFlag.RENEWABLE, TicketFlag.INITIAL, TicketFlag.ENC_PA_REP),
                List.of(new HostAddress(HostAddress.IPV4, Octets.copyOf(new byte[] {127, 0, 0, 1}))),
                new AuthorizationData(List.of(new AuthorizationData.Element(1, Octets.copyOf(new byte[] {0x30, 0})))),
                Octets.copyOf(new byte[] {0x61, 0x41, 0x42}),
                Octets.EMPTY);
    }

    private Path file(String hex) throws IOException {
        return Files.write(
                Files.createTempFile(folder, "in", ""), HexFormat.of().parseHex(hex));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }
}
