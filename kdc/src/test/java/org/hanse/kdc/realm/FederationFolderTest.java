package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.federation.FederationList;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.ListOutcome;
import org.hanse.realmtrust.federation.ListSuccession;
import org.hanse.realmtrust.federation.SignedList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clerk of a federation does, in the folder that he keeps. */
class FederationFolderTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final Fingerprint ID = new Fingerprint("2".repeat(64));
    private static final String URL = "https://kdc.bergen.example";
    private static final SecretBytes PASSPHRASE = secret("kogge unter vollen segeln");

    @TempDir
    Path parent;

    private FederationFolder federation;

    @BeforeEach
    void name() {
        federation = new FederationFolder(parent.resolve("north"));
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Fingerprint create() throws Exception {
        return federation.create("north.example", Optional.empty(), RANDOM);
    }

    private SignedList sign(Instant now, boolean newKey) throws Exception {
        return federation.sign(Optional.empty(), LIFE, newKey, now, RANDOM);
    }

    @Test
    void whatIsSignedIsTheDraftByTheKeyThatWasMade() throws Exception {
        Fingerprint key = create();
        federation.add(BERGEN, ID, "https://old.bergen.example");
        federation.add(BERGEN, ID, URL);
        SignedList first = sign(NOON, false);
        assertThat(first.list().members()).containsExactly(new FederationMember(BERGEN, ID, URL));
        assertThat(federation.list()).contains(first);
        assertThat(ListSuccession.judge("north.example", key, Optional.empty(), first, NOON))
                .isEqualTo(new ListOutcome.Accepted(first));
        federation.remove(BERGEN);
        SignedList second = sign(NOON.plusSeconds(1), false);
        assertThat(second.list().version()).isEqualTo(2);
        assertThat(second.list().members()).isEmpty();
        assertThat(ListSuccession.judge("north.example", key, Optional.of(first), second, NOON))
                .isEqualTo(new ListOutcome.Accepted(second));
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        create();
        sign(NOON, false);
        Path folder = parent.resolve("north");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("federation.key"))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(folder.resolve("federation.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> sign(NOON, false)).hasMessageContaining("can be read by others");
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aNewKeyTakesOverWhenItsTimeComesAndTheOldOneIsErased() throws Exception {
        Fingerprint old = create();
        SignedList first = sign(NOON, true);
        FederationList list = first.list();
        assertThat(list.signer()).isEqualTo(old);
        Instant takesOver = list.signingKeys().get(1).from();
        assertThat(sign(takesOver.minusSeconds(1), false).list().signer()).isEqualTo(old);
        assertThat(Files.size(parent.resolve("north/federation.key"))).isEqualTo(10 + 2 * 65);
        Fingerprint fresh = list.signingKeys().get(1).key().fingerprint();
        assertThat(sign(takesOver, false).list().signer()).isEqualTo(fresh);
        assertThat(Files.size(parent.resolve("north/federation.key"))).isEqualTo(10 + 65);
        assertThat(sign(takesOver.plusSeconds(1), false).list().signer()).isEqualTo(fresh);
        assertThatThrownBy(() -> {
                    sign(takesOver.plusSeconds(2), true);
                    sign(takesOver.plusSeconds(3), true);
                })
                .hasMessageContaining("waits already");
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
        create();
        assertThatThrownBy(this::create).isInstanceOf(RealmFailure.class).hasMessageContaining("not empty");
        assertThatThrownBy(() -> new FederationFolder(parent).draft()).hasMessageContaining("not the folder");
    }

    @Test
    void whatNoListCanSayIsRefusedBeforeItIsSigned() throws Exception {
        create();
        assertThatThrownBy(() -> federation.add(BERGEN, ID, "http://kdc.bergen.example"))
                .hasMessageContaining("no URL");
        assertThatThrownBy(() -> federation.add(RealmName.of("bergen.example"), ID, URL))
                .hasMessageContaining("in capitals");
        federation.add(BERGEN, ID, URL);
        assertThatThrownBy(() -> federation.add(RealmName.of("VISBY.EXAMPLE"), ID, URL))
                .hasMessageContaining("has that id already");
        assertThatThrownBy(() -> federation.remove(RealmName.of("VISBY.EXAMPLE")))
                .hasMessageContaining("not a member");
        assertThatThrownBy(() ->
                        new FederationFolder(parent.resolve("other")).create("North Example", Optional.empty(), RANDOM))
                .hasMessageContaining("no name of a federation");
    }

    @Test
    void aKeyUnderAPassphraseOpensByThatAlone() throws Exception {
        RealmSigningKey key = RealmSigningKey.generate(RANDOM);
        SigningKeyFile sealed = SigningKeyFile.of(List.of(key), Optional.of(PASSPHRASE), RANDOM);
        Path file = parent.resolve("sealed.key");
        HomeFiles.replace(file, sealed.octets(), HomeFiles.SECRET);
        SigningKeyFile read = SigningKeyFile.read(file);
        assertThat(read.isSealed()).isTrue();
        assertThat(read.keys(Optional.of(PASSPHRASE)).get(0).publicKey()).isEqualTo(key.publicKey());
        assertThatThrownBy(() -> read.keys(Optional.of(secret("something else"))))
                .hasMessageContaining("passphrase is another");
        assertThatThrownBy(() -> read.keys(Optional.empty())).hasMessageContaining("under a passphrase");
        byte[] altered = sealed.octets();
        altered[altered.length - 1] ^= 1;
        HomeFiles.replace(file, altered, HomeFiles.SECRET);
        assertThatThrownBy(() -> SigningKeyFile.read(file).keys(Optional.of(PASSPHRASE)))
                .hasMessageContaining("was altered");
    }

    @Test
    void anythingElseIsNoFileOfKeys() throws Exception {
        Path file = parent.resolve("odd.key");
        byte[] good = SigningKeyFile.of(List.of(RealmSigningKey.generate(RANDOM)), Optional.empty(), RANDOM)
                .octets();
        for (int length = 0; length < 10; length++) {
            refused(file, java.util.Arrays.copyOf(good, length));
        }
        refused(file, new byte[100_000]);
        byte[] newer = good.clone();
        newer[8] = 2;
        refused(file, newer);
        byte[] cutOff = java.util.Arrays.copyOf(good, good.length - 1);
        HomeFiles.replace(file, cutOff, HomeFiles.SECRET);
        assertThatThrownBy(() -> SigningKeyFile.read(file).keys(Optional.empty()))
                .hasMessageContaining("damaged");
        byte[] greedy = SigningKeyFile.of(List.of(), Optional.empty(), RANDOM).octets();
        greedy = Octets.wrap(greedy).toByteArray();
        greedy[9] = 1;
        byte[] memory = java.util.Arrays.copyOf(greedy, greedy.length + PassphraseKey.LENGTH + 16);
        memory[10] = 0x7f; // 2 TiB
        refused(file, memory);
    }

    private static void refused(Path file, byte[] octets) throws Exception {
        HomeFiles.replace(file, octets, HomeFiles.SECRET);
        assertThatThrownBy(() -> SigningKeyFile.read(file)).hasMessageContaining("holds no signing keys");
    }
}
