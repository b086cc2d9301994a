package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hanse.protocol.name.Principal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of keys and tickets where other users can write too. */
@Tag("A-039")
class FileOwnerTest {
    private static final int STRANGER = 54321;
    private static final CredentialCache CACHE =
            new CredentialCache(Principal.parse("alice@A.TEST"), Optional.empty(), List.of(CredentialCacheTest.tgt()));
    private static final List<KeytabEntry> KEYS = List.of(KeytabTest.entry("host/a.test@A.TEST", 1, 17));

    @TempDir
    Path folder;

    @Test
    void aNewFileIsItsOwnersAloneWhateverTheMaskAndOldOnesBecomeSo() throws IOException {
        Path cache = folder.resolve("cc");
        Path keytab = folder.resolve("kt");
        Path old = Files.writeString(folder.resolve("old"), "of mode 0666");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-rw-"));

        CredentialCache.write(cache, CACHE);
        Keytab.merge(keytab, KEYS);
        CredentialCache.write(old, CACHE);

        for (Path file : List.of(cache, keytab, old)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void readersSeeTheOldCacheOrTheNewOneWhileItIsReplaced() throws Exception {
        Path file = folder.resolve("cc");
        CredentialCache larger = new CredentialCache(
                CACHE.principal(), Optional.empty(), java.util.Collections.nCopies(50, CredentialCacheTest.tgt()));
        CredentialCache.write(file, CACHE);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 100; i++) {
                    CredentialCache.write(file, i % 2 == 0 ? larger : CACHE);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        do {
            assertThat(CredentialCache.read(file)).isIn(CACHE, larger);
        } while (!writer.isDone());
        writer.get();
    }

    @Test
    void aCacheOfAnotherUserIsNeitherReadNorReplacedNorAddedToNorDestroyed() throws IOException {
        Path file = folder.resolve("cc");
        CredentialCache.write(file, CACHE);
        byte[] before = Files.readAllBytes(file);
        givenAway(file);

        refused(() -> CredentialCache.read(file));
        refused(() -> CredentialCache.write(file, CACHE));
        refused(() -> CredentialCache.append(file, List.of(CredentialCacheTest.tgt())));
        refused(() -> CredentialCache.destroy(file));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aKeytabOfAnotherUserIsNotWritten() throws IOException {
        Path file = folder.resolve("kt");
        Keytab.write(file, KEYS);
        byte[] before = Files.readAllBytes(file);
        givenAway(file);

        refused(() -> Keytab.merge(file, List.of(KeytabTest.entry("host/b.test@A.TEST", 1, 17))));
        refused(() -> Keytab.write(file, KEYS));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aLinkThatAnotherUserLaidIsNotFollowed() throws IOException {
        Path ours = Files.writeString(folder.resolve("authorized_keys"), "ours");
        Path link = Files.createSymbolicLink(folder.resolve("cc"), ours);
        givenAway(link);

        refused(() -> CredentialCache.write(link, CACHE));
        refused(() -> Keytab.write(link, KEYS));
        assertThat(ours).hasContent("ours");
    }

    @Test
    void aLinkThatLeadsNowhereIsReplacedAndNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("cc"), folder.resolve("not there"));

        CredentialCache.write(link, CACHE);

        assertThat(link).isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(folder.resolve("not there")).doesNotExist();
    }

    @Test
    void aLinkOfOurOwnStaysALink() throws IOException {
        Path file = folder.resolve("real");
        CredentialCache.write(file, CACHE);
        Path link = Files.createSymbolicLink(folder.resolve("cc"), file);

        CredentialCache.write(link, CACHE);

        assertThat(link).isSymbolicLink();
        assertThat(CredentialCache.read(link)).isEqualTo(CACHE);
    }

    @Test
    @Tag("A-020")
    void whatExposesAKeytabIsSaid() throws IOException {
        Path file = folder.resolve("kt");
        assertThat(Keytab.exposureOf(file)).isEmpty();
        Keytab.write(file, KEYS);
        assertThat(Keytab.exposureOf(file)).isEmpty();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Keytab.exposureOf(file)).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Keytab.exposureOf(file))
                .hasValueSatisfying(why -> assertThat(why).contains("every user", "rw-r--r--"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(Keytab.exposureOf(file))
                .hasValueSatisfying(why -> assertThat(why).contains("written"));
    }

    @Test
    @Tag("A-020")
    void aKeytabThatIsAnotherUsersOrReachedByHisLinkIsExposed() throws IOException {
        Path file = folder.resolve("kt");
        Keytab.write(file, KEYS);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(Keytab.exposureOf(link)).isEmpty();

        givenAway(link);
        assertThat(Keytab.exposureOf(link))
                .hasValueSatisfying(why -> assertThat(why).contains("another user", String.valueOf(STRANGER)));
        assertThat(Keytab.exposureOf(file)).isEmpty();
    }

    private interface Access {
        void run() throws IOException;
    }

    private static void refused(Access access) {
        assertThatThrownBy(access::run)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> assertThat(denied.getReason()).contains(String.valueOf(STRANGER)));
    }

    /** Only root can give files away. */
    private static void givenAway(Path file) throws IOException {
        assumeTrue((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "the test runs as root");
        Files.setAttribute(file, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }
}
