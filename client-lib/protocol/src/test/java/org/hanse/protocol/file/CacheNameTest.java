package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheNameTest {
    @TempDir
    Path folder;

    @Test
    void namesAreReadAsMitReadsThem() {
        assertThat(CacheName.parse("FILE:/tmp/x")).isEqualTo(CacheName.file(Path.of("/tmp/x")));
        assertThat(CacheName.parse("/tmp/a:b")).isEqualTo(CacheName.file(Path.of("/tmp/a:b")));
        assertThat(CacheName.parse("cc")).isEqualTo(CacheName.file(Path.of("cc")));
        assertThat(CacheName.parse("DIR:/d").toString()).isEqualTo("DIR:/d");
        assertThat(CacheName.parse("DIR::/d/tktx").toString()).isEqualTo("DIR::/d/tktx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYRING:persistent:0", "KCM:", "API:x", "MEMORY:x", "FOO:x"})
    void typesThatAreNotFilesAreRefusedWithTheCure(String name) {
        assertThatThrownBy(() -> CacheName.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use FILE:/path or DIR:/folder");
    }

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
        Path conf = Files.writeString(
                folder.resolve("krb5.conf"), "[libdefaults]\ndefault_ccache_name = DIR:/run/%{uid}/cc\n");
        assertThat(CacheName.byDefault(Optional.of("FILE:/x"), Krb5Conf.read(List.of(conf)), 7, "u")
                        .toString())
                .isEqualTo("FILE:/x");
        assertThat(CacheName.byDefault(Optional.empty(), Krb5Conf.read(List.of(conf)), 7, "u")
                        .toString())
                .isEqualTo("DIR:/run/7/cc");
        assertThat(CacheName.byDefault(Optional.of(""), Krb5Conf.empty(), 7, "u")
                        .toString())
                .isEqualTo("FILE:/tmp/krb5cc_7");
    }

    @Test
    void aCollectionHasAPrimaryCacheAndOneForEachPrincipal() throws IOException {
        CacheFolder caches = new CacheFolder(folder.resolve("d"));
        caches.create();
        Principal alice = Principal.parse("alice@A.TEST");
        Principal bob = Principal.parse("bob@B.TEST");

        Path first = caches.fileFor(alice);
        assertThat(first).isEqualTo(folder.resolve("d/tkt")).isEqualTo(caches.primary());
        CredentialCache.write(first, new CredentialCache(alice, Optional.empty(), List.of()));
        assertThat(caches.fileFor(alice)).isEqualTo(first);

        Path second = caches.fileFor(bob);
        assertThat(second).isNotEqualTo(first).doesNotExist();
        CredentialCache.write(second, new CredentialCache(bob, Optional.empty(), List.of()));
        caches.makePrimary(second);

        CacheName collection = CacheName.parse("DIR:" + folder.resolve("d"));
        assertThat(collection.toFile()).isEqualTo(second);
        assertThat(collection.single().toString()).isEqualTo("DIR::" + second);
        assertThat(collection.all()).extracting(CacheName::path).containsExactly(second, first);
    }

    @Test
    void aPrimaryThatLeadsOutOfTheFolderIsRefused() throws IOException {
        Files.writeString(folder.resolve("primary"), "tkt/../../etc/passwd\n");
        assertThatThrownBy(() -> new CacheFolder(folder).primary()).isInstanceOf(MalformedFileException.class);
    }
}
