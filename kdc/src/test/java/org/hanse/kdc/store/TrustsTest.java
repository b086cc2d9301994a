package org.hanse.kdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.store.StoreHome.ACTOR;
import static org.hanse.kdc.store.StoreHome.octets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustsTest {
    static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");

    @TempDir
    Path home;

    RealmStore store;

    @BeforeEach
    void create() {
        store = StoreHome.create(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static TrustKey key(long kvno, EncType etype) {
        return new TrustKey(Kvno.of(kvno), ProtocolKey.random(etype, StoreHome.RANDOM));
    }

    static Trust trust(RealmName peer, TrustState state) {
        return new Trust(
                peer,
                TrustPolicy.DEFAULT,
                state,
                Optional.empty(),
                List.of(key(1, EncType.AES256_CTS_HMAC_SHA384_192)),
                List.of(key(1, EncType.AES256_CTS_HMAC_SHA384_192)),
                List.of());
    }

    @Test
    void everythingAboutATrustIsThereAfterReopening() {
        TrustKey old = key(1, EncType.AES256_CTS_HMAC_SHA1_96);
        TrustKey strong = key(2, EncType.AES256_CTS_HMAC_SHA384_192);
        TrustKey weaker = key(2, EncType.AES128_CTS_HMAC_SHA1_96);
        TrustKey out = key(7, EncType.AES256_CTS_HMAC_SHA1_96);
        Trust trust = new Trust(
                BERGEN,
                new TrustPolicy(
                        TrustDirection.IN,
                        Set.of(RealmName.of("OSLO.EXAMPLE"), RealmName.of("VISBY.EXAMPLE")),
                        Set.of(RealmName.of("RIGA.EXAMPLE")),
                        List.of("*/admin", "al?ce"),
                        List.of(".bergen.example", "bergen.example"),
                        Optional.of(Duration.ofHours(8)),
                        true,
                        true,
                        false),
                TrustState.SUSPENDED,
                Optional.of("by an operator"),
                List.of(old, strong, weaker),
                List.of(out),
                List.of("kdc.bergen.example:88", "[::1]:8888"));

        store.trusts().put(trust, ACTOR);
        store.close();
        store = StoreHome.open(home);

        Trust read = store.trusts().find(BERGEN).orElseThrow();
        assertThat(read.policy()).isEqualTo(trust.policy());
        assertThat(read.state()).isEqualTo(TrustState.SUSPENDED);
        assertThat(read.reason()).contains("by an operator");
        assertThat(read.kdcs()).isEqualTo(trust.kdcs());
        assertThat(read.keysIn()).extracting(key -> key.kvno().value()).containsExactly(2L, 2L, 1L);
        assertThat(octets(read.keysIn().get(0).key())).isEqualTo(octets(strong.key()));
        assertThat(octets(read.keysIn().get(1).key())).isEqualTo(octets(weaker.key()));
        assertThat(octets(read.keysIn().get(2).key())).isEqualTo(octets(old.key()));
        assertThat(octets(read.keysOut().get(0).key())).isEqualTo(octets(out.key()));
        assertThat(store.trusts().all()).containsExactly(read);
    }

    @Test
    void aChangeSeesTheTrustAsItIsAndReplacesAllOfIt() {
        store.trusts().put(trust(BERGEN, TrustState.ACTIVE), ACTOR);

        Trust changed = store.trusts().change(BERGEN, ACTOR, before -> {
            Trust now = before.orElseThrow();
            return new Trust(
                    now.peer(),
                    now.policy(),
                    TrustState.FAILED,
                    Optional.of("why"),
                    List.of(),
                    now.keysOut(),
                    List.of());
        });

        assertThat(changed.keysIn()).isEmpty();
        assertThat(changed.keysOut()).hasSize(1);
        assertThat(store.trusts().find(BERGEN)).contains(changed);
        assertThatThrownBy(() -> store.trusts().change(BERGEN, ACTOR, before -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(store.trusts().find(BERGEN)).contains(changed);
        assertThatThrownBy(() ->
                        store.trusts().change(BERGEN, ACTOR, before -> trust(RealmName.of("OTHER"), TrustState.ACTIVE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDirectoryFollowsEveryChangeAtOnce() {
        TrustDirectory directory = store.trustDirectory();
        assertThat(directory.all()).isEmpty();

        store.trusts().put(trust(BERGEN, TrustState.ACTIVE), ACTOR);
        assertThat(directory.find(BERGEN)).isPresent();
        store.trusts().put(trust(BERGEN, TrustState.SUSPENDED), ACTOR);
        assertThat(directory.find(BERGEN).orElseThrow().admitsIn()).isFalse();
        assertThat(store.trusts().remove(BERGEN, ACTOR)).isTrue();
        assertThat(directory.find(BERGEN)).isEmpty();
        assertThat(directory.all()).isEmpty();
        assertThat(store.trusts().remove(BERGEN, ACTOR)).isFalse();
    }
}
