package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmInitTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void whatFailsHalfWayLeavesNothingBehind() {
        Path home = folder.resolve("new/parents/home");
        StoreMaker failing = (place, realm) -> {
            assertThat(place.resolve("tls/server.key")).exists();
            throw new StoreFault("the disk is full; make room");
        };

        assertThatThrownBy(() -> init(failing).make(wanted(home, List.of("127.0.0.1"), 0)))
                .isInstanceOf(StoreFault.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFolderThatWasThereIsStillThereAfterAFailure() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));

        assertThatThrownBy(() -> init(RealmInitTest::noStore).make(wanted(home, List.of("127.0.0.1"), 0)))
                .isInstanceOf(StoreFault.class);

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theSettingsWrittenAreTheSettingsReturned() throws Exception {
        Path home = folder.resolve("home");

        RealmSettings settings = init(RealmInitTest::sqlite).make(wanted(home, List.of("127.0.0.1"), 0));

        assertThat(SettingsFile.read(home.resolve("realm.yaml"))).isEqualTo(settings);
        assertThat(settings.publicName()).isEqualTo("localhost");
    }

    @Test
    @Tag("K-050")
    void aTicketForAPasswordChangeIsShortLivedAndComesByProofOnly() throws Exception {
        Path home = folder.resolve("home");
        init(RealmInitTest::sqlite).make(wanted(home, List.of("127.0.0.1"), 0));

        try (RealmStore store = RealmStore.open(home, Clock.systemUTC(), RANDOM)) {
            PrincipalEntry changing = store.principals()
                    .find(PrincipalName.of("kadmin", "changepw"))
                    .orElseThrow();
            assertThat(changing.maxLife()).contains(Duration.ofMinutes(5));
            assertThat(changing.has(PrincipalFlag.PASSWORD_CHANGING_SERVICE)).isTrue();
            assertThat(changing.has(PrincipalFlag.REQUIRES_PREAUTH)).isTrue();
            assertThat(changing.has(PrincipalFlag.ALLOW_TGS_REQ)).isFalse();
        }
    }

    @Test
    void portsThatArePickedDiffer() throws Exception {
        Set<Integer> ports = new HashSet<>();
        try (FreePorts free = new FreePorts(List.of("127.0.0.1", "::1"))) {
            for (int i = 0; i < 20; i++) {
                ports.add(free.next());
            }
        }

        assertThat(ports).hasSize(20);
    }

    private static StoreMaker.NewStore sqlite(Path home, RealmName realm) {
        RealmStore store = RealmStore.create(home, realm, Clock.systemUTC(), RANDOM);
        return new StoreMaker.NewStore() {
            @Override
            public PrincipalStore principals() {
                return store.principals();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    private static StoreMaker.NewStore noStore(Path home, RealmName realm) {
        throw new StoreFault("no store in this test; there is nothing to do about it");
    }

    private RealmInit init(StoreMaker stores) {
        return new RealmInit(stores, Clock.systemUTC(), RANDOM, "test");
    }

    private static NewRealm wanted(Path home, List<String> hosts, int port) {
        return new NewRealm(
                RealmName.of("LUEBECK.EXAMPLE"),
                home,
                hosts,
                Optional.empty(),
                port,
                port,
                port,
                SecretBytes.copyOf("admin".getBytes(StandardCharsets.UTF_8)));
    }
}
