package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No host is two peers'. */
class DomainClaimsTest {
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final RealmName VISBY = RealmName.of("VISBY.EXAMPLE");

    @TempDir
    Path folder;

    private RealmStore store;
    private Trusts trusts;

    @BeforeEach
    void bergenHasADomain() throws RealmFailure {
        RealmName luebeck = RealmName.of("LUEBECK.EXAMPLE");
        store = RealmStore.create(folder.resolve("home"), luebeck, Clock.systemUTC(), new SecureRandom());
        trusts = new Trusts(luebeck, store.trusts(), store.declarations(), "test");
        share(BERGEN, "port.bergen.example", "herring.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void share(RealmName peer, String... domains) throws RealmFailure {
        trusts.share(peer, List.of(), List.of(), old -> named(domains), List.of());
    }

    private static TrustPolicy named(String... domains) {
        return new TrustPolicy(
                TrustDirection.BOTH,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(domains),
                Optional.empty(),
                false,
                false,
                false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port.bergen.example",
                "PORT.Bergen.example",
                ".port.bergen.example",
                "www.port.bergen.example",
                "bergen.example",
                ".example"
            })
    void whatOverlapsAnotherPeersDomainIsRefusedByName(String domain) throws RealmFailure {
        assertThatThrownBy(() -> share(VISBY, domain))
                .isInstanceOf(RealmFailure.class)
                .hasMessageContaining("the domain " + domain
                        + " overlaps port.bergen.example, which the trust with BERGEN.EXAMPLE has");
        assertThat(store.trusts().find(VISBY)).as("nothing is half done").isEmpty();

        share(VISBY);
        assertThatThrownBy(() -> trusts.modify(VISBY, old -> named(domain), Optional.empty()))
                .isInstanceOf(RealmFailure.class);
    }

    @Test
    void othersAndOnesOwnAreFree() throws RealmFailure {
        share(VISBY, "visby.example", "sport.bergen.example", "kvass.bergen.example");
        share(BERGEN, "port.bergen.example", "www.port.bergen.example");

        assertThat(trusts.get(BERGEN).policy().domains()).hasSize(2);
    }
}
