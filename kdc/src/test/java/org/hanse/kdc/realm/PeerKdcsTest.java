package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told of where a peer's KDCs are. */
class PeerKdcsTest {
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    static Path folder;

    @AutoClose
    private static RealmStore store;

    @BeforeAll
    static void bergenHasADocument() {
        store = RealmStore.create(folder.resolve("home"), RealmName.of("LUEBECK.EXAMPLE"), Clock.systemUTC(), RANDOM);
        DocumentFacts facts = new DocumentFacts(
                new Endpoints(
                        List.of("https://kdc.bergen.example"),
                        List.of(),
                        List.of("a.bergen.example:88", "[2001:db8::1]:88")),
                List.of(),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
        RealmIdentity bergen = Publication.due(
                        RealmIdentity.create(BERGEN, RANDOM), facts, Instant.parse("2026-11-25T12:00:00Z"), RANDOM)
                .orElseThrow();
        store.peerHistories().change(BERGEN, before -> bergen.history());
    }

    private static Trust trust(RealmName peer, List<TrustKey> keys, String... kdcs) {
        return new Trust(
                peer, TrustPolicy.DEFAULT, TrustState.ACTIVE, Optional.empty(), List.of(), keys, List.of(kdcs));
    }

    private static List<TrustKey> key() {
        return List.of(new TrustKey(Kvno.of(1), ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA384_192, RANDOM)));
    }

    @Test
    void theOperatorsWordGoesBeforeTheDocuments() {
        assertThat(PeerKdcs.told(trust(BERGEN, key()), store.peerHistories()).kdcs())
                .containsExactly("a.bergen.example:88", "[2001:db8::1]:88");
        assertThat(PeerKdcs.told(trust(BERGEN, key(), "10.0.0.1:88"), store.peerHistories())
                        .kdcs())
                .containsExactly("10.0.0.1:88");
        assertThat(PeerKdcs.told(trust(RealmName.of("VISBY.EXAMPLE"), key()), store.peerHistories())
                        .kdcs())
                .isEmpty();
    }

    @Test
    void beforeThereAreKeysADocumentSendsNobodyAnywhere() {
        assertThat(PeerKdcs.told(trust(BERGEN, List.of()), store.peerHistories())
                        .kdcs())
                .isEmpty();
    }
}
