package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.document.IdentityStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmInitTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** APPLICATION 11 and 30. */
    private static final byte AS_REP = 0x6B;

    private static final byte KRB_ERROR = 0x7E;

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

        assertThat(ports).hasSize(20).allMatch(port -> port >= 20_000 && port < 32_768);
    }

    /** What opens by a password is given to nobody who has not proved the password (AS-REP roasting). */
    @Test
    @Tag("K-069")
    void inAFreshRealmNothingUnderAPasswordIsGivenToStrangers() throws Exception {
        Path home = folder.resolve("home");
        RealmSettings settings = init(RealmInitTest::sqlite).make(wanted(home, List.of("127.0.0.1"), 0));
        Set<PrincipalName> asked = new HashSet<>();
        try (RealmStore store = RealmStore.open(home, Clock.systemUTC(), RANDOM)) {
            Realm realm = new Realm(settings.kdc(), store.principalDirectory(), store.trustDirectory());
            Dispatcher kdc = new Dispatcher(realm, Clock.systemUTC(), RANDOM, record -> {});
            store.principals().forEachName(PrincipalGlob.of("*"), name -> {
                asked.add(name);
                PrincipalEntry entry = store.principals().find(name).orElseThrow();
                boolean password =
                        entry.keys().stream().anyMatch(key -> key.salt().isPresent());
                byte[] answer = kdc.answer(
                        asRequest(name), new Origin(new InetSocketAddress("127.0.0.1", 9), Origin.Transport.TCP));
                if (password) {
                    assertThat(code(answer)).as("%s", name).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
                } else {
                    // Under a random key there is nothing to guess.
                    assertThat(answer[0]).as("%s", name).isIn(AS_REP, KRB_ERROR);
                }
            });
        }
        assertThat(asked).contains(PrincipalName.of("admin", "admin"), PrincipalName.of("krbtgt", "LUEBECK.EXAMPLE"));
    }

    private static int code(byte[] answer) {
        try {
            return KerberosCodec.decodeKrbError(answer).code();
        } catch (DecodeFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static byte[] asRequest(PrincipalName client) {
        RealmName realm = RealmName.of("LUEBECK.EXAMPLE");
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.NONE,
                Optional.of(client),
                realm,
                Optional.of(PrincipalName.krbtgt(realm)),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                new Nonce(client.hashCode() & 0x7FFF_FFFFL),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96),
                List.of(),
                Optional.empty(),
                List.of());
        return KerberosCodec.encode(
                new KdcRequest(MessageType.AS_REQ, List.of(), body, KerberosCodec.encodeBody(body)));
    }

    private static StoreMaker.NewStore sqlite(Path home, RealmName realm) {
        RealmStore store = RealmStore.create(home, realm, Clock.systemUTC(), RANDOM);
        return new StoreMaker.NewStore() {
            @Override
            public PrincipalStore principals() {
                return store.principals();
            }

            @Override
            public IdentityStore identity() {
                return store.identity();
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
